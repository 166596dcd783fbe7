// What a reader of a wrong scenario is told, word by word: its head, its inputs, and all of it.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string head_errors(const std::string& head) {
  ScenarioText text;
  text.head = head;
  return errors_of(text);
}
std::string input_errors(const std::string& input) {
  ScenarioText text;
  text.input = input;
  return errors_of(text);
}
std::string event_errors(const std::string& events) {
  return input_errors(R"("name": "clicks", "events": [)" + events + "]");
}

TEST(ErrorsOfTheHead, NameTheNearestWord) {
  EXPECT_EQ(head_errors(R"("sede": 7)"),
            "test.json:1: unknown member \"sede\" (at /sede); hint: did you mean \"seed\"?");
  EXPECT_EQ(
      head_errors(R"("ties": "radnom")"),
      "test.json:1: expected fifo, random or adversarial; found \"radnom\" (at /ties); hint: did you mean \"random\"?");
  EXPECT_EQ(head_errors(R"("semantics": "flnk")"),
            "test.json:1: unknown semantics \"flnk\" (at /semantics); hint: did you mean \"flink\"?");
  EXPECT_EQ(head_errors(R"("semantics": "spark")"),
            "test.json:1: unknown semantics \"spark\" (at /semantics); hint: valid is flink or flink-strict");
}

TEST(ErrorsOfTheHead, SayWhatWasExpectedAndFound) {
  EXPECT_EQ(head_errors(R"("seed": "7")"),
            "test.json:1: expected an integer that is not negative; found the text \"7\" (at /seed)");
  EXPECT_EQ(head_errors(R"("seed": -1)"),
            "test.json:1: expected an integer that is not negative; found the number -1 (at /seed)");
  EXPECT_EQ(head_errors(R"("seed": 1.5)"),
            "test.json:1: expected an integer that is not negative; found the number 1.5 (at /seed); hint: numbers "
            "here are integers");
  EXPECT_EQ(head_errors(R"("seed": 18446744073709551616)"),
            "test.json:1: expected an integer that is not negative; found the number 18446744073709551616 (at /seed); "
            "hint: integers have 64 bits");
  EXPECT_EQ(head_errors(R"("about": ["a"])"), "test.json:1: expected a text; found an array (at /about)");
  EXPECT_EQ(head_errors(R"("batch": 0)"), "test.json:1: expected from 1 to 4096 records; found 0 (at /batch)");
  EXPECT_EQ(head_errors(R"("batch": 5000000000)"),
            "test.json:1: expected an integer from 0 to 4294967295; found the number 5000000000 (at /batch)");
  EXPECT_EQ(head_errors(R"("pinned_seeds": [1, 1])"), "test.json:1: the seed 1 is pinned twice (at /pinned_seeds/1)");
  EXPECT_EQ(head_errors(R"("seed": 1, "seed": 2)"),
            "test.json:1: \"seed\" is written twice (at /seed); hint: keep one of the two");
}

TEST(ErrorsOfTheHead, KnowLengthsFromInstants) {
  EXPECT_EQ(
      head_errors(R"("until": "2013-02-08")"),
      "test.json:1: expected a length of time from the start of the run; found the text \"2013-02-08\" (at /until); "
      "hint: write for example \"250ms\", \"2.5s\" or \"1h30m\"");
  EXPECT_EQ(head_errors(R"("until": "-1s")"),
            "test.json:1: expected a time that is not before the start of the run; found the text \"-1s\" (at /until)");
  EXPECT_EQ(head_errors(R"("until": 2.5)"),
            "test.json:1: expected a length of time; found the number 2.5 (at /until); "
            "hint: an integer is milliseconds; with a unit, write for example \"2.5s\"");
  EXPECT_EQ(head_errors(R"("until": 0)"), "test.json:1: a run must last longer than no time (at /until)");
  EXPECT_EQ(head_errors(R"("clock": "2013-02-30")"),
            "test.json:1: expected a point in time; found \"2013-02-30\" (at /clock); "
            "hint: write for example \"2013-02-08T12:00:00Z\", in UTC");
}

TEST(ErrorsOfTheWhole, NameMembersThatAreMissing) {
  EXPECT_EQ(lines_of(read_scenario_text("{}", "f").errors),
            "f:1: the member \"name\" is missing (at /name)\n"
            "f:1: the member \"inputs\" is missing (at /inputs)\n"
            "f:1: the member \"pipeline\" is missing (at /pipeline)");
}

TEST(ErrorsOfTheWhole, AreCollectedInTheOrderOfTheText) {
  ScenarioText text;
  text.head = R"("sede": 7)";
  text.source = R"("id": "in", "source": "click")";
  text.nodes = R"json({"id": "w", "window": {"tumbling": "-10s"}, "aggregate": {"n": "cuont()"}},)json";
  text.rest = R"(, "faults": [ {"fault": "link-clogg", "at": "1s", "for": "1s", "target": "in -> out"} ])";
  EXPECT_EQ(errors_of(text),
            "test.json:1: unknown member \"sede\" (at /sede); hint: did you mean \"seed\"?\n"
            "test.json:3: unknown input \"click\" (at /pipeline/0/source); hint: did you mean \"clicks\"?\n"
            "test.json:4: unknown aggregate \"cuont\" (at /pipeline/1/aggregate/n); hint: did you mean \"count\"?\n"
            "test.json:4: a window must be longer than no time; found -10s (at /pipeline/1/window/tumbling)\n"
            "test.json:6: expected one of 24 words, for example link-clog or link-duplicate; found "
            "\"link-clogg\" "
            "(at /faults/0/fault); hint: did you mean \"link-clog\"?");
}

TEST(ErrorsOfTheWhole, EndAfterAHundred) {
  std::string events = "1";
  for (int i = 0; i < 200; ++i) events += ", 1";
  ScenarioText text;
  text.input = R"("name": "clicks", "events": [)" + events + "]";
  const std::vector<InputError> errors = read(text).errors;
  ASSERT_EQ(errors.size(), 101U);
  EXPECT_EQ(errors.back().message, "more than 100 errors; the rest is not shown");
}

TEST(ErrorsOfInputs, NameWhereTheirEventsComeFrom) {
  EXPECT_EQ(input_errors(R"("name": "clicks")"),
            "test.json:2: expected one of \"events\", \"file\" and \"generate\"; found none (at /inputs/0)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "events": [], "file": {"path": "a.csv"})"),
            "test.json:2: expected one of \"events\", \"file\" and \"generate\"; found 2 (at /inputs/0)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "file": {"pth": "a.csv"})"),
            "test.json:2: unknown member \"pth\" (at /inputs/0/file/pth); hint: did you mean \"path\"?\n"
            "test.json:2: the member \"path\" is missing (at /inputs/0/file/path)");
}

TEST(ErrorsOfInputs, KnowNamesAndFields) {
  EXPECT_EQ(input_errors(R"("name": "my clicks", "events": [])"),
            "test.json:2: not a name; found \"my clicks\" (at /inputs/0/name); hint: letters, digits, '_' and '-', at "
            "most 64\n"
            "test.json:3: unknown input \"clicks\" (at /pipeline/0/source); hint: valid is my clicks");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {"key": "txt"}, "events": [])"),
            "test.json:2: expected a type; found \"txt\" (at /inputs/0/fields/key); hint: did you mean \"text\"?");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {"price": "double"}, "events": [])"),
            "test.json:2: expected a type; found \"double\" (at /inputs/0/fields/price); "
            "hint: valid is int64, decimal, text, bytes, boolean, timestamp or opaque");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {"price": "decimal"}, "events": [])"),
            "test.json:2: expected a type; found \"decimal\" (at /inputs/0/fields/price); "
            "hint: a decimal has its digits after the point in parentheses: \"decimal(2)\"");
  EXPECT_EQ(input_errors(R"json("name": "clicks", "fields": {"price": "decimal(19)"}, "events": [])json"),
            "test.json:2: a decimal has at most 18 digits after the point; found 19 (at /inputs/0/fields/price)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {}, "events": [])"),
            "test.json:2: expected from 1 to 48 fields; found 0 (at /inputs/0/fields)");
  EXPECT_EQ(
      input_errors(R"("name": "clicks", "fields": {"time": "int64", "2nd": "text"}, "events": [])"),
      "test.json:2: a field cannot be named \"time\" (at /inputs/0/fields/time); hint: events use the name themselves\n"
      "test.json:2: not a field's name; found \"2nd\" (at /inputs/0/fields/2nd); hint: letters, digits and '_', no "
      "digit first");
  EXPECT_EQ(input_errors(R"("name": "clicks", "partitions": 0, "events": [])"),
            "test.json:2: expected from 1 to 1024 partitions; found 0 (at /inputs/0/partitions)");
}

TEST(ErrorsOfEvents, KnowTheNotation) {
  const std::string notation = "; hint: write KEY=VALUE@EVENT-TIME, for example \"a=3@7s at 14.2s partition 1\"";
  EXPECT_EQ(event_errors(R"("a")"),
            "test.json:2: expected an event; found the text \"a\" (at /inputs/0/events/0)" + notation);
  EXPECT_EQ(
      event_errors(R"(7)"),
      "test.json:2: expected an event, a text or an object; found the number 7 (at /inputs/0/events/0)" + notation);
  EXPECT_EQ(
      event_errors(R"("a@7s on 8s")"),
      "test.json:2: expected \"at\" or \"partition\", each once; found \"on\" (at /inputs/0/events/0)" + notation);
  EXPECT_EQ(event_errors(R"("a@1s at 1s partition x")"),
            "test.json:2: partition: expected a number from 0; found \"x\" (at /inputs/0/events/0)" + notation);
  EXPECT_EQ(event_errors(R"("a@7")"),
            "test.json:2: event time: expected a point in event time; found \"7\" (at /inputs/0/events/0); "
            "hint: a unit is missing: ns, us, ms, s, m, h or d");
  EXPECT_EQ(event_errors(R"("a@1s at -2s")"),
            "test.json:2: sending time: before the start of the run; found \"-2s\" (at /inputs/0/events/0)");
  EXPECT_EQ(event_errors(R"("a=x@1s")"),
            "test.json:2: value: expected an integer; found \"x\" (at /inputs/0/events/0)");
  EXPECT_EQ(event_errors(R"("a@1s partition 1")"),
            "test.json:2: partition 1 does not exist; the input has 1, numbered from 0 (at /inputs/0/events/0)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {"who": "text"}, "events": ["a@1s"])"),
            "test.json:2: the compact notation needs a field \"key\"; this input has none (at /inputs/0/events/0); "
            "hint: write the event as an object");
}

TEST(ErrorsOfEvents, KnowTheirFields) {
  EXPECT_EQ(event_errors(R"({"time": "1s", "vlaue": 5})"),
            "test.json:2: unknown member \"vlaue\" (at /inputs/0/events/0/vlaue); hint: did you mean \"value\"?");
  EXPECT_EQ(event_errors(R"({"key": "a"})"),
            "test.json:2: the member \"time\" is missing (at /inputs/0/events/0/time)");
  EXPECT_EQ(event_errors(R"({"time": "1s", "value": 12.5})"),
            "test.json:2: expected a value of type int64; found the number 12.5 (at /inputs/0/events/0/value); "
            "hint: declare the field \"decimal(2)\" and write \"12.50\"; a double is of type \"opaque\"");
  EXPECT_EQ(event_errors(R"({"time": "1s", "value": "5"})"),
            "test.json:2: expected a value of type int64; found the text \"5\" (at /inputs/0/events/0/value)");
  EXPECT_EQ(
      input_errors(
          R"json("name": "clicks", "fields": {"price": "decimal(2)"}, "events": [{"time": 0, "price": 12.5}])json"),
      "test.json:2: expected a value of type decimal(2); found the number 12.5 (at /inputs/0/events/0/price); "
      "hint: write it as a text: \"12.5\"");
}

TEST(ErrorsOfGenerators, KnowTheirRanges) {
  const auto errors = [](const std::string& members) {
    return input_errors(R"("name": "clicks", "generate": {"count": 1, )" + members + "}");
  };
  EXPECT_EQ(errors(R"("late": "3/2")"),
            "test.json:2: expected a chance from 0/1 to 1/1; found the text \"3/2\" (at /inputs/0/generate/late); "
            "hint: write for example \"1/20\"");
  EXPECT_EQ(errors(R"("gap": ["2s", "1s"])"),
            "test.json:2: a value below the one before it (at /inputs/0/generate/gap/1); "
            "hint: quantiles rise, from the least value to the greatest");
  EXPECT_EQ(errors(R"("gap": [])"),
            "test.json:2: expected from 1 to 65536 values; found 0 (at /inputs/0/generate/gap)");
  EXPECT_EQ(errors(R"("delay": "-1s")"),
            "test.json:2: expected lengths of time that are not negative (at /inputs/0/generate/delay)");
  EXPECT_EQ(errors(R"("profile": "a.json", "keys": 3)"),
            "test.json:2: both \"keys\" and a profile (at /inputs/0/generate/keys); hint: the profile has it; only "
            "\"count\" and \"value\" go with one");
  EXPECT_EQ(errors(R"("keys": 0)"), "test.json:2: expected at least one key; found 0 (at /inputs/0/generate/keys)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "generate": {"count": 10000001})"),
            "test.json:2: expected from 1 to 10000000 events; found 10000001 (at /inputs/0/generate/count)");
  EXPECT_EQ(input_errors(R"("name": "clicks", "fields": {"ok": "boolean"}, "generate": {"count": 1})"),
            "test.json:2: a generated input cannot fill the field \"ok\" of type boolean (at /inputs/0/generate); "
            "hint: texts and whole numbers can be generated");
}

TEST(Errors, DoNotSayTwiceWhatFollowsFromOneMistake) {
  ScenarioText text;
  text.input = R"("name": "clicks", "fields": {"key": "txt"}, "events": ["a@1s"])";
  text.nodes =
      R"({"id": "f", "filter": "key == \"a\""}, {"id": "m", "map": {"who": "kye"}}, {"id": "g", "filter": "who == \"a\""},)";
  text.rest = R"(, "expect": {"results": [{"value": {"who": "a"}}]})";
  EXPECT_EQ(errors_of(text),
            "test.json:2: expected a type; found \"txt\" (at /inputs/0/fields/key); hint: did you mean \"text\"?");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

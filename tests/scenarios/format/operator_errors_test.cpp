// What a reader of a wrong split, sort, flat-map, function or window of SQL is told, word by word.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

// A source with a watermark, so that no warning mixes with what is tested.
ScenarioText with_node(const std::string& node) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous"})";
  text.nodes = "{\"id\": \"x\", " + node + "},";
  return text;
}
std::string operator_errors(const std::string& node) { return errors_of(with_node(node)); }

std::string warnings_without_watermark(const std::string& node) {
  ScenarioText text = with_node(node);
  text.source = R"("id": "in", "source": "clicks")";
  const ReadResult result = read(text);
  return lines_of(result.errors) + lines_of(result.warnings);
}

TEST(ErrorsOfProjections, NameTheField) {
  EXPECT_EQ(operator_errors(R"("project": ["key", "vlaue"])"),
            "test.json:4: unknown field \"vlaue\" (at /pipeline/1/project/1); hint: did you mean \"value\"?");
  EXPECT_EQ(operator_errors(R"("project": ["key", "key"])"),
            "test.json:4: the field \"key\" stays twice (at /pipeline/1/project/1)");
  EXPECT_EQ(
      operator_errors(R"("project": [])"),
      "test.json:4: no field is left (at /pipeline/1/project); hint: name those that stay, for example [\"key\"]");
}

TEST(ErrorsOfFlatMaps, WantRowsThatAreAlike) {
  EXPECT_EQ(
      operator_errors(R"("flat_map": [{"fields": {"a": "value"}}, {"fields": {"a": "key"}}])"),
      "test.json:4: its rows have other fields than those above (at /pipeline/1/flat_map/1/fields); hint: all rows "
      "of a flat_map have the same names and types, in the same order");
  EXPECT_EQ(operator_errors(R"("flat_map": [{"fields": {"a": "value"}, "when": "value"}])"),
            "test.json:4: expected a condition; found an expression of type int64 (at /pipeline/1/flat_map/0/when); "
            "hint: for example \"value < 10\"");
  EXPECT_EQ(operator_errors(R"("flat_map": [])"),
            "test.json:4: no row is said (at /pipeline/1/flat_map); hint: for example [ { \"fields\": {\"key\": "
            "\"key\"} } ]");
}

TEST(ErrorsOfSplits, NameOutputsAndConditions) {
  EXPECT_EQ(
      operator_errors(R"("split": {"big": "value + 1"})"),
      "test.json:4: expected a condition; found an expression of type int64 (at /pipeline/1/split/big); hint: for "
      "example \"value < 10\"");
  EXPECT_EQ(operator_errors(R"("split": {})"),
            "test.json:4: no output is named (at /pipeline/1/split); hint: for example { \"large\": \"value > 100\" }");
  EXPECT_EQ(operator_errors(R"("split": {"big": "value > 1"}}, {"id": "y", "from": "x.bog", "filter": "true")"),
            "test.json:4: \"x\" has no output \"bog\" (at /pipeline/2/from); hint: did you mean \"big\"?");
  EXPECT_EQ(operator_errors(R"("filter": "true"}, {"id": "y", "from": "x.big", "filter": "true")"),
            "test.json:4: \"x\" has no output \"big\" (at /pipeline/2/from); hint: a split has outputs with names of "
            "their own");
}

TEST(ErrorsOfSorts, KnowFieldsOrderAndParallelism) {
  EXPECT_EQ(operator_errors(R"("sort": {"then_by": "vlaue"})"),
            "test.json:4: unknown field \"vlaue\" (at /pipeline/1/sort/then_by); hint: did you mean \"value\"?");
  EXPECT_EQ(operator_errors(R"("sort": {"order": "descending"})"),
            "test.json:4: times only ascend; an order is that of the field \"then_by\" (at /pipeline/1/sort/order); "
            "hint: name a field in \"then_by\"");
  EXPECT_EQ(operator_errors(R"("sort": {}}, {"id": "y", "from": "x.late", "filter": "true")"),
            "test.json:4: \"x\" has no late output (at /pipeline/2/from); hint: set \"late\": \"side-output\" on it");
  EXPECT_EQ(
      operator_errors(R"("parallelism": 2, "sort": {}}, {"id": "y", "parallelism": 2, "filter": "true")"),
      "test.json:4: a sort runs as one task; found a parallelism of 2 (at /pipeline/1/parallelism)\n"
      "test.json:5: its parallelism is 1, that of \"y\" is 2 (at /pipeline/3/parallelism); hint: only an operator "
      "with a key can change the parallelism");
}

TEST(WarningsOfWaiting, TellThatNoWatermarkComes) {
  const std::string warning =
      "test.json:4: it waits for watermarks, and none comes before the end of the input (at /pipeline/1); hint: give "
      "the "
      "source a \"watermark\"";
  EXPECT_EQ(warnings_without_watermark(R"("sort": {})"), warning);
  EXPECT_EQ(warnings_without_watermark(R"("key": "key", "silence": "1s")"), warning);
  EXPECT_EQ(warnings_without_watermark(R"("key": "key", "silence": "1s", "time": "processing")"), "");
}

TEST(ErrorsOfFunnels, WantStepsInTime) {
  EXPECT_EQ(operator_errors(R"("key": "key", "funnel": {"a": "value == 1"}, "within": "0s")"),
            "test.json:4: the time of a funnel must be longer than no time; found 0s (at /pipeline/1/within)\n"
            "test.json:4: expected from 2 to 32 steps; found 1 (at /pipeline/1/funnel); hint: for example { \"sent\": "
            "\"step == 'sent'\", \"opened\": \"step == 'opened'\" }");
  EXPECT_EQ(operator_errors(R"("key": "key", "funnel": {"a": "value == 1", "b": "value"}, "within": "1s")"),
            "test.json:4: expected a condition; found an expression of type int64 (at /pipeline/1/funnel/b); hint: for "
            "example \"value < 10\"");
  EXPECT_EQ(operator_errors(R"("funnel": {"a": "value == 1", "b": "value == 2"}, "within": "1s")"),
            "test.json:4: the member \"key\" is missing (at /pipeline/1/key)");
  EXPECT_EQ(operator_errors(R"("key": "key", "funnel": {"a": "value == 1", "b": "value == 2"})"),
            "test.json:4: the member \"within\" is missing (at /pipeline/1/within)");
}

TEST(ErrorsOfFunctions, KnowTheirKey) {
  EXPECT_EQ(operator_errors(R"("key": "kye", "silence": "1s")"),
            "test.json:4: unknown field \"kye\" (at /pipeline/1/key); hint: did you mean \"key\"?");
  EXPECT_EQ(operator_errors(R"("map": {"steps": "key", "value": "value"}}, {"id": "y", "key": "steps", "within": "1s",
                         "funnel": {"a": "value == 1", "b": "value == 2"})"),
            "test.json:4: the result has a field \"steps\" already (at /pipeline/2/key); hint: a map above it can give "
            "the key another name");
}

TEST(ErrorsOfSilences, WantALength) {
  EXPECT_EQ(operator_errors(R"("key": "key", "silence": "-1s")"),
            "test.json:4: a silence must be longer than no time; found -1s (at /pipeline/1/silence)");
}

TEST(ErrorsOfRollingAggregates, KnowWhatCannotRoll) {
  EXPECT_EQ(operator_errors(R"json("key": "key", "rolling": {"all": "list(value)"})json"),
            "test.json:4: a list that rolls on never ends (at /pipeline/1/rolling/all); hint: a list belongs in a "
            "window");
  EXPECT_EQ(operator_errors(R"json("key": "key", "rolling": {"key": "sum(value)"}, "when": "value")json"),
            "test.json:4: expected a condition; found an expression of type int64 (at /pipeline/1/when); hint: for "
            "example \"value < 10\"\n"
            "test.json:4: the result has a field \"key\" already (at /pipeline/1/rolling/key)");
  EXPECT_EQ(operator_errors(R"json("key": "key", "rolling": {"n": "count()"}, "time_to_live": {"length": "0s"})json"),
            "test.json:4: a time to live must be longer than no time; found 0s (at /pipeline/1/time_to_live/length)");
  EXPECT_EQ(operator_errors(R"json("key": "key", "rolling": {"n": "count()"},
                             "time_to_live": {"length": "1s", "update": "read"})json"),
            "test.json:5: expected create-and-write or read-and-write; found \"read\" (at "
            "/pipeline/1/time_to_live/update)");
}

// Records from clicks, rules from limits; the members of the connect besides its id.
std::string connect_errors(const std::string& members) {
  ScenarioText text;
  text.input =
      R"("name": "clicks", "events": ["a@1s"]}, {"name": "limits", "fields": {"key": "text", "max": "int64"}, "events": [])";
  text.source = R"("id": "in", "source": "clicks"}, {"id": "rules", "source": "limits")";
  text.nodes = R"({"id": "x", "key": "key", )" + members + "},";
  return errors_of(text);
}

TEST(ErrorsOfConnects, KnowBothSides) {
  EXPECT_EQ(
      connect_errors(R"("from": "in", "connect": "rules", "rule_key": "key", "look_up": "key", "when": "value < max")"),
      "test.json:4: unknown name 'max'; at character 9 of \"value < max\" (at /pipeline/2/when); hint: known are "
      "key, value, rule_key, rule_max");
  EXPECT_EQ(connect_errors(R"("from": "in", "connect": "rules", "rule_key": "max", "look_up": "key")"),
            "test.json:4: \"key\" is text, the rules' \"max\" is int64 (at /pipeline/2/look_up)");
  EXPECT_EQ(connect_errors(R"("from": "in", "connect": "rulez", "rule_key": "key", "look_up": "key")"),
            "test.json:4: unknown operator \"rulez\" (at /pipeline/2/connect); hint: did you mean \"rules\"?");
  EXPECT_EQ(connect_errors(R"("connect": "rules", "rule_key": "key", "look_up": "key")"),
            "test.json:4: it takes its records from \"rules\" already (at /pipeline/2/connect); hint: name the stream "
            "of the records in \"from\"");
  EXPECT_EQ(connect_errors(R"("from": "in", "connect": "rules", "rule_key": "kye", "look_up": "vlaue")"),
            "test.json:4: unknown field \"kye\" (at /pipeline/2/rule_key); hint: did you mean \"key\"?\n"
            "test.json:4: unknown field \"vlaue\" (at /pipeline/2/look_up); hint: did you mean \"value\"?");
}

TEST(ErrorsOfConnects, RefuseFieldsThatWouldMeanTwoThings) {
  ScenarioText text;
  text.input =
      R"("name": "clicks", "events": []}, {"name": "limits", "fields": {"key": "text", "max": "int64"}, "events": [])";
  text.source = R"("id": "in", "source": "clicks"}, {"id": "rules", "source": "limits")";
  text.nodes = R"({"id": "m", "from": "in", "map": {"key": "key", "rule_max": "value"}},
                  {"id": "x", "key": "key", "connect": "rules", "rule_key": "key", "look_up": "key"},)";
  EXPECT_EQ(errors_of(text),
            "test.json:5: \"rule_max\" is a field of the records and means \"max\" of \"rules\" (at "
            "/pipeline/3/connect); hint: a map above it can give the field another name");
}

TEST(ErrorsOfWindowsOfSql, WantSlicesThatFill) {
  EXPECT_EQ(
      operator_errors(R"json("sql_window": {"hop": "10s", "slide": "3s"}, "aggregate": {"n": "count()"})json"),
      "test.json:4: the slices of 3s must fill the window of 10s (AS-15, AS-16) (at /pipeline/1/sql_window/slide); "
      "hint: \"window\": {\"sliding\": ...} takes any slide");
  EXPECT_EQ(operator_errors(R"json("sql_window": {"tumble": "0s"}, "aggregate": {"n": "count()"})json"),
            "test.json:4: a window must be longer than no time; found 0s (at /pipeline/1/sql_window/tumble)");
  EXPECT_EQ(operator_errors(R"json("sql_window": {"tumbel": "1s"}, "aggregate": {"n": "count()"})json"),
            "test.json:4: expected a member that says what the windows are: tumble, hop or cumulate (at "
            "/pipeline/1/sql_window); hint: did you mean \"tumble\"?");
  EXPECT_EQ(operator_errors(R"json("sql_window": {"cumulate": "4s", "step": "1s", "time": "processing"},
                             "aggregate": {"n": "count()"})json"),
            "test.json:4: windows of SQL are of event time (at /pipeline/1/sql_window/time); hint: leave \"time\" out");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

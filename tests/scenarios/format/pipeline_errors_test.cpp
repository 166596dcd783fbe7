// What a reader of a wrong pipeline is told, word by word, and of links, faults and expectations.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string source_errors(const std::string& source) {
  ScenarioText text;
  text.source = source;
  return errors_of(text);
}
std::string watermark_errors(const std::string& watermark) {
  return source_errors(R"("id": "in", "source": "clicks", "watermark": )" + watermark);
}
std::string node_errors(const std::string& node) {
  ScenarioText text;
  text.nodes = node + ",";
  return errors_of(text);
}
std::string window_errors(const std::string& members) { return errors_of(with_window(members)); }
std::string rest_errors(const std::string& rest) {
  ScenarioText text;
  text.rest = ", " + rest;
  return errors_of(text);
}

TEST(ErrorsOfWatermarks, RefuseWhatMeansNothing) {
  EXPECT_EQ(watermark_errors(R"({"kind": "bounded"})"),
            "test.json:3: the member \"bound\" is missing (at /pipeline/0/watermark/bound); "
            "hint: how far records may be out of order, for example \"2s\"");
  EXPECT_EQ(watermark_errors(R"({"kind": "monotonous", "bound": "2s"})"),
            "test.json:3: \"bound\" means nothing to a watermark of kind \"monotonous\" (at "
            "/pipeline/0/watermark/bound); hint: it belongs to \"bounded\"");
  EXPECT_EQ(watermark_errors(R"({"kind": "monotonous", "emit": "each-record", "every": "1s"})"),
            "test.json:3: \"every\" and \"emit\": \"each-record\" exclude each other (at /pipeline/0/watermark/every); "
            "hint: leave one of the two out");
  EXPECT_EQ(watermark_errors(R"({"kind": "bounded", "bound": "-2s", "idle": "0s", "every": "-1ms"})"),
            "test.json:3: a bound cannot be negative; found -2s (at /pipeline/0/watermark/bound)\n"
            "test.json:3: an interval cannot be negative; found -1ms (at /pipeline/0/watermark/every)\n"
            "test.json:3: a stream needs more than no time to be idle; found 0s (at /pipeline/0/watermark/idle)");
  EXPECT_EQ(watermark_errors(R"({"kind": "punctuated", "mark": "value"})"),
            "test.json:3: expected a condition; found an expression of type int64 (at /pipeline/0/watermark/mark); "
            "hint: for example \"value < 10\"");
  EXPECT_EQ(watermark_errors(R"({"kind": "none", "future": {"tolerance": "1s"}})"),
            "test.json:3: \"future\" means nothing to a watermark of kind \"none\" (at /pipeline/0/watermark/future); "
            "hint: it belongs to the other kinds");
  EXPECT_EQ(watermark_errors(R"({"kind": "monotonous", "future": {"tolerance": "-1s", "records": "ignroe"}})"),
            "test.json:3: expected ignore, clamp or side-output; found \"ignroe\" (at "
            "/pipeline/0/watermark/future/records); hint: did you mean \"ignore\"?\n"
            "test.json:3: a tolerance cannot be negative; found -1s (at /pipeline/0/watermark/future/tolerance)");
  EXPECT_EQ(
      watermark_errors(R"({"kind": "monotonous", "clock": {"after": "0s", "allowance": "-1s"}, "idle": "1s"})"),
      "test.json:3: a stream needs more than no time to be silent; found 0s (at "
      "/pipeline/0/watermark/clock/after)\n"
      "test.json:3: an allowance cannot be negative; found -1s (at /pipeline/0/watermark/clock/allowance)\n"
      "test.json:3: \"clock\" and \"idle\" exclude each other (at /pipeline/0/watermark/clock); hint: a stream that "
      "the clock speaks for holds nobody back");
  EXPECT_EQ(watermark_errors(R"({"kind": "bouned", "bound": "2s"})"),
            "test.json:3: expected none, bounded, monotonous or punctuated; found \"bouned\" (at "
            "/pipeline/0/watermark/kind); hint: did you mean \"bounded\"?");
}

ScenarioText with_alignment(const std::string& alignment) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous"}, "alignment": )" + alignment;
  return text;
}
std::string alignment_errors(const std::string& alignment) { return errors_of(with_alignment(alignment)); }

TEST(ErrorsOfAlignment, NameTheMember) {  // WM-32
  EXPECT_EQ(alignment_errors(R"({"group": "g"})"),
            "test.json:3: the member \"max_drift\" is missing (at /pipeline/0/alignment/max_drift)");
  EXPECT_EQ(
      alignment_errors(R"({"group": "a b", "max_drift": "-1s", "update_interval": "0s", "samples": 1001})"),
      "test.json:3: not a name; found \"a b\" (at /pipeline/0/alignment/group); hint: letters, digits, '_' and "
      "'-', at most 64\n"
      "test.json:3: a drift cannot be negative; found -1s (at /pipeline/0/alignment/max_drift)\n"
      "test.json:3: expected an interval longer than no time; found 0s (at /pipeline/0/alignment/update_interval)\n"
      "test.json:3: at most 1000 samples; found 1001 (at /pipeline/0/alignment/samples)");
  EXPECT_EQ(alignment_errors(R"({"group": "g", "max_drift": "1s", "ahead": "stop"})"),
            "test.json:3: expected pause, fail or read-on; found \"stop\" (at /pipeline/0/alignment/ahead)");
}

TEST(ErrorsOfAlignment, WantAnEndOfARunThatHasNone) {
  ScenarioText text = with_alignment(R"({"group": "g", "max_drift": "1s"})");
  EXPECT_EQ(errors_of(text), "");
  text.input = R"("name": "clicks", "end": "hold", "events": ["a@1s"])";
  EXPECT_EQ(errors_of(text),
            "test.json:3: an aligned source of an input that stays open reports for ever; the run needs an end (at "
            "/pipeline/0/alignment); hint: say \"until\" beside \"pipeline\", for example \"1m\"");
  text.head = R"("until": "1m")";
  EXPECT_EQ(errors_of(text), "");
}

TEST(ErrorsOfAlignment, KnowThatAPartitionMayWaitForEver) {  // WM-36, FLINK-40093
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous", "idle": "5s"}, "alignment": )"
                R"({"group": "g", "max_drift": "1s"})";
  EXPECT_EQ(errors_of(text),
            "test.json:3: a partition that is found idle while it waits for its group waits for ever (WM-36); the run "
            "needs an end (at /pipeline/0/alignment); hint: say \"until\" beside \"pipeline\", for example \"1m\"");
  text.head = R"("semantics": "flink-strict")";
  EXPECT_EQ(errors_of(text), "");
}

TEST(ErrorsOfOperators, SayWhichThereAre) {
  EXPECT_EQ(node_errors(R"({"id": "x", "fliter": "true"})"),
            "test.json:4: expected a member that says what the operator does: source, map, project, filter, flat_map, "
            "split, timestamps, sort, window, sql_window, funnel, silence, rolling, connect, group_by, over, "
            "deduplicate, top_n, upsert_materialize, interval_join, join, temporal_join, window_join, co_group, "
            "pattern or sink "
            "(at /pipeline/1); hint: did you mean \"filter\"?");
  EXPECT_EQ(node_errors(R"({"id": "x", "filter": "true", "map": {}})"),
            "test.json:4: two operators in one; found \"map\" and \"filter\" (at /pipeline/1); hint: write an object "
            "for each");
  EXPECT_EQ(node_errors(R"("filter")"),
            "test.json:4: expected an object of an operator; found the text \"filter\" (at /pipeline/1)");
  EXPECT_EQ(source_errors(R"("id": "in", "source": "clicks", "from": "x")"),
            "test.json:3: unknown member \"from\" (at /pipeline/0/from); hint: valid is id, source, watermark, "
            "alignment or parallelism");
}

TEST(ErrorsOfExpressions, NameTheCharacter) {
  EXPECT_EQ(node_errors(R"({"id": "f", "filter": "value < vlaue"})"),
            "test.json:4: unknown name 'vlaue'; at character 9 of \"value < vlaue\" (at /pipeline/1/filter); hint: did "
            "you mean 'value'");
  EXPECT_EQ(node_errors(R"({"id": "f", "filter": "value + 1"})"),
            "test.json:4: expected a condition; found an expression of type int64 (at /pipeline/1/filter); hint: for "
            "example \"value < 10\"");
  EXPECT_EQ(node_errors(R"({"id": "m", "map": {"x y": "key"}})"),
            "test.json:4: not a field's name; found \"x y\" (at /pipeline/1/map/x y); hint: letters, digits and '_', "
            "no digit first");
  EXPECT_EQ(node_errors(R"({"id": "t", "timestamps": "key"})"),
            "test.json:4: expected a field of type timestamp or int64; \"key\" is text (at /pipeline/1/timestamps)");
}

TEST(ErrorsOfWindows, KnowTheirShape) {
  const auto errors = [](const std::string& window) {
    return window_errors(R"json("aggregate": {"n": "count()"}, "window": )json" + window);
  };
  EXPECT_EQ(errors("{}"),
            "test.json:4: expected a member that says what the windows are: tumbling, sliding, session, "
            "session_gap_field, cumulate, global or count (at /pipeline/1/window)");
  EXPECT_EQ(errors(R"({"tumbling": "0s"})"),
            "test.json:4: a window must be longer than no time; found 0s (at /pipeline/1/window/tumbling)");
  EXPECT_EQ(errors(R"({"sliding": "10s", "slide": "-5s"})"),
            "test.json:4: windows must be further apart than no time; found -5s (at /pipeline/1/window/slide)");
  EXPECT_EQ(errors(R"({"sliding": "10s"})"),
            "test.json:4: the member \"slide\" is missing (at /pipeline/1/window/slide)");
  EXPECT_EQ(errors(R"({"sliding": "1d", "slide": "1ms"})"),
            "test.json:4: a record would be in more than 10000 windows (at /pipeline/1/window/slide)");
  EXPECT_EQ(errors(R"({"tumbling": "10s", "offset": "10s"})"),
            "test.json:4: an offset must be shorter than 10s; found 10s (at /pipeline/1/window/offset); "
            "hint: windows begin every 10s, so a larger offset means a smaller one");
  EXPECT_EQ(window_errors(
                R"json("window": {"tumbling": "1s"}, "allowed_lateness": "-1s", "aggregate": {"n": "count()"})json"),
            "test.json:4: an allowed lateness cannot be negative; found -1s (at /pipeline/1/allowed_lateness)");
}

TEST(ErrorsOfWindows, KnowTheirAggregates) {
  const auto errors = [](const std::string& aggregate) {
    return window_errors(R"("key": "key", "window": {"tumbling": "1s"}, "aggregate": {"x": ")" + aggregate + "\"}");
  };
  EXPECT_EQ(errors("sum(vlaue)"),
            "test.json:4: unknown field \"vlaue\" (at /pipeline/1/aggregate/x); hint: did you mean \"value\"?");
  EXPECT_EQ(errors("sum(key)"),
            "test.json:4: no sum of this field; \"key\" is text; only int64 and decimal can be added (at "
            "/pipeline/1/aggregate/x)");
  EXPECT_EQ(
      errors("max(key)"),
      "test.json:4: no max of this field; \"key\" is text; texts have no order here (at /pipeline/1/aggregate/x)");
  EXPECT_EQ(errors("count(value)"),
            "test.json:4: a count counts records and takes no field; found \"value\" (at /pipeline/1/aggregate/x); "
            "hint: write \"count()\"");
  EXPECT_EQ(errors("min()"),
            "test.json:4: the field is missing (at /pipeline/1/aggregate/x); hint: write for example \"min(value)\"");
  EXPECT_EQ(errors("sum"),
            "test.json:4: expected an aggregate; found the text \"sum\" (at /pipeline/1/aggregate/x); "
            "hint: write for example \"count()\", \"sum(value)\" or \"reduce(value, acc + value)\"");
  EXPECT_EQ(errors("reduce(value, acc < value)"),
            "test.json:4: a reduction of int64 must give int64; found boolean (at /pipeline/1/aggregate/x)");
  EXPECT_EQ(window_errors(R"json("key": "key", "window": {"tumbling": "1s"}, "aggregate": {"key": "count()"})json"),
            "test.json:4: the result has a field \"key\" already (at /pipeline/1/aggregate/key)");
  EXPECT_EQ(window_errors(R"("key": "kye", "window": {"tumbling": "1s"}, "aggregate": {})"),
            "test.json:4: unknown field \"kye\" (at /pipeline/1/key); hint: did you mean \"key\"?\n"
            "test.json:4: expected from 1 to 24 aggregates; found 0 (at /pipeline/1/aggregate); hint: for example { "
            "\"count\": \"count()\" }");
}

TEST(ErrorsOfWindows, RefuseDoublesWithAHint) {
  ScenarioText text = with_window(R"json("key": "w", "window": {"tumbling": "1s"}, "aggregate": {"x": "sum(w)"})json");
  text.input = R"("name": "clicks", "fields": {"w": "opaque"}, "events": [])";
  EXPECT_EQ(errors_of(text),
            "test.json:4: \"w\" is opaque and cannot be a key (at /pipeline/1/key); hint: declare it \"decimal(2)\", "
            "for example\n"
            "test.json:4: no sum of this field; \"w\" is opaque, which is carried and never looked at (at "
            "/pipeline/1/aggregate/x); "
            "hint: declare it \"decimal(2)\", for example");
}

TEST(ErrorsOfThePipeline, KnowTheGraph) {
  EXPECT_EQ(node_errors(R"({"id": "f", "from": "inn", "filter": "true"})"),
            "test.json:4: unknown operator \"inn\" (at /pipeline/1/from); hint: did you mean \"in\"?");
  EXPECT_EQ(node_errors(R"({"id": "f", "from": "out", "filter": "true"})"),
            "test.json:4: \"out\" stands below (at /pipeline/1/from); hint: a pipeline is written from its sources to "
            "its sinks");
  EXPECT_EQ(node_errors(R"({"id": "f", "from": "f", "filter": "true"})"),
            "test.json:4: \"f\" is the operator itself (at /pipeline/1/from); hint: a pipeline is written from its "
            "sources to its sinks");
  EXPECT_EQ(node_errors(R"({"id": "f", "from": ["in", "in"], "filter": "true"})"),
            "test.json:4: it takes from \"in\" twice (at /pipeline/1/from)");
  EXPECT_EQ(
      node_errors(R"({"id": "f", "from": "in.late", "filter": "true"})"),
      "test.json:4: \"in\" has no late output (at /pipeline/1/from); hint: only a window, a sort or a pattern has one");
  EXPECT_EQ(node_errors(R"({"id": "a", "sink": {}})"),
            "test.json:5: \"a\" is a sink and sends nothing (at /pipeline/2/from); hint: name the operator to take "
            "from in \"from\"");
  EXPECT_EQ(node_errors(R"({"id": "in", "filter": "true"})"),
            "test.json:4: a second operator is named \"in\" (at /pipeline/1/id)");
  EXPECT_EQ(
      node_errors(R"({"id": "log", "filter": "true"})"),
      "test.json:4: an operator cannot be named \"log\" (at /pipeline/1/id); hint: it is the end of a producer's link");
  EXPECT_EQ(node_errors(R"({"id": "in2", "source": "clicks"})"),
            "test.json:4: another source reads the input \"clicks\" already (at /pipeline/1/source)");
  EXPECT_EQ(
      node_errors(R"({"id": "s", "sink": {"path": 1}, "from": "in"}, {"id": "f", "from": "in", "filter": "true"})"),
      "test.json:4: unknown member \"path\" (at /pipeline/1/sink/path); hint: valid is folds, key, delivery or "
      "transaction");
}

TEST(ErrorsOfThePipeline, NeedASourceAndASink) {
  EXPECT_EQ(
      lines_of(
          read_scenario_text(R"({"name": "t", "inputs": [{"name": "c", "events": []}], "pipeline": []})", "f").errors),
      "f:1: the pipeline has no source (at /pipeline); hint: for example { \"id\": \"events\", \"source\": \"clicks\" "
      "}\n"
      "f:1: the pipeline has no sink (at /pipeline); hint: for example { \"id\": \"out\", \"sink\": {} }");
}

TEST(ErrorsOfThePipeline, KnowWhereTheParallelismMayChange) {
  EXPECT_EQ(
      source_errors(R"("id": "in", "source": "clicks", "parallelism": 2)"),
      "test.json:5: its parallelism is 1, that of \"in\" is 2 (at /pipeline/1/parallelism); hint: only an operator "
      "with a key can change the parallelism");
  EXPECT_EQ(
      window_errors(
          R"json("key": "key", "parallelism": 129, "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"})json"),
      "test.json:4: expected a parallelism from 1 to 128; found 129 (at /pipeline/1/parallelism)");
  EXPECT_EQ(
      window_errors(
          R"json("parallelism": 2, "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"}}, {"id": "o2", "parallelism": 2, "sink": {})json")
          .substr(0, 110),
      "test.json:4: a window without a key runs as one task; found a parallelism of 2 (at "
      "/pipeline/1/parallelism)\nte");
}

TEST(WarningsOfThePipeline, TellOfAReaderThatHoldsEventTimeBackForEver) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "parallelism": 2)";
  text.sink = R"("id": "out", "parallelism": 2, "sink": {})";
  EXPECT_EQ(lines_of(read(text).warnings), "");
  text.input += R"(, "end": "hold")";
  EXPECT_EQ(lines_of(read(text).warnings),
            "test.json:3: 2 subtasks read 1 partition: one without holds event time back for ever (SS-09) (at "
            "/pipeline/0/parallelism); hint: give the watermark \"idle\"");
}

TEST(ErrorsOfThePipeline, RefuseAUnionOfUnlikeStreams) {
  ScenarioText text;
  text.nodes = R"({"id": "m", "map": {"who": "key"}},)";
  text.sink = R"("id": "out", "sink": {}, "from": ["in", "m"])";
  EXPECT_EQ(errors_of(text),
            "test.json:5: \"in\" and \"m\" send different fields; {key: text, value: int64} and {who: text} (at "
            "/pipeline/2/from); "
            "hint: a map can make them alike");
}

TEST(ErrorsOfFaults, KnowTheirTargets) {
  const auto errors = [](const std::string& fault) { return rest_errors(R"("faults": [ {"at": 0, )" + fault + "} ]"); };
  EXPECT_EQ(errors(R"("fault": "link-clog", "for": "1s", "target": "in -> oot")"),
            "test.json:6: unknown link \"in -> oot\" (at /faults/0/target); hint: did you mean \"in -> out\"?");
  EXPECT_EQ(errors(R"("fault": "link-clog", "for": "1s", "target": "x")"),
            "test.json:6: unknown link \"x\" (at /faults/0/target); hint: valid is clicks -> log or in -> out");
  EXPECT_EQ(errors(R"("fault": "link-duplicate", "target": "in -> out")"),
            "test.json:6: \"link-duplicate\" is aimed at a producer's link; found \"in -> out\", between operators (at "
            "/faults/0/target); "
            "hint: channels between operators lose, double and reorder nothing; a producer's is \"input -> log\"");
  EXPECT_EQ(errors(R"("fault": "thread-stall", "for": "1s", "target": "in -> out")"),
            "test.json:6: \"thread-stall\" is aimed at a task; found the link \"in -> out\" (at /faults/0/target); "
            "hint: for example \"window\" or \"window/0\"");
  EXPECT_EQ(errors(R"("fault": "thread-stall", "for": "1s", "target": "out/1")"),
            "test.json:6: unknown task \"out/1\" (at /faults/0/target); hint: valid is in or out");
}

TEST(ErrorsOfFaults, KnowWhatEachNeeds) {
  const auto errors = [](const std::string& fault) { return rest_errors(R"("faults": [ {)" + fault + "} ]"); };
  EXPECT_EQ(errors(R"("at": 0, "fault": "link-clog", "target": "in -> out")"),
            "test.json:6: the member \"for\" is missing (at /faults/0/for)");
  EXPECT_EQ(errors(R"("at": 0, "fault": "thread-stall", "target": "in", "for": "0s")"),
            "test.json:6: \"thread-stall\" must last longer than no time (at /faults/0/for)");
  EXPECT_EQ(errors(R"("at": 0, "fault": "link-clog", "target": "in -> out", "for": "-1s")"),
            "test.json:6: a fault cannot last less than no time; found -1s (at /faults/0/for)");
  EXPECT_EQ(errors(R"("at": 0, "fault": "link-clog", "target": "in -> out", "for": "1s", "chance": "1/2")"),
            "test.json:6: unknown member \"chance\" (at /faults/0/chance); hint: valid is fault, at, for or target");
  EXPECT_EQ(errors(R"("at": 0, "fault": "link-loss", "target": "clicks -> log", "gap": "0s")"),
            "test.json:6: \"link-loss\" needs a gap longer than no time (at /faults/0/gap)");
  EXPECT_EQ(errors(R"("at": 0, "fault": "link-duplicate", "target": "clicks -> log", "copies": 17)"),
            "test.json:6: expected from 1 to 16 copies; found 17 (at /faults/0/copies)");
  EXPECT_EQ(errors(R"("at": 0)"),
            "test.json:6: the member \"fault\" is missing (at /faults/0/fault); "
            "hint: valid is one of 24 words, for example link-clog or link-duplicate");
}

TEST(ErrorsOfLinks, KnowTheLinksThereAre) {
  EXPECT_EQ(rest_errors(R"("links": [ {"from": "in", "to": "log", "delay": 1}, {"from": "in", "to": "out", "delay": -1},
                            {"from": "in", "to": "out", "delay": 1} ])"),
            "test.json:6: unknown link \"in -> log\" (at /links/0); hint: did you mean \"in -> out\"?\n"
            "test.json:6: expected delays that are not negative (at /links/1/delay)\n"
            "test.json:7: the link \"in -> out\" is described twice (at /links/2)");
}

TEST(ErrorsOfExpectations, KnowSinksAndFields) {
  const auto errors = [](const std::string& result) {
    return rest_errors(R"("expect": {"results": [ {)" + result + "} ]}");
  };
  EXPECT_EQ(errors(R"("sink": "outt")"),
            "test.json:6: unknown sink \"outt\" (at /expect/results/0/sink); hint: did you mean \"out\"?");
  EXPECT_EQ(errors(R"("value": {"vlaue": 1})"),
            "test.json:6: unknown field \"vlaue\" (at /expect/results/0/value/vlaue); hint: did you mean \"value\"?");
  EXPECT_EQ(errors(R"("value": {"value": "1"})"),
            "test.json:6: expected a value of type int64; found the text \"1\" (at /expect/results/0/value/value)");
  EXPECT_EQ(errors(R"("key": 3)"),
            "test.json:6: expected a value of type text; found the number 3 (at /expect/results/0/key)");
  EXPECT_EQ(errors(R"("window": ["10s"])"),
            "test.json:6: expected a window's start and end; found an array (at /expect/results/0/window); hint: write "
            "for example [\"0s\", \"10s\"]");
  EXPECT_EQ(errors(R"("window": ["10s", "0s"])"),
            "test.json:6: a window ends after its start (at /expect/results/0/window)");
  EXPECT_EQ(errors(R"("firing": "ontime")"),
            "test.json:6: expected early, on-time or late; found \"ontime\" (at /expect/results/0/firing); hint: did "
            "you mean \"on-time\"?");
}

TEST(ErrorsOfJoins, SayWhatIsWrongWithWindowsOverTwoInputs) {
  const auto says = [](const std::string& node, std::string_view what) {
    return node_errors(node).find(what) != std::string::npos;
  };
  EXPECT_TRUE(says(R"({"id": "x", "window_join": "x", "key": "key", "window": {"global": true}})",
                   "tumbling, sliding or session (at /pipeline/1/window)"));
  EXPECT_TRUE(says(R"({"id": "x", "window_join": "x", "key": "key", "window": {"tumbling": "0s"}})",
                   "(at /pipeline/1/window/tumbling)"));
  EXPECT_TRUE(says(R"json({"id": "x", "co_group": "x", "key": "key", "window": {"tumbling": "1s"},
                           "aggregate": {"n": "count()"}})json",
                   "\"right_aggregate\" is missing"));
}

TEST(ErrorsOfJoins, NameTheSideThatIsWrong) {
  EXPECT_NE(node_errors(R"({"id": "x", "join": "nowhere", "key": "key"})").find("(at /pipeline/1/join)"),
            std::string::npos);
  EXPECT_NE(node_errors(R"({"id": "x", "interval_join": "x", "key": "key", "lower": "2s", "upper": "1s"})")
                .find("less than the lower bound (PF-09)"),
            std::string::npos);
}

}  // namespace
}  // namespace wavetank::scenarios::testing

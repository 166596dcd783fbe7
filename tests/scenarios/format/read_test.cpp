#include "scenarios/format/read.hpp"

#include <bit>

#include <gtest/gtest.h>

#include "scenarios/format/validate.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

Scenario scenario_of(const ScenarioText& text) {
  ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "");
  return std::move(result.scenario).value_or(Scenario{});
}

std::vector<InputEvent> events_of(const std::string& events, const std::string& more = "") {
  ScenarioText text;
  text.input = R"("name": "clicks", "partitions": 2, "events": [)" + events + "]" + more;
  return std::get<std::vector<InputEvent>>(scenario_of(text).inputs.at(0).events);
}

template <typename Op>
Op op_of(const ScenarioText& text, std::size_t node) {
  return std::get<Op>(scenario_of(text).pipeline.at(node).op);
}

TEST(ReadingAScenario, TakesItsHead) {
  ScenarioText text;
  text.head = R"("about": "a", "teaches": "t", "semantics": "flink-strict", "seed": 18446744073709551615,
    "pinned_seeds": [1, 2], "clock": "2013-02-08", "until": "60s", "batch": 8, "ties": "adversarial")";
  const Scenario scenario = scenario_of(text);
  EXPECT_EQ(scenario.name + scenario.about + scenario.teaches + scenario.semantics, "testatflink-strict");
  EXPECT_EQ(scenario.seed, 18446744073709551615U);
  EXPECT_EQ(scenario.pinned_seeds, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(scenario.clock_base.ticks(), 1'360'281'600'000);
  EXPECT_EQ(scenario.until, sim::SimTime(60'000'000'000));
  EXPECT_EQ(scenario.batch_records, 8U);
  EXPECT_EQ(scenario.ties, sim::TiePolicy::Adversarial);
  EXPECT_EQ(scenario.file, "test.json");
}

TEST(ReadingAScenario, GivesInputsTheirDefaults) {
  const Input input = scenario_of({}).inputs.at(0);
  EXPECT_EQ(input.name, "clicks");
  EXPECT_EQ(input.partitions, 1U);
  EXPECT_EQ(input.end, InputEnd::Infinity);
  ASSERT_EQ(input.fields.size(), 2U);
  EXPECT_EQ(input.fields[0], (engine::Field{"key", engine::FieldType::Text, engine::FieldRole::Key, 0}));
  EXPECT_EQ(input.fields[1], (engine::Field{"value", engine::FieldType::Int64, engine::FieldRole::Plain, 0}));
}

TEST(ReadingEvents, UnderstandsTheCompactNotation) {
  const std::vector<InputEvent> events =
      events_of(R"("a@1s", "a=3@7s at 14.2s", "b@3s partition 1", "c=-4@none at 20s partition 0")");
  EXPECT_EQ(events[0].values, (std::vector<Value>{"a", std::int64_t{1}}));
  EXPECT_EQ(events[0].time, engine::EventTime(1'000));
  EXPECT_EQ(events[0].at, sim::SimTime(1'000'000'000));
  EXPECT_FALSE(events[0].partition);
  EXPECT_EQ(events[1].values, (std::vector<Value>{"a", std::int64_t{3}}));
  EXPECT_EQ(events[1].at, sim::SimTime(14'200'000'000));
  EXPECT_EQ(events[2].partition, 1U);
  EXPECT_EQ(events[3].time, engine::EventTime::min());
  EXPECT_EQ(events[3].origin.pointer, "/inputs/0/events/3");
}

TEST(ReadingEvents, SendsThemWhenTheyHappenButNotBeforeTheOneAbove) {
  const std::vector<InputEvent> events = events_of(R"("a@5s", "b@3s", "c@8s", "d@none")");
  EXPECT_EQ(events[1].at, sim::SimTime(5'000'000'000));
  EXPECT_EQ(events[2].at, sim::SimTime(8'000'000'000));
  EXPECT_EQ(events[3].at, sim::SimTime(8'000'000'000));
}

TEST(ReadingEvents, CountsEventTimesFromTheClock) {
  ScenarioText text;
  text.head = R"("clock": "2013-02-08T12:00:00Z")";
  text.input = R"("name": "clicks", "events": ["a@7s", "b@2013-02-08T12:00:09Z", "c@2013-02-08"])";
  const auto events = std::get<std::vector<InputEvent>>(scenario_of(text).inputs.at(0).events);
  EXPECT_EQ(events[0].time, engine::EventTime(1'360'324'807'000));
  EXPECT_EQ(events[0].at, sim::SimTime(7'000'000'000));
  EXPECT_EQ(events[1].at, sim::SimTime(9'000'000'000));
  EXPECT_EQ(events[2].time, engine::EventTime(1'360'281'600'000));
  EXPECT_EQ(events[2].at, sim::SimTime(9'000'000'000));
}

TEST(ReadingEvents, UnderstandsObjects) {
  const std::vector<InputEvent> events =
      events_of(R"({"at": "12s", "time": 9000, "key": "a", "value": 5, "partition": 0}, {"time": null, "key": null})");
  EXPECT_EQ(events[0].at, sim::SimTime(12'000'000'000));
  EXPECT_EQ(events[0].time, engine::EventTime(9'000));
  EXPECT_EQ(events[0].values, (std::vector<Value>{"a", std::int64_t{5}}));
  EXPECT_EQ(events[0].partition, 0U);
  EXPECT_EQ(events[1].time, engine::EventTime::min());
  EXPECT_EQ(events[1].values, (std::vector<Value>{std::monostate{}, std::monostate{}}));
}

TEST(ReadingEvents, ReadsValuesByTheTypesOfTheFields) {
  ScenarioText text;
  text.input =
      R"json("name": "clicks", "fields": {"key": "int64", "value": "decimal(2)", "note": "text", "raw": "bytes",
    "ok": "boolean", "when": "timestamp", "weight": "opaque"}, "events": ["3=12.5@1s", "4@2s",
    {"time": "3s", "key": 5, "value": "0.01", "note": "n", "raw": "r", "ok": true, "when": "2s", "weight": 1.5},
    {"time": "4s", "value": 7, "when": "1970-01-02", "weight": 2}])json";
  const auto events = std::get<std::vector<InputEvent>>(scenario_of(text).inputs.at(0).events);
  EXPECT_EQ(events[0].values[0], Value{std::int64_t{3}});
  EXPECT_EQ(events[0].values[1], Value{std::int64_t{1'250}});
  EXPECT_EQ(events[1].values[1], Value{std::int64_t{100}});
  EXPECT_EQ(events[2].values, (std::vector<Value>{std::int64_t{5}, std::int64_t{1}, "n", "r", true, std::int64_t{2'000},
                                                  std::bit_cast<std::int64_t>(1.5)}));
  EXPECT_EQ(events[3].values[1], Value{std::int64_t{700}});
  EXPECT_EQ(events[3].values[5], Value{std::int64_t{86'400'000}});
  EXPECT_EQ(events[3].values[6], Value{std::bit_cast<std::int64_t>(2.0)});
}

TEST(ReadingInputs, TakesFiles) {
  ScenarioText text;
  text.input = R"("name": "clicks", "end": "hold", "file": {"path": "a.csv.gz", "arrival": "seen", "time": "made"})";
  const Input input = scenario_of(text).inputs.at(0);
  EXPECT_EQ(input.end, InputEnd::Hold);
  const auto& file = std::get<InputFile>(input.events);
  EXPECT_EQ(file.path + " " + file.arrival_column + " " + file.time_column, "a.csv.gz seen made");
}

TEST(ReadingInputs, TakesGenerators) {
  ScenarioText text;
  text.input = R"("name": "clicks", "generate": {"count": 100, "keys": 3, "gap": ["0ms", "200ms"], "delay": "1ms",
    "late": "1/20", "late_delay": ["1s", "2s"], "value": [1, 10]})";
  const auto generator = std::get<InputGenerator>(scenario_of(text).inputs.at(0).events);
  EXPECT_EQ(generator.count, 100U);
  EXPECT_EQ(generator.keys, 3);
  EXPECT_EQ(generator.gap.max(), 200'000'000);
  EXPECT_EQ(generator.delay.knots().size(), 1U);
  EXPECT_EQ(generator.late, (sim::Ratio{1, 20}));
  EXPECT_EQ(generator.late_delay.min(), 1'000'000'000);
  EXPECT_EQ(generator.value.max(), 10);
}

TEST(ReadingWatermarks, TakesEachKind) {
  const auto strategy = [](const std::string& watermark) {
    ScenarioText text;
    text.source += R"(, "watermark": )" + watermark;
    return op_of<SourceNode>(text, 0);
  };
  EXPECT_EQ(op_of<SourceNode>({}, 0).watermark, engine::WatermarkStrategy{});
  const auto bounded = strategy(R"({"kind": "bounded", "bound": "2s", "every": "100ms", "idle": "10s"})").watermark;
  EXPECT_EQ(bounded.kind, engine::GeneratorKind::Bounded);
  EXPECT_EQ(bounded.bound.count, 2'000);
  EXPECT_EQ(bounded.interval.count, 100);
  EXPECT_EQ(bounded.idle_timeout->count, 10'000);
  EXPECT_EQ(strategy(R"({"kind": "monotonous", "emit": "each-record"})").watermark.emission,
            engine::WatermarkEmission::EachRecord);
  EXPECT_EQ(strategy(R"({"kind": "punctuated", "mark": "value == 0"})").mark, "value == 0");
}

TEST(ReadingThePipeline, TakesEachOperator) {
  ScenarioText text;
  text.source += R"(, "parallelism": 1)";
  text.nodes = R"({"id": "f", "filter": "value < 10"}, {"id": "m", "map": {"who": "key", "double": "value * 2"}},
    {"id": "t", "timestamps": "double", "watermark": {"kind": "monotonous"}},)";
  EXPECT_EQ(op_of<FilterNode>(text, 1).condition, "value < 10");
  EXPECT_EQ(op_of<MapNode>(text, 2).fields[1], (std::pair<std::string, std::string>{"double", "value * 2"}));
  EXPECT_EQ(op_of<TimestampsNode>(text, 3).field, "double");
  const Scenario scenario = scenario_of(text);
  EXPECT_EQ(scenario.pipeline[4].from, std::vector<std::string>{"t"});
  EXPECT_EQ(scenario.pipeline[0].from, std::vector<std::string>{});
}

TEST(ReadingThePipeline, TakesWindows) {
  const ScenarioText text = with_window(
      R"json("key": "key", "window": {"sliding": "10s", "slide": "5s", "offset": "-1s"}, "allowed_lateness": "5s",
         "late": "side-output", "aggregate": {"n": "count()", "x": "reduce( value , max(acc, value) )"})json");
  const auto window = op_of<WindowNode>(text, 1);
  EXPECT_EQ(window.key, "key");
  EXPECT_EQ(window.shape, (engine::WindowShape{{10'000}, {5'000}, {-1'000}}));
  EXPECT_EQ(window.allowed_lateness.count, 5'000);
  EXPECT_EQ(window.late, engine::LateRecords::SideOutput);
  EXPECT_EQ(window.aggregates[0].kind, engine::AggregateKind::Count);
  EXPECT_EQ(window.aggregates[1].field + ": " + window.aggregates[1].reduce, "value: max(acc, value)");
  EXPECT_EQ(
      op_of<WindowNode>(with_window(R"json("window": {"tumbling": 500}, "aggregate": {"n": "count()"})json"), 1).shape,
      engine::tumbling({500}));
}

TEST(ReadingThePipeline, TakesUnionsAndLateOutputs) {
  ScenarioText text =
      with_window(R"json("window": {"tumbling": "1s"}, "late": "side-output", "aggregate": {"n": "count()"})json");
  text.sink = R"("id": "out", "sink": {}, "from": ["in", "w.late"])";
  EXPECT_EQ(scenario_of(text).pipeline[2].from, (std::vector<std::string>{"in", "w.late"}));
}

TEST(ReadingFaults, TakesLinksAndEachFault) {
  ScenarioText text;
  text.rest =
      R"(, "links": [ {"from": "clicks", "to": "log", "delay": ["0ms", "2ms"]}, {"from": "in", "to": "out", "delay": 3} ],
    "faults": [ {"fault": "link-clog", "at": "10s", "for": "8s", "target": "in -> out"},
                {"fault": "link-duplicate", "at": 0, "target": "clicks -> log", "chance": "1/10", "copies": 2, "gap": "1s"},
                {"fault": "link-reorder", "at": 0, "target": "clicks -> log", "gap": "1s"},
                {"fault": "link-loss", "at": 0, "target": "clicks -> log", "chance": 1, "gap": "1s"},
                {"fault": "thread-stall", "at": "3s", "for": "2s", "target": "out/0"} ])";
  const Scenario scenario = scenario_of(text);
  EXPECT_EQ(scenario.links.at(0).delay.max(), 2'000'000);
  EXPECT_EQ(scenario.links.at(1).delay.min(), 3'000'000);
  ASSERT_EQ(scenario.faults.size(), 5U);
  EXPECT_EQ(scenario.faults[0].at, sim::SimTime(10'000'000'000));
  EXPECT_EQ(scenario.faults[0].duration.count, 8'000'000'000);
  EXPECT_EQ(scenario.faults[1].chance, (sim::Ratio{1, 10}));
  EXPECT_EQ(scenario.faults[1].copies, 2U);
  EXPECT_EQ(scenario.faults[2].kind, FaultKind::LinkReorder);
  EXPECT_EQ(scenario.faults[3].chance, sim::kAlways);
  EXPECT_EQ(scenario.faults[4].target, "out/0");
}

TEST(ReadingExpectations, TypesValuesByTheirSink) {
  ScenarioText text = with_window(
      R"json("key": "key", "window": {"tumbling": "10s"}, "aggregate": {"sum": "sum(value)", "n": "count()"})json");
  text.input = R"json("name": "clicks", "fields": {"key": "text", "value": "decimal(2)"}, "events": [])json";
  text.rest = R"(, "expect": {"dropped": 1, "late_firings": 2, "side_output": 0, "results": [
    {"sink": "out", "key": "a", "window": ["0s", "10s"], "value": {"sum": "12.50", "n": 2}, "firing": "late"}, {}]})";
  const Expectations expect = scenario_of(text).expect;
  EXPECT_EQ(expect.dropped, 1U);
  EXPECT_EQ(expect.late_firings, 2U);
  EXPECT_EQ(expect.side_output, 0U);
  const ExpectedResult& result = expect.results->at(0);
  EXPECT_EQ(result.key, Value{"a"});
  EXPECT_EQ(result.window, (engine::Window{engine::EventTime(0), engine::EventTime(10'000)}));
  EXPECT_EQ(result.values.at(0).second, Value{std::int64_t{1'250}});
  EXPECT_EQ(result.values.at(1).second, Value{std::int64_t{2}});
  EXPECT_EQ(result.firing, engine::FireReason::Late);
  EXPECT_FALSE(expect.results->at(1).firing);
}

TEST(ReadingAScenario, IsEnoughForValidation) { EXPECT_TRUE(validate(scenario_of({})).errors.empty()); }

}  // namespace
}  // namespace wavetank::scenarios::testing

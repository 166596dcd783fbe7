// Replay classes: every kind of operator has one and says why.
#include <map>
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "scenarios/run/replay.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

PipelineReplay replay_of_text(const ScenarioText& text) {
  const ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "");
  if (!result.scenario) return {};
  return replay_of(*result.scenario, validate(*result.scenario).resolved);
}

// Two inputs, this node between their sources and a sink.
ScenarioText around(const std::string& node) {
  ScenarioText text;
  text.input = R"("name": "clicks", "events": ["a@1s"]}, {"name": "more", "events": ["a@1s"])";
  text.source = R"("id": "in", "source": "clicks"}, {"id": "other", "source": "more")";
  if (!node.empty()) text.nodes = R"({"id": "x", "from": "in", )" + node + "},";
  if (node.empty()) text.sink = R"("id": "out", "from": "in", "sink": {})";
  return text;
}

// The class of node "x", in words.
std::string class_of(const std::string& node) {
  for (const OperatorReplay& each : replay_of_text(around(node)).operators) {
    if (each.id == "x") return to_text({each.own, {each}});
  }
  return "no such operator";
}

struct Sample {
  const char* node;
  const char* replay;
};

// By the place of its node in AnyNode. A new operator needs a line here, and a reason in scenarios/run/replay.cpp if the
// general one does not say it.
const std::map<std::size_t, Sample>& samples() {
  static const std::map<std::size_t, Sample> kSamples = {
      {AnyNode(MapNode{}).index(), {R"("map": {"key": "key"})", "deterministic"}},
      {AnyNode(ProjectNode{}).index(), {R"("project": ["key"])", "deterministic"}},
      {AnyNode(FilterNode{}).index(), {R"("filter": "true")", "deterministic"}},
      {AnyNode(FlatMapNode{}).index(), {R"("flat_map": [{"fields": {"key": "key"}}])", "deterministic"}},
      {AnyNode(SplitNode{}).index(), {R"("split": {"large": "value > 1"})", "deterministic"}},
      {AnyNode(TimestampsNode{}).index(), {R"("timestamps": "value")", "deterministic"}},
      {AnyNode(SortNode{}).index(),
       {R"("sort": {})", "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(WindowNode{}).index(),
       {R"json("key": "key", "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"})json",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(SqlWindowNode{}).index(),
       {R"json("key": "key", "sql_window": {"tumble": "1s"}, "aggregate": {"n": "count()"})json",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(FunnelNode{}).index(),
       {R"("key": "key", "funnel": {"a": "value == 1", "b": "value == 2"}, "within": "1h")",
        "order-dependent by x: its state follows the order in which records arrive"}},
      {AnyNode(SilenceNode{}).index(),
       {R"("key": "key", "silence": "30s", "time": "processing")", "clock-dependent by x: it goes by the clock"}},
      {AnyNode(RollingNode{}).index(),
       {R"json("key": "key", "rolling": {"n": "count()"}, "time_to_live": {"length": "1s"})json",
        "clock-dependent by x: what it keeps is forgotten by the clock (PF-04)"}},
      {AnyNode(ConnectNode{}).index(),
       {R"("key": "key", "connect": "other", "rule_key": "key", "look_up": "key")",
        "order-dependent by x: a rule does not judge what came before it (PF-08)"}},
      {AnyNode(GroupByNode{}).index(), {R"json("key": "key", "group_by": {"n": "count()"})json", "deterministic"}},
      {AnyNode(OverNode{}).index(),
       {R"json("key": "key", "over": {"n": "count()"})json",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(DeduplicateNode{}).index(),
       {R"("key": "key", "deduplicate": "first")", "order-dependent by x: the first row to arrive stays (PF-20)"}},
      {AnyNode(TopNNode{}).index(),
       {R"("key": "key", "top_n": 1, "by": "value")",
        "order-dependent by x: of equal rows the first to arrive is ahead (TN-01)"}},
      {AnyNode(UpsertMaterializeNode{}).index(),
       {R"("key": "key", "upsert_materialize": [])", "order-dependent by x: the last row to arrive is shown (UM-01)"}},
      {AnyNode(IntervalJoinNode{}).index(),
       {R"("key": "key", "interval_join": "other", "lower": "0s", "upper": "1s")",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(RegularJoinNode{}).index(), {R"("key": "key", "join": "other")", "deterministic"}},
      {AnyNode(TemporalJoinNode{}).index(),
       {R"("key": "key", "temporal_join": "other")",
        "order-dependent by x: which versions are there in time depends on the order"}},
      {AnyNode(WindowJoinNode{}).index(),
       {R"("key": "key", "window_join": "other", "window": {"tumbling": "1s"})",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(CoGroupNode{}).index(),
       {R"json("key": "key", "co_group": "other", "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"}, "right_aggregate": {"m": "count()"})json",
        "order-dependent by x: which records are late depends on the order"}},
      {AnyNode(PatternNode{}).index(),
       {R"("key": "key", "pattern": [{"stage": "a", "where": "value == 1"}])",
        "order-dependent by x: which records are late depends on the order"}},
  };
  return kSamples;
}

// Sources and sinks stand in every sample; functions from C++ say their class themselves.
bool has_no_sample(std::size_t kind) {
  return kind == AnyNode(SourceNode{}).index() || kind == AnyNode(SinkNode{}).index() ||
         kind == AnyNode(RecordFunctionNode{}).index() || kind == AnyNode(ProcessFunctionNode{}).index();
}

TEST(ReplayClasses, AreDeclaredByEveryKindOfOperator) {
  for (std::size_t kind = 0; kind < std::variant_size_v<AnyNode>; ++kind) {
    if (has_no_sample(kind)) continue;
    const auto sample = samples().find(kind);
    ASSERT_NE(sample, samples().end()) << "the kind of node " << kind << " needs a sample here";
    EXPECT_EQ(class_of(sample->second.node), sample->second.replay);
  }
}

TEST(ReplayClasses, OfStateThatLivesForATimeGoByTheClock) {
  EXPECT_EQ(class_of(R"json("key": "key", "group_by": {"n": "count()"}, "time_to_live": "1s")json"),
            "clock-dependent by x: what it keeps is forgotten by the clock (PF-04)");
  EXPECT_EQ(class_of(R"("key": "key", "join": "other", "time_to_live": "1s")"),
            "clock-dependent by x: a row is forgotten by the clock (RJ-04)");
  EXPECT_EQ(class_of(R"("key": "key", "join": "other", "unique": ["key"])"),
            "order-dependent by x: of rows that are one the last to arrive stays (RJ-03)");
}

TEST(ReplayClasses, OfWindowsKnowTheirClocks) {
  const auto window = [](const std::string& more) {
    return class_of(R"json("key": "key", "aggregate": {"n": "count()"}, "window": )json" + more);
  };
  EXPECT_EQ(window(R"({"tumbling": "1s", "time": "processing"})"), "clock-dependent by x: it goes by the clock");
  EXPECT_EQ(window(R"({"tumbling": "1s", "stagger": "natural"})"), "clock-dependent by x: it goes by the clock");
  EXPECT_EQ(window(R"({"tumbling": "1s"}, "trigger": "processing-time")"),
            "clock-dependent by x: it goes by the clock");
}

TEST(ReplayClasses, OfAPipelineAreThoseOfItsWorstOperators) {
  ScenarioText text = around("");
  EXPECT_EQ(to_text(replay_of_text(text)), "deterministic");
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous", "idle": "1s"})";
  text.input = R"("name": "clicks", "events": ["a@1s"])";
  text.nodes = R"json({"id": "w", "key": "key", "window": {"tumbling": "1s"}, "aggregate": {"n": "count()"}},)json";
  text.sink = R"("id": "out", "sink": {})";
  EXPECT_EQ(to_text(replay_of_text(text)), "clock-dependent by in: the clock judges silence or the future");
}

TEST(ReplayClasses, AreHandedDown) {
  ScenarioText text = around(R"("key": "key", "deduplicate": "first")");
  const std::vector<OperatorReplay> operators = replay_of_text(text).operators;
  ASSERT_EQ(operators.size(), 4U);
  EXPECT_EQ(operators.back().own, engine::ReplayClass::Deterministic);
  EXPECT_EQ(operators.back().sent, engine::ReplayClass::OrderDependent);
}

}  // namespace
}  // namespace wavetank::scenarios::testing

// Laws of replay classes: what calls itself deterministic comes to the same table in any order of arrivals. Which
// pipelines that is, their operators say, not a list here.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/replay.hpp"
#include "tests/properties/laws/law_stream.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::ReplayClass;

// What the changes of each sink come to: its rows, each as often as it is there. A row that is taken back and is not
// there counts against itself.
using SinkTables = std::map<std::string, std::map<std::string, int>>;

// Nothing if the job failed, as it does over a null key.
std::optional<SinkTables> tables_of(const scenarios::Scenario& scenario) {
  scenarios::RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  RC_ASSERT(prepared.errors.empty());
  scenarios::Outcome outcome(scenario, *prepared.run, scenarios::KeepResults::All);
  options.sinks = {&outcome};
  if (scenarios::run(*prepared.run, options).job_failed) return std::nullopt;
  SinkTables tables;
  for (const scenarios::PublishedResult& result : outcome.results()) {
    const std::string row = (result.key ? text_of(*result.key) : "") + values_of(result);
    const bool adds = result.kind == engine::RowKind::Insert || result.kind == engine::RowKind::UpdateAfter;
    int& count = tables[result.sink][row];
    count += adds ? 1 : -1;
    if (count == 0) tables[result.sink].erase(row);
  }
  return tables;
}

// The sinks that nothing but deterministic operators stand above.
std::vector<std::string> deterministic_sinks(const scenarios::Scenario& scenario) {
  std::vector<std::string> ids;
  const scenarios::PipelineReplay replay = scenarios::replay_of(scenario, scenarios::validate(scenario).resolved);
  for (std::size_t i = 0; i < scenario.pipeline.size(); ++i) {
    const bool is_sink = std::holds_alternative<scenarios::SinkNode>(scenario.pipeline[i].op);
    if (is_sink && replay.operators[i].sent == ReplayClass::Deterministic) ids.push_back(scenario.pipeline[i].id);
  }
  return ids;
}

// The same events, sent in another order: each takes the sending time of another one.
scenarios::Scenario reordered(scenarios::Scenario scenario) {
  for (scenarios::Input& input : scenario.inputs) {
    auto& events = std::get<std::vector<scenarios::InputEvent>>(input.events);
    for (std::size_t left = events.size(); left > 1; --left) {
      const auto pick = *rc::gen::inRange<std::size_t>(0, left);
      std::swap(events[left - 1], events[pick]);
      std::swap(events[left - 1].at, events[pick].at);
    }
  }
  return scenario;
}

// Changes that replace rows without taking them back do not fold to whole rows.
bool any_upserts(const scenarios::Scenario& scenario) {
  return std::ranges::any_of(scenario.pipeline, [](const scenarios::Node& node) {
    const auto* const group_by = std::get_if<scenarios::GroupByNode>(&node.op);
    return group_by != nullptr && group_by->updates == scenarios::Updates::Upsert;
  });
}

// How many sinks were compared.
std::size_t compare_orders(const scenarios::Scenario& scenario) {
  const std::vector<std::string> sinks = deterministic_sinks(scenario);
  if (sinks.empty() || any_upserts(scenario)) return 0;
  if (scenario.until) return 0;  // cut off, it has not read all of its input
  const std::optional<SinkTables> tables = tables_of(scenario);
  const std::optional<SinkTables> others = tables_of(reordered(scenario));
  if (!tables || !others) return 0;
  const auto rows_of = [](const SinkTables& all, const std::string& sink) {
    const auto found = all.find(sink);
    return found == all.end() ? std::map<std::string, int>{} : found->second;
  };
  for (const std::string& sink : sinks) RC_ASSERT(rows_of(*tables, sink) == rows_of(*others, sink));
  return sinks.size();
}

void turn_off(Draft& draft, Knob knob) { draft.knobs[static_cast<std::size_t>(knob)] = 0; }

// "A deterministic pipeline comes to the same table in any order of arrivals." Faults are drawn message by message and
// would not strike the same records twice; clocks make sources clock-dependent.
RC_GTEST_PROP(LawOfReplay, OrderMeansNothingToWhatIsDeterministic, ()) {
  Draft draft = *any_draft();
  for (const Knob knob : {Knob::FaultA, Knob::FaultB, Knob::Idle, Knob::Future, Knob::Clock}) turn_off(draft, knob);
  const std::size_t compared = compare_orders(to_scenario(draft, 1));
  RC_CLASSIFY(compared > 0, "compared");
}

// Two inputs of orders and people, drawn; `nodes` between them and a sink.
scenarios::Scenario drawn_tables(const std::string& nodes) {
  const std::string generate = R"("generate": {"count": 60, "keys": 4, "gap": ["0ms", "3ms"], "value": [0, 1, 2, 3]}})";
  const std::string text = R"({"name": "law", "inputs": [{"name": "left", "partitions": 2, )" + generate +
                           R"(, {"name": "right", )" + generate +
                           R"(], "links": [{"from": "a", "to": "x", "delay": ["0ms", "9ms"]}], "pipeline": [
      {"id": "a", "source": "left", "parallelism": 2}, {"id": "b", "source": "right"},)" +
                           nodes + R"(, {"id": "out", "from": "y", "parallelism": 2, "sink": {}}]})";
  scenarios::ReadResult read = scenarios::read_scenario_text(text, "law.json");
  for (const scenarios::InputError& error : read.errors) ADD_FAILURE() << scenarios::to_text(error);
  return *std::move(read.scenario);
}

// On the link from "a" to "x", so that what its two tasks send comes in another order.
scenarios::Scenario slowed(scenarios::Scenario scenario) {
  scenario.links.front().delay = sim::Quantiles(std::vector<std::int64_t>{0, 1'000'000, 400'000'000});
  return scenario;
}

// The classes are not just careful: what they call order-dependent does depend on the order.
TEST(LawOfReplay, IsNotHeldByWhatDependsOnTheOrder) {
  const scenarios::Scenario scenario = drawn_tables(
      R"json({"id": "x", "from": "a", "key": "value", "parallelism": 2, "deduplicate": "first"},
             {"id": "y", "key": "key", "parallelism": 2, "group_by": {"values": "count()"}})json");
  EXPECT_TRUE(deterministic_sinks(scenario).empty());
  EXPECT_NE(tables_of(scenario), tables_of(slowed(scenario)));
}

}  // namespace
}  // namespace wavetank::properties::testing

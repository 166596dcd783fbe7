// The law that ties changelogs to batches: folding all changes gives what the batch run's changes fold to, and that is
// the answer over the last row of each key.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"
#include "scenarios/story/words.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

// Each key's latest value, then how many keys have it.
Scenario counted_values(Execution execution) {
  ScenarioText text;
  text.input = R"("name": "clicks", "generate": {"count": 120, "keys": 7, "gap": ["0ms", "300ms", "2s"],
      "delay": ["0ms", "1s", "9s"], "value": [0, 1, 2, 3]})";
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "bounded", "bound": "2s"})";
  text.nodes = R"json({"id": "last", "key": "key", "parallelism": 3, "deduplicate": "latest"},
      {"id": "count", "key": "value", "parallelism": 2, "group_by": {"keys": "count()"}},)json";
  text.sink = R"("id": "out", "parallelism": 2, "sink": {})";
  const ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "");
  Scenario scenario = *result.scenario;
  scenario.execution = execution;
  return scenario;
}

// What is left when every change has been made; taking back what is not there leaves "missing".
std::multiset<std::string> folded(const Scenario& scenario, std::uint64_t seed) {
  RunOptions options;
  options.seed = seed;
  const Prepared prepared = prepare(scenario, options);
  Outcome outcome(scenario, *prepared.run, KeepResults::All);
  options.sinks = {&outcome};
  EXPECT_GT(run(*prepared.run, options).events, 0U);
  std::multiset<std::string> table;
  for (const PublishedResult& result : outcome.results()) {
    std::string row = Words::value(*result.key);
    for (const auto& [name, value] : result.values) row += " " + name + " " + Words::value(value);
    const bool adds = result.kind == engine::RowKind::Insert || result.kind == engine::RowKind::UpdateAfter;
    const auto known = table.find(row);
    if (!adds && known != table.end()) table.erase(known);
    if (!adds && known == table.end()) table.insert("missing " + row);
    if (adds) table.insert(row);
  }
  return table;
}

TEST(LawOfChangelogs, FoldingGivesTheBatchRunsAnswer) {
  const Scenario streaming = counted_values(Execution::Streaming);
  const Scenario batch = counted_values(Execution::Batch);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::multiset<std::string> table = folded(streaming, seed);
    EXPECT_FALSE(table.empty());
    EXPECT_EQ(table, folded(batch, seed)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing

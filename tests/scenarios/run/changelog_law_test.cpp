// The law that ties changelogs to batches: folding all changes gives what the batch run's changes fold to. A batch has no
// joins; for them the batch is a run in which one side is whole before the first row of the other comes.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"
#include "scenarios/run/tables.hpp"
#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

// Drawn clicks through these nodes to a sink below "y".
Scenario drawn_clicks(const std::string& nodes, Execution execution) {
  ScenarioText text;
  text.input = R"("name": "clicks", "generate": {"count": 120, "keys": 7, "gap": ["1ms", "300ms", "2s"],
      "delay": ["0ms", "1s", "9s"], "value": [0, 1, 2, 3]})";
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "bounded", "bound": "20s"})";
  text.nodes = nodes + ",";
  text.sink = R"("id": "out", "from": "y", "sink": {"folds": "retractions"})";
  const ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "") << nodes;
  Scenario scenario = *result.scenario;
  scenario.execution = execution;
  return scenario;
}

// The table at the end. Every row that is taken back is there.
std::vector<TableRow> folded(const Scenario& scenario, std::uint64_t seed) {
  RunOptions options;
  options.seed = seed;
  const Prepared prepared = prepare(scenario, options);
  Outcome outcome(scenario, *prepared.run, KeepResults::None);
  options.sinks = {&outcome};
  EXPECT_FALSE(run(*prepared.run, options).job_failed);
  const std::vector<FoldedTable> tables = outcome.tables();
  EXPECT_EQ(tables.front().missed, 0U);
  return tables.front().rows;
}

constexpr std::uint64_t kLastSeed = 20;

class LawOfChangelogs : public ::testing::TestWithParam<const char*> {};

TEST_P(LawOfChangelogs, FoldingGivesTheBatchRunsAnswer) {
  const Scenario streaming = drawn_clicks(GetParam(), Execution::Streaming);
  const Scenario batch = drawn_clicks(GetParam(), Execution::Batch);
  for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
    const std::vector<TableRow> table = folded(streaming, seed);
    EXPECT_FALSE(table.empty());
    EXPECT_EQ(table, folded(batch, seed)) << GetParam() << ", seed " << seed;
  }
}

// Where order counts it is that of event time, so that a batch has it, too.
INSTANTIATE_TEST_SUITE_P(
    AllOperators, LawOfChangelogs,
    ::testing::Values(
        R"json({"id": "x", "key": "key", "parallelism": 3, "deduplicate": "latest"},
               {"id": "y", "key": "value", "parallelism": 2, "group_by": {"keys": "count()"}})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "deduplicate": "earliest"},
               {"id": "y", "key": "value", "parallelism": 2, "group_by": {"keys": "count()"}})json",
        R"json({"id": "y", "key": "key", "parallelism": 3, "deduplicate": "earliest-waited"})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "group_by": {"n": "count()", "total": "sum(value)"}},
               {"id": "y", "key": "n", "parallelism": 2, "group_by": {"keys": "count()", "sum": "sum(total)"}})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "group_by": {"total": "sum(value)"}, "mini_batch": "5s"},
               {"id": "y", "key": "total", "parallelism": 2, "group_by": {"keys": "count()"}})json",
        R"json({"id": "y", "key": "key", "parallelism": 2, "group_by": {"least": "min(value)", "most": "max(value)"}})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "over": {"last": "sum(value)"}, "preceding_rows": 2},
               {"id": "y", "key": "last", "parallelism": 2, "group_by": {"rows": "count()"}})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "over": {"last": "count()"}, "frame": "range",
                "preceding_time": "3s"},
               {"id": "y", "key": "last", "parallelism": 2, "group_by": {"rows": "count()"}})json",
        R"json({"id": "x", "key": "key", "parallelism": 3, "group_by": {"total": "sum(value)"}},
               {"id": "z", "map": {"all": "1", "key": "key", "total": "total"}, "parallelism": 3},
               {"id": "top", "key": "all", "top_n": 7, "by": "total", "takes": "retract"},
               {"id": "y", "key": "total", "parallelism": 2, "group_by": {"keys": "count()"}})json"));

// Orders and payments of a few keys, joined; a link of `late` takes longer than the run of the other side.
Scenario drawn_join(const std::string& kind, const std::string& late) {
  const std::string generate =
      R"("generate": {"count": 40, "keys": 5, "gap": ["1ms", "300ms", "2s"], "value": [0, 1, 2, 3]})";
  ScenarioText text;
  text.input = "\"name\": \"orders\", " + generate + "}, {\"name\": \"payments\", " + generate;
  text.source = R"("id": "orders", "source": "orders"}, {"id": "payments", "source": "payments")";
  text.nodes = R"json({"id": "sums", "key": "value", "group_by": {"n": "count()"}},
      {"id": "y", "from": "orders", "parallelism": 3, "join": "sums", "key": "value", "kind": ")json" +
               kind + "\"},";
  text.sink = R"("id": "out", "sink": {"folds": "retractions"})";
  if (!late.empty()) {
    text.rest = ", \"links\": [{\"from\": \"" + late + "\", \"to\": \"log\", \"delay\": \"1h\"}]";
  }
  const ReadResult result = read(text);
  EXPECT_EQ(lines_of(result.errors), "");
  return *result.scenario;
}

TEST(LawOfJoins, FoldingGivesWhatTwoFinishedTablesGive) {
  for (const char* const kind : {"inner", "left", "right", "full", "semi", "anti"}) {
    for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
      const std::vector<TableRow> table = folded(drawn_join(kind, ""), seed);
      EXPECT_EQ(table, folded(drawn_join(kind, "orders"), seed)) << kind << ", seed " << seed;
      EXPECT_EQ(table, folded(drawn_join(kind, "payments"), seed)) << kind << ", seed " << seed;
    }
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing

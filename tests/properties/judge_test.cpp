// The judge as a whole.
#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "properties/generators/draft.hpp"
#include "properties/invariants/commits/transactions.hpp"
#include "tests/properties/hand_made_run.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

TEST(Judge, FindsNothingInAnEmptyRun) {
  const HandMadeRun hand;
  EXPECT_TRUE(judge(hand.scenario, hand.run).empty());
}

TEST(Judge, ReportsByPosition) {
  HandMadeRun hand;
  hand.record(3);
  hand.record(5);
  hand.watermark(9);
  const std::vector<Violation> violations = judge(hand.scenario, hand.run);
  EXPECT_GT(violations.size(), 1u);
  EXPECT_TRUE(std::is_sorted(violations.begin(), violations.end()));
}

TEST(Judge, KnowsEveryInvariantByOneId) {
  std::set<std::string_view> ids;
  for (const Invariant& invariant : all_invariants()) EXPECT_TRUE(ids.insert(invariant.id).second) << invariant.id;
  for (const CommitInvariant& each : commit_invariants()) EXPECT_TRUE(ids.insert(each.id).second) << each.id;
}

// docs/INVARIANTS.md: a line for each, and none for what is not there.
TEST(Judge, TellsOfEveryInvariantInTheDocuments) {
  std::set<std::string> told;
  std::ifstream page(WT_SOURCE_DIR "/docs/INVARIANTS.md");
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| `")) told.insert(line.substr(3, line.find('`', 3) - 3));
  }
  std::set<std::string> known;
  for (const Invariant& invariant : all_invariants()) known.insert(std::string(invariant.id));
  for (const CommitInvariant& each : commit_invariants()) known.insert(std::string(each.id));
  EXPECT_EQ(told, known);
}

// What broke: a window without a key, behind a window with one, grouped by the key that the records still carried.
TEST(Judge, AWindowWithoutAKeyTakesTheResultsOfAllKeysTogether) {
  Draft draft;
  draft.knobs[static_cast<std::size_t>(Knob::Chain)] = 4;
  draft.events = {{.key = 0}, {.key = 1}, {.gap = 7}};
  const scenarios::Scenario scenario = to_scenario(draft, 1);
  EXPECT_EQ(findings_of(scenario), "");
  std::set<std::string> seen;
  const scenarios::Run run = run_of(scenario);
  for (const sim::TraceEvent& event : run.trace.events) {
    if (event.kind != EventKind::WindowFire) continue;
    const engine::RowId row{engine::lower(event.b)};
    const engine::Schema& schema = run.facts->rows.schema(run.facts->rows.schema_of(row));
    if (schema.name == "summary") seen.insert(to_text(value_in(row, "records", *run.facts)));
  }
  EXPECT_EQ(seen, (std::set<std::string>{"2", "1"}));
}

}  // namespace
}  // namespace wavetank::properties::testing

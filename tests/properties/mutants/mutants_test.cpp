// Every planted bug is found by its named invariant within its budget, and shrinks to a story of ten records at most;
// the same scenarios without it are clean.
#include <algorithm>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "properties/generators/crashes.hpp"
#include "properties/generators/draft.hpp"
#include "properties/mutants/catalogue.hpp"
#include "properties/shrink/cuts.hpp"
#include "properties/shrink/shrink.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

constexpr std::size_t kRecordsMax = 10;
constexpr std::size_t kFaultsMax = 2;

scenarios::Scenario drawn(std::uint64_t seed, DrawnFrom from) {
  return from == DrawnFrom::Crashes ? crash_scenario(seed) : to_scenario(draft_of(seed), seed);
}

scenarios::Scenario planted(std::uint64_t seed, const MutantEntry& mutant) {
  scenarios::Scenario scenario = drawn(seed, mutant.drawn_from);
  scenario.mutants.plant(mutant.mutant);
  return scenario;
}

std::optional<std::uint64_t> first_kill(const MutantEntry& mutant) {
  for (std::uint64_t seed = 1; seed <= mutant.budget; ++seed) {
    if (!finds(planted(seed, mutant), mutant.killer)) continue;
    if (!finds(drawn(seed, mutant.drawn_from), mutant.killer)) return seed;  // a pipeline may be at fault itself
  }
  return std::nullopt;
}

// It fails, and would not without the bug.
StillFails by_the_bug(const MutantEntry& mutant) {
  return [fails = violates(mutant.killer)](const scenarios::Scenario& scenario) {
    scenarios::Scenario repaired = scenario;
    repaired.mutants = {};
    return fails(scenario) && !fails(repaired);
  };
}

class Mutants : public ::testing::TestWithParam<MutantEntry> {};

TEST_P(Mutants, IsKilledByItsInvariantWithinItsBudget) { EXPECT_TRUE(first_kill(GetParam()).has_value()); }

TEST_P(Mutants, ShrinksToAFewRecords) {
  const std::optional<std::uint64_t> seed = first_kill(GetParam());
  ASSERT_TRUE(seed.has_value());
  const Shrunk shrunk = shrink(planted(*seed, GetParam()), by_the_bug(GetParam()));
  EXPECT_TRUE(shrunk.minimal);
  EXPECT_LE(records_in(shrunk.scenario), kRecordsMax);
  EXPECT_LE(shrunk.scenario.faults.size(), kFaultsMax);
  EXPECT_TRUE(finds(shrunk.scenario, GetParam().killer));
  scenarios::Scenario repaired = shrunk.scenario;
  repaired.mutants = {};
  EXPECT_EQ(findings_of(repaired), "");
  EXPECT_FALSE(finds(repaired, GetParam().killer));
}

TEST_P(Mutants, ShrinksTheSameWayEveryTime) {
  const std::optional<std::uint64_t> seed = first_kill(GetParam());
  ASSERT_TRUE(seed.has_value());
  const Shrunk once = shrink(planted(*seed, GetParam()), by_the_bug(GetParam()));
  const Shrunk again = shrink(planted(*seed, GetParam()), by_the_bug(GetParam()));
  EXPECT_EQ(once.path, again.path);
  EXPECT_EQ(run_of(once.scenario).fingerprint, run_of(again.scenario).fingerprint);
}

INSTANTIATE_TEST_SUITE_P(All, Mutants, ::testing::ValuesIn(all_mutants().begin(), all_mutants().end()),
                         [](const auto& one) { return std::string(one.param.id); });

TEST(MutantCatalogue, NamesEachOnceAndOnlyKnownInvariants) {
  std::set<std::string_view> ids;
  for (const MutantEntry& mutant : all_mutants()) {
    EXPECT_TRUE(ids.insert(mutant.id).second) << mutant.id;
    EXPECT_TRUE(find_mutant(mutant.id).has_value());
  }
  EXPECT_FALSE(find_mutant("no_such_bug").has_value());
}

TEST(MutantBaseline, IsCleanOverTheSameCrashes) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) EXPECT_EQ(findings_of(crash_scenario(seed)), "") << "seed " << seed;
}

TEST(MutantBaseline, IsCleanOverTheSameSeeds) {
  std::uint64_t budget = 0;
  for (const MutantEntry& mutant : all_mutants()) budget = std::max(budget, mutant.budget);
  for (std::uint64_t seed = 1; seed <= budget; ++seed) {
    EXPECT_EQ(findings_of(to_scenario(draft_of(seed), seed)), "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace wavetank::properties::testing

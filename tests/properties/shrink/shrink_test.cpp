// The shrinker against failures that are made up: no engine.
#include "properties/shrink/shrink.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "properties/generators/draft.hpp"
#include "properties/shrink/cuts.hpp"

namespace wavetank::properties::testing {
namespace {

using scenarios::InputEvent;
using scenarios::Scenario;

Scenario busy() {
  Draft draft;
  for (std::size_t knob = 0; knob < kKnobs; ++knob) draft.knobs[knob] = kKnobLimits[knob] - 1;
  draft.knobs[static_cast<std::size_t>(Knob::FaultA)] = 2;
  for (std::uint32_t i = 0; i < 40; ++i) draft.events.push_back({.gap = 3, .delay = i % 5, .key = i % 3, .input = i});
  for (DraftEvent& event : draft.events) event.input %= 2;
  return to_scenario(draft, 1);
}

std::size_t records_of_time(const Scenario& scenario, std::int64_t time) {
  std::size_t count = 0;
  for (const scenarios::Input& input : scenario.inputs) {
    for (const InputEvent& event : std::get<std::vector<InputEvent>>(input.events)) {
      if (event.time.ticks() == time) ++count;
    }
  }
  return count;
}

TEST(Shrink, KeepsOnlyTheRecordsThatMatter) {
  const Scenario scenario = busy();
  const std::int64_t wanted = std::get<std::vector<InputEvent>>(scenario.inputs[0].events)[7].time.ticks();
  ASSERT_EQ(records_of_time(scenario, wanted), 1u);
  const Shrunk shrunk = shrink(scenario, [&](const Scenario& s) { return records_of_time(s, wanted) > 0; });
  EXPECT_TRUE(shrunk.minimal);
  EXPECT_EQ(records_in(shrunk.scenario), 1u);
  EXPECT_EQ(records_of_time(shrunk.scenario, wanted), 1u);
}

TEST(Shrink, TakesFaultsDelaysAndWiringAway) {
  const Shrunk shrunk = shrink(busy(), [](const Scenario&) { return true; });
  EXPECT_TRUE(shrunk.scenario.faults.empty());
  EXPECT_TRUE(shrunk.scenario.links.empty());
  EXPECT_EQ(shrunk.scenario.ties, sim::TiePolicy::Fifo);
  EXPECT_EQ(shrunk.scenario.batch_records, 1u);
  EXPECT_EQ(records_in(shrunk.scenario), 0u);
}

TEST(Shrink, StopsWhenItsBudgetIsSpent) {
  const Shrunk shrunk = shrink(busy(), [](const Scenario& s) { return records_in(s) > 30; }, {.runs_max = 5});
  EXPECT_EQ(shrunk.runs, 5u);
  EXPECT_FALSE(shrunk.minimal);
}

TEST(Shrink, TellsItsPath) {
  const Shrunk shrunk = shrink(busy(), [](const Scenario& s) { return records_in(s) > 0; });
  EXPECT_FALSE(shrunk.path.empty());
  EXPECT_EQ(shrunk.path.front(), "all faults away");
}

TEST(Shrink, RefusesAScenarioThatDoesNotFail) {
  EXPECT_THROW(static_cast<void>(shrink(busy(), [](const Scenario&) { return false; })), engine::InvariantViolation);
}

TEST(Cuts, MoveTimesTowardsTheEpochByWholeWindows) {
  Draft draft;
  for (int i = 0; i < 9; ++i) draft.events.push_back({.gap = 7});
  const Scenario scenario = without_records(to_scenario(draft, 1), 0, 8);
  ASSERT_EQ(records_of_time(scenario, 225), 1u);
  const std::vector<Cut> cuts = fine_cuts(scenario);
  const auto moved =
      std::find_if(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.name == "times towards 0"; });
  ASSERT_NE(moved, cuts.end());
  EXPECT_EQ(records_of_time(moved->scenario, 5), 1u);
}

}  // namespace
}  // namespace wavetank::properties::testing

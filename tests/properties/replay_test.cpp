// The choice tape of whole runs: what was recorded replays the run, and an edited tape goes on from its edit.
#include <gtest/gtest.h>

#include "properties/generators/draft.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

// Delays are drawn on the way to the log and between operators, ties at random, losses by chance.
scenarios::Scenario with_choices(std::uint64_t seed) {
  Draft draft = draft_of(seed);
  const auto turn = [&](Knob knob, std::uint32_t to) { draft.knobs[static_cast<std::size_t>(knob)] = to; };
  turn(Knob::Transport, 2);
  turn(Knob::Channel, 2);
  turn(Knob::Ties, 1);
  turn(Knob::FaultA, 4);
  for (std::uint32_t i = 0; i < 6; ++i) draft.events.push_back({.gap = 2, .delay = i});
  return to_scenario(draft, seed);
}

TEST(Replay, OfASeedGivesTheSameRun) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const scenarios::Scenario scenario = with_choices(seed);
    EXPECT_EQ(run_of(scenario).fingerprint, run_of(scenario).fingerprint) << "seed " << seed;
  }
}

TEST(Replay, OfARecordedTapeNeedsNoSeed) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    scenarios::Scenario scenario = with_choices(seed);
    sim::Tape recording(sim::TapeMode::Recording);
    const scenarios::Run first = run_of(scenario, &recording);
    ASSERT_FALSE(recording.recorded().empty());
    sim::Tape tape = sim::Tape::of(recording.recorded());
    scenario.seed = seed + 1000;
    EXPECT_EQ(run_of(scenario, &tape).fingerprint, first.fingerprint) << "seed " << seed;
  }
}

TEST(Replay, RecordingChangesNothing) {
  const scenarios::Scenario scenario = with_choices(3);
  sim::Tape recording(sim::TapeMode::Recording);
  EXPECT_EQ(run_of(scenario, &recording).fingerprint, run_of(scenario).fingerprint);
}

// An edit moves one choice; where the tape says nothing the seed goes on, and the run is still a run.
TEST(Replay, OfAnEditedTapeGoesOnFromTheEdit) {
  const scenarios::Scenario scenario = with_choices(3);
  const scenarios::Run unedited = run_of(scenario);
  sim::Tape edited;
  edited.set("link/events -> log/delay", 0, sim::kPositions - 1);
  const scenarios::Run run = run_of(scenario, &edited);
  EXPECT_FALSE(run.fingerprint == unedited.fingerprint);
  EXPECT_FALSE(run.stopped.has_value());
  EXPECT_TRUE(judge(scenario, run).empty());
}

TEST(Replay, OfATapeThatEndsEarlyFallsBackToTheSeed) {
  const scenarios::Scenario scenario = with_choices(5);
  sim::Tape recording(sim::TapeMode::Recording);
  const scenarios::Run whole = run_of(scenario, &recording);
  std::vector<sim::RecordedChoice> choices = recording.recorded();
  choices.resize(choices.size() / 2);
  sim::Tape half = sim::Tape::of(choices);
  EXPECT_EQ(run_of(scenario, &half).fingerprint, whole.fingerprint);
}

}  // namespace
}  // namespace wavetank::properties::testing

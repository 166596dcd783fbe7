// det-streams: a stream, fault or input that is added moves no draw of the others.
#include <map>

#include <gtest/gtest.h>

#include "tests/determinism/divergence.hpp"
#include "tests/determinism/drawing.hpp"

namespace wavetank::determinism {
namespace {

using scenarios::FaultKind;
using scenarios::Scenario;

using Choices = std::map<std::pair<std::string, std::uint64_t>, std::uint64_t>;

// Every choice of a run, by its address.
Choices choices_of(const Scenario& scenario) {
  sim::Tape tape(sim::TapeMode::Recording);
  scenarios::RunOptions options;
  options.tape = &tape;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  EXPECT_TRUE(prepared.run.has_value());
  (void)scenarios::run(*prepared.run, options);
  Choices choices;
  for (const sim::RecordedChoice& choice : tape.recorded()) choices[{choice.stream, choice.counter}] = choice.value;
  return choices;
}

scenarios::FaultSpec never_armed(FaultKind kind, const std::string& target) {
  scenarios::FaultSpec fault;
  fault.kind = kind;
  fault.target = target;
  fault.at = sim::SimTime(3'600'000'000'000);  // an hour, long after the run
  fault.duration = sim::milliseconds(10);
  fault.gap = sim::milliseconds(10);
  return fault;
}

TEST(DetStreams, AFaultThatIsNeverArmedLeavesTheFingerprint) {
  const scenarios::Run without = run_once(drawing_scenario(), 11);
  const std::vector<scenarios::FaultSpec> faults = {
      never_armed(FaultKind::LinkClog, "clicks -> log"),
      never_armed(FaultKind::LinkClog, "read-clicks -> per-key-clicks"),
      never_armed(FaultKind::LinkDuplicate, "clicks -> log"),
      never_armed(FaultKind::LinkReorder, "clicks -> log"),
      never_armed(FaultKind::LinkLoss, "clicks -> log"),
      never_armed(FaultKind::ThreadStall, "per-key-clicks/1"),
  };
  for (const scenarios::FaultSpec& fault : faults) {
    Scenario scenario = drawing_scenario();
    scenario.faults.push_back(fault);  // a fault's place in the scenario is part of its events
    EXPECT_EQ(divergence(without, run_once(scenario, 11)), "") << fault.target;
  }
}

TEST(DetStreams, AFaultThatNeverHitsMovesNoOtherDraw) {
  const Choices without = choices_of(drawing_scenario());
  Scenario scenario = drawing_scenario();
  scenarios::FaultSpec fault = never_armed(FaultKind::LinkReorder, "clicks -> log");
  fault.at = sim::SimTime(0);
  fault.duration = sim::milliseconds(80'000);
  fault.chance = sim::kNever;
  scenario.faults.push_back(fault);
  const Choices with = choices_of(scenario);
  EXPECT_GT(with.size(), without.size());  // the fault did draw
  for (const auto& [address, value] : without) {
    ASSERT_EQ(with.count(address), 1u) << address.first;
    EXPECT_EQ(with.at(address), value) << address.first << " " << address.second;
  }
}

TEST(DetStreams, ASecondPipelineMovesNoDrawOfTheFirst) {
  const Choices alone = choices_of(drawing_scenario());
  Scenario scenario = drawing_scenario();
  add_pipeline(scenario, "payments");
  const Choices both = choices_of(scenario);
  EXPECT_GT(both.size(), alone.size());
  EXPECT_GT(alone.size(), 1'000u);
  for (const auto& [address, value] : alone) {
    ASSERT_EQ(both.count(address), 1u) << address.first;
    EXPECT_EQ(both.at(address), value) << address.first << " " << address.second;
  }
}

TEST(DetStreams, ATapeOfAllChoicesNeedsNoSeed) {
  sim::Tape recording(sim::TapeMode::Recording);
  scenarios::RunOptions options;
  options.tape = &recording;
  const scenarios::Prepared prepared = scenarios::prepare(drawing_scenario(), options);
  const scenarios::Run recorded = scenarios::run(*prepared.run, options);
  sim::Tape replaying = sim::Tape::of(recording.recorded());
  scenarios::RunOptions other;
  other.tape = &replaying;
  other.seed = 999;
  const scenarios::Prepared again = scenarios::prepare(drawing_scenario(), other);
  EXPECT_EQ(divergence(recorded, scenarios::run(*again.run, other)), "");
}

}  // namespace
}  // namespace wavetank::determinism

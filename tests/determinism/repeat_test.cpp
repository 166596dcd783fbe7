// det-repeat: the same scenario and seed give the same run, and what differs is found and placed.
#include <gtest/gtest.h>

#include "tests/determinism/catalogue.hpp"
#include "tests/determinism/divergence.hpp"
#include "tests/determinism/drawing.hpp"

namespace wavetank::determinism {
namespace {

using scenarios::RunOptions;
using scenarios::Scenario;

TEST(DetRepeat, HoldsForEveryScenarioOfTheCatalogue) {
  const std::vector<std::string> files = scenario_files(WT_CATALOGUE);
  ASSERT_FALSE(files.empty());
  for (const std::string& file : files) {
    const Scenario scenario = read_or_throw(file);
    EXPECT_EQ(divergence(run_once(scenario, scenario.seed), run_once(scenario, scenario.seed)), "") << file;
  }
}

TEST(DetRepeat, HoldsForARunFromOnePreparation) {
  const RunOptions options;
  const scenarios::Prepared prepared = scenarios::prepare(drawing_scenario(), options);
  ASSERT_TRUE(prepared.run.has_value());
  const scenarios::Run first = scenarios::run(*prepared.run, options);
  EXPECT_GT(first.events, 2u * sim::kEventsPerDigest);
  EXPECT_EQ(divergence(first, scenarios::run(*prepared.run, options)), "");
}

TEST(DetRepeat, HoldsAfterAnotherRun) {
  Scenario other = drawing_scenario();
  add_pipeline(other, "payments");
  const scenarios::Run first = run_once(drawing_scenario(), 4);
  (void)run_once(other, 4);
  EXPECT_EQ(divergence(first, run_once(drawing_scenario(), 4)), "");
}

TEST(DetRepeat, GivesOtherSeedsOtherRuns) {
  EXPECT_NE(divergence(run_once(drawing_scenario(), 1), run_once(drawing_scenario(), 2)), "");
}

// Planted: an operator that remembers, outside of its state, how often it was ever called.
class Unforgetting final : public engine::Operator {
 public:
  static constexpr std::uint64_t kQuietCalls = 20;  // more than one run makes, less than two

  explicit Unforgetting(std::uint64_t& calls) : calls_(calls) {}
  [[nodiscard]] engine::ReplayClass replay_class() const override { return engine::ReplayClass::Deterministic; }
  [[nodiscard]] engine::State open(const engine::Subtask&, const engine::Snapshot&, engine::Moment,
                                   engine::Effects&) const override {
    return {};
  }
  void on_batch(engine::InputIndex, std::span<const engine::Record> records, engine::Moment, engine::State&,
                engine::Effects& effects) const override {
    ++calls_;
    for (const engine::Record& record : records) {
      if (calls_ > kQuietCalls) effects.ask(engine::Publish{record});
    }
  }
  void on_control(const engine::Control&, engine::Moment, engine::State&, engine::Effects&) const override {}

 private:
  std::uint64_t& calls_;
};

TEST(DetRepeat, FindsAPlantedMemoryAndSaysInWhichBlock) {
  const RunOptions options;
  scenarios::Prepared prepared = scenarios::prepare(drawing_scenario(), options);
  ASSERT_TRUE(prepared.run.has_value());
  sim::Plan& plan = *prepared.run->plan;
  std::uint64_t calls = 0;
  const Unforgetting planted(calls);
  engine::TaskSpec spec = plan.tasks.back().task->spec();
  spec.op = &planted;
  plan.tasks.back().task = std::make_unique<engine::Task>(spec);

  const scenarios::Run first = scenarios::run(*prepared.run, options);
  ASSERT_GT(calls, Unforgetting::kQuietCalls / 2);
  ASSERT_LE(calls, Unforgetting::kQuietCalls);
  const scenarios::Run second = scenarios::run(*prepared.run, options);
  std::uint64_t event = 0;  // the first in which the traces differ
  while (first.trace.events[event].kind == second.trace.events[event].kind) ++event;
  const std::uint64_t block = event / sim::kEventsPerDigest;
  const std::string expected = "block " + std::to_string(block) + ", events ";
  EXPECT_EQ(divergence(first, second).substr(0, expected.size()), expected);
}

}  // namespace
}  // namespace wavetank::determinism

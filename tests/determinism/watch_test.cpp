// det-watch: who looks on changes nothing, and must not ask the machine anything either.
#include <chrono>
#include <cstdlib>
#include <functional>

#include <gtest/gtest.h>

#include "scenarios/run/outcome.hpp"
#include "scenarios/story/narrate.hpp"
#include "sim/guard/guard.hpp"
#include "tests/determinism/divergence.hpp"
#include "tests/determinism/drawing.hpp"

namespace wavetank::determinism {
namespace {

using scenarios::RunOptions;
using scenarios::Scenario;

TEST(DetWatch, SinksAndARecordingTapeLeaveTheFingerprint) {
  const Scenario scenario = drawing_scenario();
  const scenarios::Run unwatched = run_once(scenario, scenario.seed);
  ASSERT_FALSE(unwatched.stopped.has_value());

  sim::Tape tape(sim::TapeMode::Recording);
  RunOptions options;
  options.tape = &tape;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  scenarios::Outcome outcome(scenario, *prepared.run, scenarios::KeepResults::All);
  std::size_t lines = 0;
  scenarios::Narrator narrator(scenario, prepared.run->cast, prepared.run->plan->clock_base,
                               scenarios::Detail::Decisions, [&](const std::string&) { ++lines; });
  options.sinks = {&outcome, &narrator};
  const scenarios::Run watched = scenarios::run(*prepared.run, options);
  EXPECT_EQ(divergence(unwatched, watched), "");
  EXPECT_EQ(watched.trace.events.size(), unwatched.events);
  EXPECT_GT(outcome.results().size(), 0u);
  EXPECT_GT(lines, 0u);
}

// Asks whatever it is told to, once, when events come by.
class Asking final : public sim::TraceSink {
 public:
  explicit Asking(std::function<void()> ask) : ask_(std::move(ask)) {}
  void on_events(sim::EventId, std::span<const sim::TraceEvent>, const engine::Facts&) override { ask_(); }

 private:
  std::function<void()> ask_;
};

scenarios::Run watched_by(const std::function<void()>& ask) {
  Asking sink(ask);
  RunOptions options;
  options.sinks = {&sink};
  return scenarios::run(*scenarios::prepare(drawing_scenario(), options).run, options);
}

TEST(Nondeterminism, OfASinkThatReadsAClockStopsTheRun) {
  if (!sim::Guard::available()) GTEST_SKIP() << "the guard is off: sanitizers interpose these calls themselves";
  const scenarios::Run run = watched_by([] { (void)std::chrono::system_clock::now(); });
  ASSERT_TRUE(run.stopped.has_value());
  EXPECT_EQ(run.stopped->kind, sim::FindingKind::Nondeterminism);
  EXPECT_EQ(run.stopped->message, "a run called clock_gettime; its answer differs from run to run");
}

TEST(Nondeterminism, OfASinkThatReadsTheEnvironmentStopsTheRun) {
  if (!sim::Guard::available()) GTEST_SKIP() << "the guard is off: sanitizers interpose these calls themselves";
  const scenarios::Run run = watched_by([] { (void)std::getenv("HOME"); });
  ASSERT_TRUE(run.stopped.has_value());
  EXPECT_EQ(run.stopped->message, "a run called getenv; its answer differs from run to run");
}

TEST(Nondeterminism, IsNotFoundInASinkThatOnlyLooks) {
  EXPECT_FALSE(watched_by([] {}).stopped.has_value());
}

// An operator that decides by the clock, in the last step of the run.
class Punctual final : public engine::Operator {
 public:
  [[nodiscard]] engine::ReplayClass replay_class() const override { return engine::ReplayClass::ClockDependent; }
  [[nodiscard]] engine::State open(const engine::Subtask&, const engine::Snapshot&, engine::Moment,
                                   engine::Effects&) const override {
    return {};
  }
  void on_batch(engine::InputIndex, std::span<const engine::Record>, engine::Moment, engine::State&,
                engine::Effects&) const override {}
  void on_control(const engine::Control& control, engine::Moment, engine::State&,
                  engine::Effects& effects) const override {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    if (control.kind == engine::ControlKind::End && now.count() >= 0) effects.ask(engine::Fail{"too late"});
  }
};

TEST(Nondeterminism, OfAnOperatorIsFoundInTheVeryLastStep) {
  if (!sim::Guard::available()) GTEST_SKIP() << "the guard is off: sanitizers interpose these calls themselves";
  Scenario scenario = drawing_scenario();
  std::get<scenarios::InputGenerator>(scenario.inputs.front().events).count = 1;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, {});
  ASSERT_TRUE(prepared.run.has_value());
  const Punctual planted;
  for (sim::TaskPlan& planned : prepared.run->plan->tasks) {
    if (planned.input >= 0) continue;
    engine::TaskSpec spec = planned.task->spec();
    spec.op = &planted;
    planned.task = std::make_unique<engine::Task>(spec);
  }
  const scenarios::Run run = scenarios::run(*prepared.run, {});
  ASSERT_TRUE(run.stopped.has_value());
  EXPECT_EQ(run.stopped->kind, sim::FindingKind::Nondeterminism);
}

}  // namespace
}  // namespace wavetank::determinism

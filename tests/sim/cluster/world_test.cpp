// The whole way of a record, what ends a run early, and what does not depend on how messages are cut.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::world_tests {
namespace {

using cluster_tests::Layout;
using cluster_tests::Ran;
using cluster_tests::Tank;
using engine::EventTime;

TEST(World, CountsPerKeyAndWindow) {
  Tank tank({});
  tank.send({1, "a", EventTime(1)}).send({2, "b", EventTime(2)}).send({3, "a", EventTime(3)});
  tank.send({4, "a", EventTime(12)}).send({5, "a", EventTime(4)});  // the last one is late
  const Ran ran = tank.run();
  EXPECT_EQ(ran.results(), "a [0,10) = 2; a [10,20) = 1; b [0,10) = 1");
  EXPECT_EQ(ran.count(EventKind::RecordDrop), 1u);
  EXPECT_FALSE(ran.failed);
}

TEST(World, FollowsCausesFromResultToProducer) {
  Tank tank({});
  tank.send({1, "a", EventTime(1)});
  const Ran ran = tank.run();
  ASSERT_EQ(ran.count(EventKind::OutVisible), 1u);
  std::uint32_t at = static_cast<std::uint32_t>(ran.events.size());
  while (ran.events[at - 1].kind != EventKind::OutVisible) --at;
  std::string way;
  for (; at != 0; at = ran.events[at - 1].cause) way += std::string(info(ran.events[at - 1].kind).name) + " ";
  EXPECT_EQ(
      way, "out.visible elem.in elem.out win.fire wm.advance control.in control.out src.end log.append producer.send ");
}

TEST(World, FailsTheJobOnARecordWithoutTimestamp) {
  Tank tank({.link_ns = {5}});
  tank.send({1, "a", EventTime(1)}).send({2, "a", EventTime::min()}).send({3, "a", EventTime(20)});
  const Ran ran = tank.run();
  EXPECT_TRUE(ran.failed);
  EXPECT_EQ(ran.events.back().kind, EventKind::JobFail);
  EXPECT_EQ(ran.facts.texts.bytes(engine::TextId{engine::lower(ran.events.back().a)}),
            "a record without a timestamp reached an event-time window (AS-04)");
  EXPECT_EQ(ran.results(), "");
}

TEST(World, EndsAtItsTime) {
  Tank tank({});
  tank.send({1, "a", EventTime(1)}).send({2, "a", EventTime(15)}).send({30, "a", EventTime(30)});
  tank.plan.until = cluster_tests::at_ms(20);
  const Ran ran = tank.run();
  EXPECT_EQ(ran.results(), "a [0,10) = 1");
  EXPECT_LE(ran.events.back().time, cluster_tests::at_ms(20));
}

TEST(World, HoldsItsWindowsOpenWhenTheStreamDoesNotEnd) {
  Tank tank({});
  tank.send({1, "a", EventTime(1)}).send({2, "a", EventTime(15)});
  tank.plan.inputs.front().end = StreamEnd::Hold;
  const Ran ran = tank.run();
  EXPECT_EQ(ran.results(), "a [0,10) = 1");
  EXPECT_EQ(ran.count(EventKind::LogEnd), 0u);
}

// An operator that never rests: each timer arms the next one for the same instant.
class Restless final : public engine::Operator {
 public:
  [[nodiscard]] engine::ReplayClass replay_class() const override { return engine::ReplayClass::ClockDependent; }
  [[nodiscard]] engine::State open(const engine::Subtask&, const engine::Snapshot&, engine::Moment moment,
                                   engine::Effects& effects) const override {
    effects.ask(engine::ArmTimer{moment.now, engine::TimerTag{0}});
    return {};
  }
  void on_batch(engine::InputIndex, std::span<const engine::Record>, engine::Moment, engine::State&,
                engine::Effects&) const override {}
  void on_control(const engine::Control&, engine::Moment, engine::State&, engine::Effects&) const override {}
  void on_timer(engine::TimerTag tag, engine::Moment moment, engine::State&, engine::Effects& effects) const override {
    effects.ask(engine::ArmTimer{moment.now, tag});
  }
};

TEST(World, StopsATaskThatNeverRestsAndNamesIt) {
  Tank tank({});
  tank.plan.operators.push_back(std::make_unique<Restless>());
  engine::TaskSpec spec;
  spec.op = tank.plan.operators.back().get();
  tank.plan.tasks.push_back({"restless/0", std::make_unique<engine::Task>(spec), {}, -1});
  tank.plan.budgets.steps_per_instant_max = 100;
  try {
    (void)tank.run();
    FAIL() << "the run ended";
  } catch (const Finding& finding) {
    EXPECT_EQ(finding.kind(), FindingKind::LiveProgress);
    EXPECT_EQ(std::string(finding.what()), "101 events at one instant 0.000000000 s; step 101, timer of task 3");
  }
}

std::string results_with_batches_of(std::uint32_t records, const std::vector<std::pair<int, int>>& script) {
  Tank tank({.partitions = 2, .watermark = cluster_tests::on_ticks(7)});
  std::int64_t at = 0;
  for (const auto& [wait, age] : script) {
    at += wait;
    tank.send({at, age % 2 == 0 ? "a" : "b", EventTime(at - age), static_cast<std::uint32_t>(age % 2)});
  }
  tank.plan.batch_records = records;
  const Ran ran = tank.run();
  return ran.results() + " dropped " + std::to_string(ran.count(EventKind::RecordDrop));
}

RC_GTEST_PROP(WorldProperty, ResultsDoNotDependOnTheSizeOfBatches, ()) {
  // Waits are often zero, so that the log has several records to give at once.
  const auto script = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::element(0, 0, 0, 1, 4), rc::gen::inRange(0, 40)));
  RC_ASSERT(results_with_batches_of(1, script) == results_with_batches_of(16, script));
}

TEST(World, PutsSeveralRecordsIntoAMessageWhenBatched) {
  Layout layout;
  layout.watermark.kind = engine::GeneratorKind::None;
  Tank tank(layout);
  for (int n = 0; n < 64; ++n) tank.send({1, "a", EventTime(1)});
  const std::size_t steps_alone = tank.run().count(EventKind::RecordIn);
  tank.plan.batch_records = 16;
  const Ran ran = tank.run();
  EXPECT_EQ(ran.count(EventKind::RecordIn), steps_alone);
  // Records of one message are taken in one step: all sent before the first is taken.
  std::size_t runs = 0;
  for (std::size_t i = 1; i < ran.events.size(); ++i) {
    const bool begins = ran.events[i].kind == EventKind::RecordIn && ran.events[i - 1].kind != EventKind::RecordIn;
    if (begins && ran.events[i].actor == tank.plan.task(tank.window(0))) ++runs;
  }
  EXPECT_LT(runs, 32u);
}

}  // namespace
}  // namespace wavetank::sim::world_tests

// Each fault of jobs, clocks, calls and functions: what one effect of it is.
#include <algorithm>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

constexpr std::int64_t kMillisecond = 1'000'000;

// Two subtasks of everything on two managers; a record each 2 ms up to 60 ms; a checkpoint each 11 ms.
Tank disturbed(const Layout& layout = {.partitions = 2, .sources = 2, .windows = 2}) {
  Tank tank(layout);
  for (std::int64_t n = 2; n <= 60; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n / 4 % layout.partitions)});
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 9, .delay = Millis{5}}).checkpointed(11);
  return tank;
}
FaultPlan on_task(std::string_view id, FaultRule rule, std::uint32_t task, const Hold& hold) {
  FaultPlan fault = stall(task, hold);
  fault.id = id;
  fault.rule = rule;
  return fault;
}
FaultPlan on_manager(std::string_view id, FaultRule rule, std::uint32_t manager, const Hold& hold) {
  FaultPlan fault = crash(manager, hold);
  fault.id = id;
  fault.rule = rule;
  return fault;
}
std::set<std::string> shown(const Ran& ran) {
  std::istringstream lines(ran.results());
  std::set<std::string> once;
  for (std::string line; std::getline(lines, line, ';');) once.insert(line.substr(line.find_first_not_of(' ')));
  return once;
}
std::size_t effects(const Ran& ran) { return ran.count(EventKind::FaultEffect); }

TEST(CallFaults, OfATriggerLeaveTheCheckpointToItsTimeout) {
  Tank tank = disturbed();
  tank.plan.job->checkpoints->config.timeout = Millis{8};
  tank.plan.job->checkpoints->config.tolerable_failures = 9;
  const Ran ran = tank.add(on_task("trigger-lost", FaultRule::TriggerLost, tank.source(0), {20, 30})).run();
  EXPECT_EQ(effects(ran), 1u);
  EXPECT_EQ(ran.count(EventKind::CheckpointAbort), 1u);
  EXPECT_EQ(ran.count(EventKind::CheckpointTrigger), ran.count(EventKind::CheckpointDone) + 1);
}

TEST(CallFaults, OfAnAcknowledgementDoToo) {
  Tank tank = disturbed();
  tank.plan.job->checkpoints->config.timeout = Millis{8};
  tank.plan.job->checkpoints->config.tolerable_failures = 9;
  const Ran ran = tank.add(on_task("ack-lost", FaultRule::AckLost, tank.sink(1), {20, 30})).run();
  EXPECT_EQ(effects(ran), 1u);
  EXPECT_EQ(ran.count(EventKind::CheckpointAbort), 1u);
}

TEST(CallFaults, OfANoticeChangeNothingOfTheCheckpoint) {
  Tank tank = disturbed();
  const Ran ran = tank.add(on_task("notify-lost", FaultRule::NotifyLost, tank.window(0), {0, 70})).run();
  EXPECT_EQ(effects(ran), ran.count(EventKind::CheckpointDone));
  EXPECT_EQ(ran.count(EventKind::CheckpointNotify), 5u * ran.count(EventKind::CheckpointDone));
}

TEST(CallFaults, OfAnAbortLeaveATaskToTheNextBarrier) {
  Tank tank = disturbed({.partitions = 2, .sources = 2, .windows = 2, .link_ns = {kMillisecond, 9 * kMillisecond}});
  tank.plan.job->checkpoints->config.timeout = Millis{5};
  tank.plan.job->checkpoints->config.tolerable_failures = 99;
  const Ran ran = tank.add(on_task("abort-lost", FaultRule::AbortLost, tank.window(0), {0, 100})).run();
  EXPECT_GT(effects(ran), 0u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(ManagerFaults, APauseShorterThanTheDetectionIsAPause) {
  Tank tank = disturbed();
  tank.plan.job->detection = Millis{10};
  const Ran ran = tank.add(on_manager("pause", FaultRule::Pause, 1, {21, 25})).run();
  EXPECT_EQ(ran.count(EventKind::JobFailure), 0u);
  EXPECT_GT(effects(ran), 0u);
  EXPECT_EQ(ran.results(), disturbed().run().results());
}

TEST(ManagerFaults, ALongerOneIsADeathToOthers) {
  Tank tank = disturbed();
  const Ran ran = tank.add(on_manager("pause", FaultRule::Pause, 1, {21, 40})).run();
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(ran.count(EventKind::HostCrash), 0u);
  EXPECT_EQ(ran.count(EventKind::HostStart), 1u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(ManagerFaults, APauseStopsAlsoWhatIsWrittenBesideTheTask) {
  Tank tank = disturbed();
  tank.plan.job->detection = Millis{30};
  tank.plan.job->checkpoints->write = Quantiles({2 * kMillisecond});
  const Ran ran = tank.add(on_manager("pause", FaultRule::Pause, 1, {12, 20})).run();
  const std::vector<std::int64_t> stored = ran.times(EventKind::CheckpointStored, tank.plan.task(tank.source(1)));
  ASSERT_FALSE(stored.empty());
  EXPECT_EQ(stored.front(), 20 * kMillisecond);
}

TEST(ManagerFaults, WhoIsThoughtDeadIsDeployedAnewWhenItIsThereAgain) {
  Tank tank = disturbed();
  const Ran ran = tank.add(on_manager("heartbeat-loss", FaultRule::HeartbeatLoss, 0, {21, 30})).run();
  EXPECT_EQ(effects(ran), 1u);
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(ran.times(EventKind::JobFailure).front(), 23 * kMillisecond);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(ManagerFaults, APartitionHoldsWhatCrossesIt) {
  Tank tank = disturbed();
  tank.plan.job->detection = Millis{100};
  const Ran ran = tank.add(on_manager("partition-symmetric", FaultRule::Partition, 1, {13, 19})).run();
  EXPECT_EQ(ran.count(EventKind::JobFailure), 0u);
  EXPECT_GT(effects(ran), 0u);
  EXPECT_EQ(ran.results(), disturbed().run().results());
}

TEST(ManagerFaults, APartitionThatLastsIsADeath) {
  Tank tank = disturbed();
  const Ran ran = tank.add(on_manager("partition-symmetric", FaultRule::Partition, 1, {21, 35})).run();
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(LinkReset, LosesWhatIsOnItsWayAndTheJobStartsAgain) {
  Tank tank = disturbed({.partitions = 2, .sources = 2, .windows = 2, .link_ns = {5 * kMillisecond}});
  FaultPlan fault = clog(tank.channel_to_window(0), {25, 26});
  fault.id = "link-reset";
  fault.rule = FaultRule::LinkReset;
  const Ran ran = tank.add(fault).run();
  EXPECT_EQ(effects(ran), 1u);
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(Slowness, MultipliesTheWorkOfEachMessage) {
  Tank tank({});
  for (std::int64_t n = 1; n <= 4; ++n) tank.send({n, "a", EventTime(n)});
  tank.on_cluster(1, engine::NoRestart{});
  tank.plan.tasks[tank.window(0)].cost = milliseconds(2);
  FaultPlan fault = on_task("slow", FaultRule::Slow, tank.window(0), {0, 100});
  fault.factor = 5;
  const Ran ran = tank.add(fault).run();
  const std::vector<std::int64_t> taken = ran.times(EventKind::RecordIn, tank.plan.task(tank.window(0)));
  ASSERT_EQ(taken.size(), 4u);
  EXPECT_EQ(taken[3], (1 + 4 * 2 * 5) * kMillisecond);
}

TEST(Clocks, ThatJumpAheadRingTheirTimersEarly) {
  Tank tank({.watermark = on_ticks(10)});
  for (std::int64_t n = 1; n <= 40; ++n) tank.send({n, "a", EventTime(n)});
  FaultPlan fault = on_task("clock-step-forward", FaultRule::ClockStep, tank.source(0), {23, 100});
  fault.gap = milliseconds(8);
  const Ran ran = tank.add(fault).run();
  const std::vector<std::int64_t> ticks = ran.times(EventKind::TimerFire, tank.plan.task(tank.source(0)));
  EXPECT_EQ(effects(ran), 1u);
  ASSERT_GE(ticks.size(), 4u);
  EXPECT_EQ(ticks[1], 20 * kMillisecond);
  EXPECT_EQ(ticks[2], 23 * kMillisecond) << "30 by its clock is past";
}

TEST(Clocks, ThatJumpBackRingThemLate) {
  Tank tank({.watermark = on_ticks(10)});
  for (std::int64_t n = 1; n <= 40; ++n) tank.send({n, "a", EventTime(n)});
  FaultPlan fault = on_task("clock-step-back", FaultRule::ClockStep, tank.source(0), {23, 100});
  fault.gap = SimDuration{-8 * kMillisecond};
  const Ran ran = tank.add(fault).run();
  const std::vector<std::int64_t> ticks = ran.times(EventKind::TimerFire, tank.plan.task(tank.source(0)));
  ASSERT_GE(ticks.size(), 3u);
  EXPECT_EQ(ticks[2], 38 * kMillisecond);
}

TEST(Clocks, ThatAreRightAgainRingOnTime) {
  Tank tank({.watermark = on_ticks(10)});
  for (std::int64_t n = 1; n <= 60; ++n) tank.send({n, "a", EventTime(n)});
  FaultPlan fault = on_task("clock-skew", FaultRule::ClockStep, tank.source(0), {2, 4});
  fault.gap = milliseconds(3);
  const std::vector<std::int64_t> ticks =
      tank.add(fault).run().times(EventKind::TimerFire, tank.plan.task(tank.source(0)));
  ASSERT_GE(ticks.size(), 2u);
  EXPECT_EQ(ticks[0], 10 * kMillisecond);
}

TEST(Timers, ThatAreLateComeByThatMuchLater) {
  Tank tank({.watermark = on_ticks(10)});
  for (const std::int64_t n : {1, 5, 9, 15, 35}) tank.send({n, "a", EventTime(n)});
  FaultPlan fault = on_task("timer-late", FaultRule::TimerLate, tank.source(0), {0, 100});
  fault.gap = milliseconds(3);
  const Ran ran = tank.add(fault).run();
  EXPECT_GT(effects(ran), 0u);
  const std::vector<std::int64_t> ticks = ran.times(EventKind::TimerFire, tank.plan.task(tank.source(0)));
  ASSERT_GE(ticks.size(), 2u);
  EXPECT_EQ(ticks[1], 23 * kMillisecond) << "the first was armed before the fault";
}

TEST(SourceFaults, AStallLeavesTheLogUnread) {
  Tank tank = disturbed();
  const Ran ran = tank.add(on_task("source-stall", FaultRule::SourceStall, tank.source(0), {15, 30})).run();
  EXPECT_GT(effects(ran), 0u);
  for (const std::int64_t at : ran.times(EventKind::SourceEmit, tank.plan.task(tank.source(0)))) {
    EXPECT_TRUE(at <= 15 * kMillisecond || at >= 30 * kMillisecond) << at;
  }
}

TEST(SourceFaults, AnErrorOfAFetchFailsTheJobAsOftenAsItMay) {
  Tank tank = disturbed();
  FaultPlan fault = on_task("source-error", FaultRule::SourceError, tank.source(0), {15, 70});
  fault.times = 2;
  const Ran ran = tank.add(fault).run();
  EXPECT_EQ(effects(ran), 2u);
  EXPECT_EQ(ran.count(EventKind::JobFailure), 2u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(FunctionFaults, FailTheJobAndTheRecordIsReadAgain) {
  Tank tank = disturbed();
  FaultPlan fault = on_task("udf-throw", FaultRule::FunctionError, tank.window(1), {15, 70});
  fault.times = 1;
  const Ran ran = tank.add(fault).run();
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(shown(ran), shown(disturbed().run()));
}

TEST(FunctionFaults, WithoutAClusterFailTheJobForGood) {
  Tank tank({});
  tank.send({1, "a", EventTime(1)});
  const Ran ran = tank.add(on_task("udf-throw", FaultRule::FunctionError, tank.window(0), {0, 70})).run();
  EXPECT_TRUE(ran.failed);
}

TEST(PollOrder, TakesFromAnotherChannelThanThatWhoseTurnItIs) {
  Tank tank = disturbed({.partitions = 2, .sources = 2, .windows = 1});
  tank.plan.tasks[tank.window(0)].cost = milliseconds(3);
  const Ran ran = tank.add(on_task("poll-order", FaultRule::PollOrder, tank.window(0), {0, 200})).run();
  Tank calm = disturbed({.partitions = 2, .sources = 2, .windows = 1});
  calm.plan.tasks[calm.window(0)].cost = milliseconds(3);
  EXPECT_GT(effects(ran), 0u);
  EXPECT_EQ(shown(ran), shown(calm.run())) << "watermarks wait for all channels";
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

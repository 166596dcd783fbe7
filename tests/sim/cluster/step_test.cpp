// Faults that strike at a step of a checkpoint, and the death of who leads the job.
#include <algorithm>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

// Two subtasks of everything on two managers; a record each 2 ms up to 60 ms; a checkpoint each 11 ms.
Tank job() {
  Tank tank({.partitions = 2, .sources = 2, .windows = 2, .link_ns = {0, 2'000'000}});
  for (std::int64_t n = 2; n <= 60; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n / 4 % 2)});
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 3, .delay = Millis{5}}).checkpointed(11);
  tank.plan.job->checkpoints->write = Quantiles({0, 2'000'000});
  tank.plan.job->checkpoints->call = Quantiles({0, 1'000'000});
  return tank;
}

std::set<std::string> results_once(const Ran& ran) {
  std::istringstream lines(ran.results());
  std::set<std::string> once;
  for (std::string line; std::getline(lines, line, ';');) once.insert(line.substr(line.find_first_not_of(' ')));
  return once;
}
std::uint64_t restored_from(const Ran& ran) {
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::RestoreOpen) return event.a;
  }
  return 0;
}

class AtEachStep : public testing::TestWithParam<EventKind> {};

TEST_P(AtEachStep, ADeadTaskManagerCostsNothingTwice) {
  const Ran calm = job().run();
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto manager = static_cast<std::uint32_t>(seed % 2);
    const Ran ran = job().add(crash_when(manager, {GetParam(), 2 + seed % 2}, 3)).run(seed);
    EXPECT_EQ(ran.count(EventKind::HostCrash), 1u);
    EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
    EXPECT_EQ(results_once(ran), results_once(calm)) << "seed " << seed;
  }
}

TEST_P(AtEachStep, ADeadLeaderCostsNothingTwice) {
  const Ran calm = job().run();
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Tank tank = job();
    if (seed % 3 == 0) tank.plan.job->standby = Millis{4};
    const Ran ran = tank.add(of_the_leader(crash_when(0, {GetParam(), 2 + seed % 2}, 7))).run(seed);
    EXPECT_EQ(ran.count(EventKind::JobLead), 1u);
    EXPECT_EQ(results_once(ran), results_once(calm)) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Steps, AtEachStep,
                         testing::Values(EventKind::CheckpointTrigger, EventKind::AlignBegin, EventKind::AlignEnd,
                                         EventKind::CheckpointTake, EventKind::CheckpointStored,
                                         EventKind::CheckpointAck, EventKind::CheckpointDone,
                                         EventKind::CheckpointNotify),
                         [](const auto& step) {
                           std::string name;
                           for (const char letter : sim::info(step.param).name) {
                             if (letter >= 'a' && letter <= 'z') name += letter;
                           }
                           return name;
                         });

TEST(Steps, OfStoringIsNotYetOneOfBeingComplete) {
  const Ran ran = job().add(crash_when(1, {EventKind::CheckpointStored, 3}, 3)).run();
  EXPECT_EQ(restored_from(ran), 2u);
}

TEST(Steps, OfBeingCompleteCountsThoughNobodyWasTold) {
  const Ran ran = job().add(crash_when(1, {EventKind::CheckpointDone, 3}, 3)).run();
  EXPECT_EQ(restored_from(ran), 3u);
}

TEST(Leader, ThatDiesBeforeDoneLeavesTheCheckpointBefore) {
  Tank tank = job();
  FaultPlan fault = of_the_leader(crash_when(0, {EventKind::CheckpointAck, 3}, 3));
  const Ran ran = tank.add(fault).run();
  EXPECT_EQ(restored_from(ran), 2u);
}

TEST(Leader, NumbersCheckpointsOnFromThoseOfItsPredecessor) {
  const Ran ran = job().add(of_the_leader(crash_when(0, {EventKind::CheckpointAck, 3}, 3))).run();
  std::set<std::uint64_t> numbers;
  for (const TraceEvent& event : ran.events) {
    if (event.kind != EventKind::CheckpointTrigger) continue;
    EXPECT_TRUE(numbers.insert(event.a).second) << event.a << " was drawn twice";
  }
}

TEST(Leader, ThatIsAwayLetsTasksGoOn) {
  const Ran ran = job().add(of_the_leader(crash(0, {20, 40}))).run();
  const std::vector<std::int64_t> taken = ran.times(EventKind::RecordIn);
  EXPECT_TRUE(std::ranges::any_of(taken, [](std::int64_t at) { return at > 25'000'000 && at < 40'000'000; }));
}

TEST(Leader, WhoseStandbyIsQuickIsNotWaitedFor) {
  Tank tank = job();
  tank.plan.job->standby = Millis{3};
  const Ran ran = tank.add(of_the_leader(crash(0, {20, 50}))).run();
  ASSERT_EQ(ran.count(EventKind::JobLead), 1u);
  EXPECT_EQ(ran.times(EventKind::JobLead).front(), 23'000'000);
}

TEST(Leader, FindsOutThatATaskManagerDiedMeanwhile) {
  Tank tank = job();
  tank.add(of_the_leader(crash(0, {20, 30}))).add(crash(1, {22, 35}));
  const Ran ran = tank.run();
  EXPECT_EQ(results_once(ran), results_once(job().run()));
  EXPECT_EQ(ran.count(EventKind::JobFailure), 0u) << "nobody was there to count it";
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

// A job on task managers that die: who is missed when, what is lost, and how the job is started again.
#include <gtest/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

constexpr engine::FixedDelayRestart kTwice{.attempts = 2, .delay = Millis{5}};

// Two subtasks of everything on two managers; a record each 2 ms up to 40 ms.
Tank two_managers(const engine::RestartSpec& restart = kTwice) {
  Tank tank({.partitions = 2, .sources = 2, .windows = 2});
  for (std::int64_t n = 2; n <= 40; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n % 4 / 2)});
  }
  tank.on_cluster(2, restart);
  return tank;
}

std::vector<std::int64_t> milliseconds_of(const Ran& ran, EventKind kind) {
  std::vector<std::int64_t> times = ran.times(kind);
  for (std::int64_t& time : times) time /= kNanosecondsPerMillisecond;
  return times;
}

TEST(Job, OnAClusterWithoutFaultsDoesWhatItDoesWithoutOne) {
  Tank alone = two_managers();
  alone.plan.job.reset();
  EXPECT_EQ(two_managers().run().fingerprint, alone.run().fingerprint);
}

TEST(Job, IsStartedAgainWhenADeadManagerHasBeenMissed) {
  const Ran ran = two_managers().add(crash(1, {15, 16})).run();
  EXPECT_EQ(milliseconds_of(ran, EventKind::HostCrash), (std::vector<std::int64_t>{15}));
  EXPECT_EQ(milliseconds_of(ran, EventKind::HostStart), (std::vector<std::int64_t>{16}));
  EXPECT_EQ(milliseconds_of(ran, EventKind::JobFailure), (std::vector<std::int64_t>{17}));
  EXPECT_EQ(milliseconds_of(ran, EventKind::JobAttempt), (std::vector<std::int64_t>{22}));
  EXPECT_FALSE(ran.failed);
}

TEST(Job, BeginsAgainFromNothingWithoutCheckpoints) {
  EXPECT_EQ(two_managers().add(crash(0, {15, 16})).run().results(),
            "a [0,10) = 2; a [0,10) = 2; a [10,20) = 2; a [20,30) = 3; a [30,40) = 2; a [40,50) = 1; "
            "b [0,10) = 2; b [0,10) = 2; b [10,20) = 3; b [20,30) = 2; b [30,40) = 3")
      << "what had been published is published again, and nothing is missing";
}

TEST(Job, WaitsForTheManagerThatIsMissing) {
  const Ran ran = two_managers().add(crash(1, {15, 60})).run();
  EXPECT_EQ(milliseconds_of(ran, EventKind::JobAttempt), (std::vector<std::int64_t>{60}));
}

TEST(Job, FailsForGoodWhenItsStrategySaysSo) {
  Tank tank = two_managers({engine::FixedDelayRestart{.attempts = 1, .delay = Millis{1}}});
  const Ran ran = tank.add(crash(0, {10, 11})).add(crash(0, {25, 26})).run();
  EXPECT_TRUE(ran.failed);
  EXPECT_EQ(milliseconds_of(ran, EventKind::JobFail), (std::vector<std::int64_t>{27}));
}

TEST(Job, TakesInASecondDeathOfTheSameAttempt) {
  const Ran ran = two_managers().add(crash(0, {15, 18})).add(crash(1, {16, 19})).run();
  EXPECT_EQ(ran.count(EventKind::HostCrash), 2u);
  EXPECT_EQ(ran.count(EventKind::JobFailure), 1u);
  EXPECT_EQ(ran.count(EventKind::JobAttempt), 1u);
}

TEST(Job, LosesWhatWasOnTheWayToItsTasks) {
  Tank tank({.sources = 1, .windows = 1, .link_ns = {9'000'000}});
  tank.on_cluster(1, kTwice).send({1, "a", EventTime(1)}).send({30, "a", EventTime(30)});
  const Ran ran = tank.add(crash(0, {5, 6})).run();
  EXPECT_EQ(milliseconds_of(ran, EventKind::RecordIn), (std::vector<std::int64_t>{21, 39, 39, 39}));
}

// What broke: the log answered the dead reader and the new one, as both were of the attempt that was about to begin.
TEST(Job, ReadsOnceWhatComesAtTheMomentOfItsDeployment) {
  Tank tank({});
  tank.on_cluster(1, kTwice).send({2, "a", EventTime(2)}).send({12, "a", EventTime(12)});
  const Ran ran = tank.add(crash(0, {3, 12})).run();
  EXPECT_FALSE(ran.failed);
  EXPECT_EQ(milliseconds_of(ran, EventKind::SourceEmit), (std::vector<std::int64_t>{2, 12, 12}));
}

TEST(Job, IsAFailureForGoodWithoutACluster) {
  Tank tank = two_managers();
  tank.plan.job->restart = engine::NoRestart{};
  EXPECT_TRUE(tank.add(crash(0, {15, 16})).run().failed);
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

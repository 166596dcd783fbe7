// Channels with bounds: who waits for whom, and barriers that overtake what waits.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

constexpr std::int64_t kMs = 1'000'000;

// A record each 2 ms up to 60 ms, for two windows that need 5 ms each; channels hold two messages and two more.
Tank slow_windows() {
  Tank tank({.partitions = 2, .sources = 2, .windows = 2, .link_ns = {0, kMs}});
  for (std::int64_t n = 2; n <= 60; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n / 4 % 2)});
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 3, .delay = Millis{5}});
  tank.plan.job->flow = FlowPlan{.credits = 2, .room = 2};
  tank.plan.tasks[tank.window(0)].cost = milliseconds(5);
  tank.plan.tasks[tank.window(1)].cost = milliseconds(5);
  return tank;
}
Tank slow_windows(engine::BarrierMode mode, std::int64_t timeout) {
  Tank tank = slow_windows();
  tank.checkpointed(11);
  tank.plan.job->checkpoints->mode = mode;
  tank.plan.job->checkpoints->alignment_timeout = Millis{timeout};
  tank.plan.job->checkpoints->config.unaligned = mode == engine::BarrierMode::Alternating;
  return tank;
}

// By window and key, the counts that were shown.
std::map<std::string, std::set<std::int64_t>> counts_of(const Ran& ran) {
  std::map<std::string, std::set<std::int64_t>> counts;
  std::istringstream lines(ran.results());
  for (std::string line; std::getline(lines, line, ';');) {
    const std::size_t equals = line.find('=');
    const std::size_t begin = line.find_first_not_of(' ');
    counts[line.substr(begin, equals - begin)].insert(std::stoll(line.substr(equals + 1)));
  }
  return counts;
}

std::uint64_t sum_of_b(const Ran& ran, EventKind kind) {
  std::uint64_t sum = 0;
  for (const TraceEvent& event : ran.events) sum += event.kind == kind ? event.b : 0;
  return sum;
}

// From the trigger until all have stored, of the checkpoint that took longest.
std::int64_t longest_checkpoint(const Ran& ran) {
  std::map<std::uint64_t, SimTime> begun;
  std::int64_t longest = 0;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::CheckpointTrigger) begun[event.a] = event.time;
    if (event.kind != EventKind::CheckpointDone) continue;
    longest = std::max(longest, saturating_between(begun.at(event.a), event.time).count);
  }
  return longest;
}

TEST(Flow, ChangesTimesAndNotResults) {
  Tank free = slow_windows();
  free.plan.job->flow.reset();
  EXPECT_EQ(slow_windows().run().results(), free.run().results());
}

TEST(Flow, HoldsTheSourceBackWhenWindowsAreSlow) {
  const Ran ran = slow_windows().run();
  EXPECT_GT(ran.count(EventKind::TaskBlocked), 0u);
  EXPECT_EQ(ran.count(EventKind::TaskBlocked), ran.count(EventKind::TaskFreed));
  EXPECT_GT(ran.times(EventKind::SourceEmit).back(), 60 * kMs) << "the log waits for its reader";
}

TEST(Flow, KeepsWhatIsOnItsWayWithinItsBounds) {
  const Tank tank = slow_windows();
  const Ran ran = tank.run();
  std::int64_t most = 0;
  std::int64_t under_way = 0;
  const ActorId window = tank.plan.task(tank.window(0));
  for (const TraceEvent& event : ran.events) {
    const bool is_sent = event.kind == EventKind::RecordOut && event.actor < window;
    const bool is_taken =
        event.kind == EventKind::RecordIn && event.actor >= window && event.actor < tank.plan.task(tank.sink(0));
    under_way += is_sent ? 1 : 0;
    under_way -= is_taken ? 1 : 0;
    most = std::max(most, under_way);
  }
  // Of each of four channels two with credit and two behind, one that a window works on, and one that makes it full.
  EXPECT_LE(most, 4 * (2 + 2 + 1) + 2);
  EXPECT_EQ(under_way, 0);
}

TEST(Flow, TakesAsLongAsTheWorkOfTheSlowestTask) {
  const Ran ran = slow_windows().run();
  EXPECT_GE(ran.times(EventKind::RecordIn).back(), 15 * 5 * kMs) << "15 records at 5 ms in each window";
}

TEST(Flow, OfABlockedTaskLetsItsTimersFire) {
  Tank tank({.watermark = on_ticks(7)});
  for (std::int64_t n = 1; n <= 20; ++n) tank.send({n, "a", EventTime(n)});
  tank.on_cluster(1, engine::NoRestart{});
  tank.plan.job->flow = FlowPlan{.credits = 1, .room = 1};
  tank.plan.tasks[tank.window(0)].cost = milliseconds(10);
  const Ran ran = tank.run();
  const std::vector<std::int64_t> ticks = ran.times(EventKind::TimerFire, tank.plan.task(tank.source(0)));
  ASSERT_GE(ticks.size(), 3u);
  EXPECT_EQ(ticks[2] - ticks[1], 7 * kMs);
}

TEST(Unaligned, SavesWhatItsBarriersOvertake) {
  const Ran ran = slow_windows(engine::BarrierMode::Alternating, 0).run();
  EXPECT_GT(sum_of_b(ran, EventKind::CheckpointStored), 0u);
  EXPECT_GT(ran.count(EventKind::CheckpointDone), 2u);
}

TEST(Unaligned, IsOverSoonerThanAligned) {
  const Ran aligned = slow_windows(engine::BarrierMode::Aligned, 0).run();
  const Ran unaligned = slow_windows(engine::BarrierMode::Alternating, 0).run();
  EXPECT_LT(longest_checkpoint(unaligned) * 2, longest_checkpoint(aligned));
  EXPECT_EQ(sum_of_b(aligned, EventKind::CheckpointStored), 0u);
}

TEST(Unaligned, WithinItsTimeoutIsAligned) {
  const Ran ran = slow_windows(engine::BarrierMode::Alternating, 10'000).run();
  EXPECT_GT(ran.count(EventKind::CheckpointDone), 0u);
  EXPECT_EQ(sum_of_b(ran, EventKind::CheckpointStored), 0u);
}

TEST(Unaligned, IsSwitchedToWhenTheTimeIsOver) {
  const Ran ran = slow_windows(engine::BarrierMode::Alternating, 3).run();
  EXPECT_GT(sum_of_b(ran, EventKind::CheckpointStored), 0u);
}

struct Mode {
  const char* name;
  engine::BarrierMode mode;
  std::int64_t timeout;
};
class ExactlyOnce : public testing::TestWithParam<Mode> {};

TEST_P(ExactlyOnce, IsWhatARestoredJobIs) {
  const Ran calm = slow_windows().run();
  std::uint64_t replayed = 0;
  for (std::int64_t at = 13; at < 90; at += 3) {
    Tank tank = slow_windows(GetParam().mode, GetParam().timeout);
    const auto manager = static_cast<std::uint32_t>(at % 2);
    const Ran ran = tank.add(crash(manager, {at, at + 1})).run(static_cast<std::uint64_t>(at));
    EXPECT_FALSE(ran.failed);
    EXPECT_EQ(counts_of(ran), counts_of(calm)) << "crash at " << at;
    replayed += sum_of_b(ran, EventKind::RestoreInFlight);
  }
  EXPECT_EQ(replayed > 0, GetParam().mode == engine::BarrierMode::Alternating);
}

INSTANTIATE_TEST_SUITE_P(Modes, ExactlyOnce,
                         testing::Values(Mode{"Aligned", engine::BarrierMode::Aligned, 0},
                                         Mode{"Unaligned", engine::BarrierMode::Alternating, 0},
                                         Mode{"Timeout", engine::BarrierMode::Alternating, 4}),
                         [](const auto& mode) { return std::string(mode.param.name); });

TEST(AtLeastOnce, LosesNothingAndMayCountTwice) {
  const auto calm = counts_of(slow_windows().run());
  bool counted_twice = false;
  for (std::int64_t at = 13; at < 90; at += 3) {
    Tank tank = slow_windows(engine::BarrierMode::AtLeastOnce, 0);
    const Ran ran = tank.add(crash(0, {at, at + 1})).run(static_cast<std::uint64_t>(at));
    const auto counts = counts_of(ran);
    for (const auto& [window, expected] : calm) {
      ASSERT_TRUE(counts.contains(window)) << window << " is lost";
      EXPECT_GE(*counts.at(window).rbegin(), *expected.rbegin()) << window;
      counted_twice = counted_twice || *counts.at(window).rbegin() > *expected.rbegin();
    }
  }
  EXPECT_TRUE(counted_twice) << "nobody holds back what follows a barrier";
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

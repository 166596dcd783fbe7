// Checkpoints in the world: barriers through channels, what is stored, and what a restored job goes on from.
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
Tank with_checkpoints(const Layout& layout = {.partitions = 2, .sources = 2, .windows = 2}) {
  Tank tank(layout);
  for (std::int64_t n = 2; n <= 60; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n % 4 / 2)});
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 3, .delay = Millis{5}}).checkpointed(11);
  return tank;
}

// Each result once.
std::set<std::string> different_results(const Ran& ran) {
  std::istringstream lines(ran.results());
  std::set<std::string> different;
  for (std::string line; std::getline(lines, line, ';');) {
    different.insert(line.substr(line.find_first_not_of(' ')));
  }
  return different;
}
std::size_t results_of(const Ran& ran) { return ran.count(EventKind::OutVisible); }

std::vector<std::uint64_t> numbers_of(const Ran& ran, EventKind kind) {
  std::vector<std::uint64_t> numbers;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == kind) numbers.push_back(event.a);
  }
  return numbers;
}

TEST(Checkpoints, AreTakenByEveryTaskOnce) {
  const Ran ran = with_checkpoints().run();
  EXPECT_EQ(numbers_of(ran, EventKind::CheckpointTrigger), (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(numbers_of(ran, EventKind::CheckpointDone), (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
  EXPECT_EQ(ran.count(EventKind::CheckpointTake), 5u * 6u);
  EXPECT_EQ(ran.count(EventKind::CheckpointAck), 5u * 6u);
  EXPECT_EQ(ran.count(EventKind::CheckpointNotify), 5u * 6u);
}

TEST(Checkpoints, ChangeNothingButTheTrace) {
  Tank calm = with_checkpoints();
  calm.plan.job.reset();
  EXPECT_EQ(with_checkpoints().run().results(), calm.run().results());
}

TEST(Checkpoints, AreWhatARestartedJobGoesOnFrom) {
  const Ran calm = with_checkpoints().run();
  for (std::int64_t at = 13; at < 60; at += 3) {
    const Ran ran = with_checkpoints().add(crash(at % 2 == 0 ? 0 : 1, {at, at + 1})).run();
    EXPECT_FALSE(ran.failed);
    EXPECT_EQ(ran.count(EventKind::RestoreOpen), 6u) << at;
    EXPECT_EQ(different_results(ran), different_results(calm)) << "nothing is lost or counted twice, at " << at;
    EXPECT_GE(results_of(ran), results_of(calm)) << at;
  }
}

TEST(Checkpoints, KeepARestartFromReadingAllOver) {
  Tank without = with_checkpoints();
  without.plan.job->checkpoints.reset();
  const Ran all_over = without.add(crash(0, {45, 46})).run();
  const Ran from_there = with_checkpoints().add(crash(0, {45, 46})).run();
  EXPECT_GT(all_over.count(EventKind::SourceEmit), 30u + 20u);
  EXPECT_LT(from_there.count(EventKind::SourceEmit), 30u + 10u);
}

TEST(Checkpoints, HoldBackWhatFollowsABarrier) {
  Layout layout{.partitions = 2, .sources = 2, .windows = 1, .link_ns = {0, 9'000'000}};
  std::uint64_t held = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Ran ran = with_checkpoints(layout).run(seed);
    EXPECT_GT(ran.count(EventKind::AlignBegin), 0u);
    for (const TraceEvent& event : ran.events) {
      if (event.kind == EventKind::AlignEnd) held += event.b;
    }
  }
  EXPECT_GT(held, 0u);
}

TEST(Checkpoints, OfSlowLinksStillCutEachStreamAtItsBarrier) {
  Layout layout{.partitions = 2, .sources = 2, .windows = 2, .link_ns = {0, 3'000'000, 9'000'000}};
  const Ran calm = with_checkpoints(layout).run(5);
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Tank tank = with_checkpoints(layout);
    tank.plan.batch_records = 3;
    const Ran ran = tank.add(crash(static_cast<std::uint32_t>(seed % 2), {40, 41})).run(seed);
    const std::set<std::string> seen = different_results(ran);
    for (const std::string& result : different_results(calm)) EXPECT_TRUE(seen.contains(result)) << result;
    EXPECT_EQ(seen.size(), different_results(calm).size()) << "seed " << seed;
  }
}

TEST(Checkpoints, ThatWereNotStoredEverywhereAreNotUsed) {
  Tank tank = with_checkpoints();
  tank.plan.job->checkpoints->write = Quantiles({8'000'000});
  const Ran ran = tank.add(crash(1, {15, 16})).run();  // the first was triggered at 11 and would be stored at 19
  EXPECT_EQ(ran.count(EventKind::RestoreOpen), 0u);
  EXPECT_GE(ran.count(EventKind::CheckpointAbort), 1u);
}

TEST(Checkpoints, AreGivenUpWhenTheyTakeTooLong) {
  Tank tank = with_checkpoints();
  tank.plan.job->checkpoints->write = Quantiles({7'000'000});
  tank.plan.job->checkpoints->config.timeout = Millis{5};
  tank.plan.job->checkpoints->config.tolerable_failures = 100;
  const Ran ran = tank.run();
  EXPECT_EQ(ran.count(EventKind::CheckpointDone), 0u);
  EXPECT_EQ(ran.count(EventKind::CheckpointAbort), ran.count(EventKind::CheckpointTrigger));
  EXPECT_FALSE(ran.failed);
}

TEST(Checkpoints, ThatFailTooOftenFailTheJob) {
  Tank tank = with_checkpoints();
  tank.plan.job->checkpoints->write = Quantiles({7'000'000});
  tank.plan.job->checkpoints->config.timeout = Millis{5};
  tank.plan.job->checkpoints->config.tolerable_failures = 1;
  EXPECT_GT(tank.run().count(EventKind::JobFailure), 0u);
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

// Sinks that write into transactions of a broker: what becomes visible, and when, whatever dies on the way.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/operators/sink.hpp"
#include "engine/operators/transactional_sink.hpp"
#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

// How the two sinks reach their broker.
struct Reach {
  std::vector<std::int64_t> call_ns{0};
  std::int64_t timeout_ms = 1'000;
  engine::Mutants mutants{};
};

// Two subtasks of everything on two managers, a record each 2 ms up to 60 ms, a checkpoint each 11 ms, and sinks that write
// into transactions.
Tank with_broker(const Reach& reach = {}) {
  Tank tank({.partitions = 2, .sources = 2, .windows = 2});
  for (std::int64_t n = 2; n <= 60; n += 2) {
    tank.send({n, n % 4 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n % 4 / 2)});
  }
  tank.plan.operators.push_back(
      std::make_unique<engine::TransactionalSinkOperator>(engine::TransactionalSinkSpec{.mutants = reach.mutants}));
  tank.plan.mutants = reach.mutants;
  tank.plan.topics.push_back({.name = "out",
                              .timeout = milliseconds(reach.timeout_ms),
                              .call = Quantiles(reach.call_ns),
                              .first_task = tank.sink(0)});
  for (std::uint32_t subtask = 0; subtask < 2; ++subtask) {
    TaskPlan& task = tank.plan.tasks[tank.sink(subtask)];
    engine::TaskSpec spec = task.task->spec();
    spec.op = tank.plan.operators.back().get();
    task.task = std::make_unique<engine::Task>(std::move(spec));
    task.topic = 0;
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 10, .delay = Millis{5}}).checkpointed(11);
  return tank;
}

// What the same job shows when nothing dies, with sinks that show at once.
std::string calm_results() {
  Tank tank = with_broker();
  for (std::uint32_t subtask = 0; subtask < 2; ++subtask) {
    TaskPlan& task = tank.plan.tasks[tank.sink(subtask)];
    engine::TaskSpec spec = task.task->spec();
    spec.op = tank.plan.operators[2].get();
    task.task = std::make_unique<engine::Task>(std::move(spec));
    task.topic = -1;
  }
  return tank.run().results();
}

std::uint64_t lost_records(const Ran& ran) {
  std::uint64_t lost = 0;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::TransactionLost) lost += event.b;
  }
  return lost;
}
std::size_t lines_in(const std::string& results) {
  return results.empty() ? 0 : 1 + static_cast<std::size_t>(std::ranges::count(results, ';'));
}

TEST(TransactionalSinks, ShowEverythingOnceAndInTheEnd) {
  const Ran ran = with_broker().run();
  EXPECT_EQ(ran.results(), calm_results());
  EXPECT_FALSE(ran.failed);
  EXPECT_EQ(ran.count(EventKind::TransactionFenced), 0u);
  EXPECT_EQ(ran.count(EventKind::TransactionLost), 0u);
}

TEST(TransactionalSinks, ShowNothingBeforeItsCheckpointIsComplete) {
  const Ran ran = with_broker({.call_ns = {0, 400'000}}).run(3);
  std::uint64_t complete = 0;
  std::vector<std::uint64_t> checkpoint_of(1);
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::TransactionBegin) checkpoint_of.push_back(0);
    if (event.kind == EventKind::TransactionPrepare) checkpoint_of.at(event.a) = event.b;
    if (event.kind == EventKind::CheckpointDone) complete = event.a;
    if (event.kind == EventKind::TransactionCommit) {
      EXPECT_LE(checkpoint_of.at(event.a), complete);
      EXPECT_GT(checkpoint_of.at(event.a), 0u);
    }
  }
  EXPECT_GT(ran.count(EventKind::TransactionCommit), 2u);
}

TEST(TransactionalSinks, LoseAndRepeatNothingWhenATaskManagerDies) {
  const std::string calm = calm_results();
  for (std::int64_t at = 1; at < 75; ++at) {
    const Ran ran = with_broker().add(crash(at % 2 == 0 ? 0 : 1, {at, at + 2})).run();
    EXPECT_FALSE(ran.failed);
    EXPECT_EQ(ran.results(), calm) << "at " << at;
  }
}

TEST(TransactionalSinks, LoseAndRepeatNothingWhereverCallsAreUnderWay) {
  const std::string calm = calm_results();
  std::size_t fenced = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto at = static_cast<std::int64_t>(8 + seed);
    Tank tank = with_broker({.call_ns = {0, 2'000'000, 30'000'000}});
    tank.plan.job->checkpoints->call = Quantiles({0, 3'000'000});
    const Ran ran = tank.add(crash(static_cast<std::uint32_t>(seed % 2), {at, at + 1})).run(seed);
    EXPECT_FALSE(ran.failed);
    EXPECT_EQ(ran.results(), calm) << "seed " << seed;
    fenced += ran.count(EventKind::TransactionFenced);
  }
  EXPECT_GT(fenced, 0u) << "what a dead attempt had under way is refused";
}

TEST(TransactionalSinks, LoseAndRepeatNothingWhateverIsFirstOfWhatIsDueAtOnce) {
  const std::string calm = calm_results();
  for (const TiePolicy ties : {TiePolicy::Random, TiePolicy::Adversarial}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      Tank tank = with_broker();
      tank.plan.ties = ties;
      const auto at = static_cast<std::int64_t>(10 + 2 * seed);
      EXPECT_EQ(lines_in(tank.add(crash(0, {at, at + 1})).run(seed).results()), lines_in(calm)) << "seed " << seed;
    }
  }
}

TEST(TransactionalSinks, LoseWhatTheBrokerTimedOutAndSayHowMuch) {
  const std::size_t calm = lines_in(calm_results());
  std::uint64_t lost = 0;
  for (std::int64_t at = 12; at < 40; ++at) {
    Tank tank = with_broker({.call_ns = {300'000}, .timeout_ms = 30});
    tank.plan.job->checkpoints->call = Quantiles({1'700'000});
    const Ran ran = tank.add(crash(0, {at, at + 100})).run();
    EXPECT_FALSE(ran.failed);
    EXPECT_EQ(lines_in(ran.results()) + lost_records(ran), calm) << "at " << at;
    lost += lost_records(ran);
  }
  EXPECT_GT(lost, 0u);
}

TEST(TransactionalSinks, OutliveAnOutageThatIsShorterThanTheTimeout) {
  for (std::int64_t at = 12; at < 40; ++at) {
    const Ran ran = with_broker({.call_ns = {300'000}, .timeout_ms = 300}).add(crash(0, {at, at + 100})).run();
    EXPECT_EQ(lost_records(ran), 0u);
    EXPECT_EQ(ran.results(), calm_results()) << "at " << at;
  }
}

TEST(TransactionalSinks, WaitOutAStallWithTheirAnswers) {
  for (std::int64_t at = 10; at < 60; at += 5) {
    Tank tank = with_broker({.call_ns = {0, 2'000'000}});
    EXPECT_EQ(tank.add(stall(tank.sink(0), {at, at + 20})).run(2).results(), calm_results()) << "at " << at;
  }
}

TEST(TransactionalSinks, CommitAtTheEndWhenThereAreNoCheckpoints) {
  Tank tank = with_broker();
  tank.plan.job.reset();
  tank.plan.operators.push_back(std::make_unique<engine::TransactionalSinkOperator>(
      engine::TransactionalSinkSpec{.final_commit = engine::FinalCommit::AtEnd, .mutants = {}}));
  for (std::uint32_t subtask = 0; subtask < 2; ++subtask) {
    TaskPlan& task = tank.plan.tasks[tank.sink(subtask)];
    engine::TaskSpec spec = task.task->spec();
    spec.op = tank.plan.operators.back().get();
    task.task = std::make_unique<engine::Task>(std::move(spec));
  }
  const Ran ran = tank.run();
  EXPECT_EQ(ran.results(), calm_results());
  EXPECT_EQ(ran.count(EventKind::TransactionCommit), 2u);
}

// What the planted bugs do here; properties/invariants find them from the trace alone.
engine::Mutants planted(engine::Mutant mutant) {
  engine::Mutants mutants;
  mutants.plant(mutant);
  return mutants;
}
// The most and the fewest rows that a crash somewhere leaves visible, against those of a calm run.
std::pair<std::size_t, std::size_t> extremes(engine::Mutant mutant) {
  std::size_t most = 0;
  std::size_t fewest = 1'000;
  for (std::int64_t at = 12; at < 60; ++at) {
    Tank tank = with_broker({.call_ns = {1'000'000}, .timeout_ms = 200, .mutants = planted(mutant)});
    tank.plan.job->checkpoints->call = Quantiles({1'000'000});
    tank.plan.job->checkpoints->write = Quantiles({1'000'000});
    const std::size_t rows = lines_in(tank.add(crash(0, {at, at + 2})).run().results());
    most = std::max(most, rows);
    fewest = std::min(fewest, rows);
  }
  return {fewest, most};
}

TEST(TransactionalSinks, ShowRowsTwiceWhenTheyCommitTooEarly) {
  EXPECT_GT(extremes(engine::Mutant::CommitOnTrigger).second, lines_in(calm_results()));
}
TEST(TransactionalSinks, LoseRowsWhenARestoreForgetsThem) {
  EXPECT_LT(extremes(engine::Mutant::RecoveryForgets).first, lines_in(calm_results()));
}
TEST(TransactionalSinks, LoseRowsWhenARestoreAbortsThem) {
  EXPECT_LT(extremes(engine::Mutant::RecoveryAborts).first, lines_in(calm_results()));
}
TEST(TransactionalSinks, ShowRowsTwiceWhenACommitIsNotIdempotent) {
  EXPECT_GT(extremes(engine::Mutant::CommitTwiceVisible).second, lines_in(calm_results()));
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

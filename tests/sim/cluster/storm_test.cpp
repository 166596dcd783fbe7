// Many faults at once, in each way of taking checkpoints: what was counted is counted once.
#include <array>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"
#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;
using engine::Millis;

// What a seed says, draw by draw.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ = engine::mix(state_, 0x9e3779b97f4a7c15ULL);
    return state_ % bound;
  }
  std::int64_t between(std::int64_t from, std::int64_t to) {
    return from + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(to - from)));
  }

 private:
  std::uint64_t state_;
};

FaultPlan drawn_fault(Draws& draws, const Tank& tank) {
  const std::int64_t at = draws.between(3, 110);
  const Hold hold{at, at + draws.between(1, 20)};
  const auto manager = static_cast<std::uint32_t>(draws.below(2));
  const auto task = static_cast<std::uint32_t>(draws.below(tank.plan.tasks.size()));
  FaultPlan fault = stall(task, hold);
  const auto on_manager = [&](std::string_view id, FaultRule rule) {
    fault = crash(manager, hold);
    fault.id = id;
    fault.rule = rule;
  };
  const auto on_task = [&](std::string_view id, FaultRule rule) {
    fault.id = id;
    fault.rule = rule;
    fault.chance = Ratio{1, 3};
    fault.times = 2;
  };
  switch (draws.below(16)) {
    case 0: return crash(manager, hold);
    case 1: return of_the_leader(crash(0, hold));
    case 2: on_manager("pause", FaultRule::Pause); break;
    case 3: on_manager("heartbeat-loss", FaultRule::HeartbeatLoss); break;
    case 4: on_manager("partition-symmetric", FaultRule::Partition); break;
    case 5: on_task("trigger-lost", FaultRule::TriggerLost); break;
    case 6: on_task("ack-lost", FaultRule::AckLost); break;
    case 7: on_task("notify-lost", FaultRule::NotifyLost); break;
    case 8: on_task("abort-lost", FaultRule::AbortLost); break;
    case 9: on_task("udf-throw", FaultRule::FunctionError); break;
    case 10: on_task("poll-order", FaultRule::PollOrder); break;
    case 11: on_task("source-stall", FaultRule::SourceStall); break;
    case 12: on_task("source-error", FaultRule::SourceError); break;
    case 13: return clog(static_cast<std::uint32_t>(draws.below(tank.plan.channels.size())), hold);
    case 14: {
      static constexpr std::array kSteps{EventKind::CheckpointTrigger, EventKind::AlignBegin,
                                         EventKind::CheckpointTake,    EventKind::CheckpointStored,
                                         EventKind::CheckpointAck,     EventKind::CheckpointDone};
      fault = crash_when(manager, {kSteps.at(draws.below(kSteps.size())), 1 + draws.below(6)}, draws.between(1, 9));
      return draws.below(3) == 0 ? of_the_leader(fault) : fault;
    }
    default: break;  // a stall
  }
  return fault;
}

struct Storm {
  engine::BarrierMode mode = engine::BarrierMode::Aligned;
  std::uint64_t seed = 0;
};

Tank in_storm(const Storm& storm) {
  Draws draws(storm.seed);
  Tank tank({.partitions = 3, .sources = 2, .windows = 2, .link_ns = {0, 400'000, 3'000'000}});
  for (std::int64_t n = 2; n <= 80; n += 2) {
    tank.send({n, std::array{"a", "b", "c"}.at(draws.below(3)), EventTime(n), static_cast<std::uint32_t>(n / 2 % 3)});
  }
  tank.on_cluster(2, engine::FixedDelayRestart{.attempts = 99, .delay = Millis{4}}).checkpointed(9);
  tank.plan.batch_records = 1 + static_cast<std::uint32_t>(draws.below(3));
  tank.plan.ties = draws.below(2) == 0 ? TiePolicy::Fifo : TiePolicy::Random;
  CheckpointsPlan& checkpoints = *tank.plan.job->checkpoints;
  checkpoints.mode = storm.mode;
  checkpoints.alignment_timeout = Millis{static_cast<std::int64_t>(draws.below(3)) * 3};
  checkpoints.write = Quantiles({0, 2'000'000});
  checkpoints.call = Quantiles({0, 1'000'000});
  checkpoints.config.timeout = Millis{draws.between(8, 40)};
  checkpoints.config.tolerable_failures = 99;
  checkpoints.config.max_concurrent =
      storm.mode == engine::BarrierMode::Alternating ? 1 : 1 + static_cast<std::uint32_t>(draws.below(2));
  if (draws.below(2) == 0) tank.plan.job->standby = Millis{draws.between(1, 9)};
  if (draws.below(3) > 0) {
    tank.plan.job->flow =
        FlowPlan{1 + static_cast<std::uint32_t>(draws.below(3)), 1 + static_cast<std::uint32_t>(draws.below(3))};
    tank.plan.tasks[tank.window(0)].cost = milliseconds(draws.between(0, 4));
  }
  return tank;
}

// By window and key, all counts that were shown.
std::map<std::string, std::set<std::int64_t>> shown_counts(const Ran& ran) {
  std::map<std::string, std::set<std::int64_t>> counts;
  std::istringstream lines(ran.results());
  for (std::string line; std::getline(lines, line, ';');) {
    const std::size_t equals = line.find('=');
    const std::size_t begin = line.find_first_not_of(' ');
    counts[line.substr(begin, equals - begin)].insert(std::stoll(line.substr(equals + 1)));
  }
  return counts;
}

Ran survived(const Storm& storm) {
  Tank tank = in_storm(storm);
  Draws draws(storm.seed ^ 0xfau);
  const std::uint64_t faults = 1 + draws.below(4);
  for (std::uint64_t i = 0; i < faults; ++i) tank.add(drawn_fault(draws, tank));
  return tank.run(storm.seed);
}

class Storms : public testing::TestWithParam<engine::BarrierMode> {};

TEST_P(Storms, LeaveEachRecordCountedOnce) {
  std::uint64_t restarts = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Storm storm{GetParam(), seed};
    const Ran calm = in_storm(storm).run(seed);
    const Ran ran = survived(storm);
    ASSERT_EQ(shown_counts(ran), shown_counts(calm)) << "seed " << seed;
    restarts += ran.count(EventKind::JobAttempt);
  }
  EXPECT_GT(restarts, 200u);
}

// Its last records were under way when a checkpoint called the source finished: they were in no state.
TEST_P(Storms, LeaveWhatAnEndedSourceHadSentBeforeACheckpoint) {
  for (const std::uint64_t seed : {566u, 1071u}) {
    const Storm storm{GetParam(), seed};
    EXPECT_EQ(shown_counts(survived(storm)), shown_counts(in_storm(storm).run(seed))) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, Storms, testing::Values(engine::BarrierMode::Aligned, engine::BarrierMode::Alternating),
                         [](const auto& mode) {
                           return mode.param == engine::BarrierMode::Aligned ? std::string("Aligned")
                                                                             : std::string("Unaligned");
                         });

TEST(StormsAtLeastOnce, LoseNothingAtLeastOnce) {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const Storm storm{engine::BarrierMode::AtLeastOnce, seed};
    const auto calm = shown_counts(in_storm(storm).run(seed));
    const auto counts = shown_counts(survived(storm));
    for (const auto& [window, expected] : calm) {
      ASSERT_TRUE(counts.contains(window)) << window << "is lost, seed " << seed;
      ASSERT_GE(*counts.at(window).rbegin(), *expected.rbegin()) << window << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

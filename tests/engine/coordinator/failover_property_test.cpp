// For all failures, slow cancellations and alarms: no task restarts while it runs, and in the end all of them run.
#include <algorithm>
#include <cstdint>
#include <set>
#include <variant>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/coordinator/failover.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr std::uint32_t kFailoverTasks = 5;

// Runs tasks as Failover says.
class FailoverHost {
 public:
  FailoverHost() {
    for (std::uint32_t task = 0; task < kFailoverTasks; ++task) running_.insert(JobTask{task});
  }

  void happen() {
    now_ = saturating_add(now_, Millis{*rc::gen::inRange(0, 5)});
    switch (*rc::gen::inRange(0, 3)) {
      case 0: fail(); break;
      case 1:
        if (!stopping_.empty()) stop_one();
        break;
      default:
        if (!alarms_.empty()) ring_one();
        break;
    }
  }

  void settle() {
    while (!stopping_.empty()) stop_one();
    while (!alarms_.empty()) ring_one();
    RC_ASSERT(running_.size() == std::size_t{kFailoverTasks});
    RC_ASSERT(failover_.waiting() == 0u);
  }

 private:
  // One that runs fails, and takes its neighbours along.
  void fail() {
    const JobTask failed{*rc::gen::inRange(0u, kFailoverTasks)};
    if (running_.erase(failed) == 0) return;
    stopping_.erase(failed);
    const auto at = static_cast<std::uint32_t>(failed);
    const std::uint32_t first = at - *rc::gen::inRange(0u, at + 1);
    const std::uint32_t last = at + *rc::gen::inRange(0u, kFailoverTasks - at);
    std::vector<JobTask> restart;
    for (std::uint32_t task = first; task <= last; ++task) restart.push_back(JobTask{task});
    const std::vector<JobTask> gone = {failed};
    failover_.on_failure(now_, {.restart = restart, .gone = gone}, effects_);
    perform();
  }
  void stop_one() {
    const JobTask task = *stopping_.begin();
    stopping_.erase(task);
    running_.erase(task);
    failover_.on_cancelled(task, effects_);
    perform();
  }
  void ring_one() {
    const RestartId restart = alarms_.back();
    alarms_.pop_back();
    failover_.on_alarm(restart, effects_);
    perform();
  }

  void perform() {
    for (const FailoverEffect& effect : effects_) {
      RC_ASSERT(!std::holds_alternative<GiveUpJob>(effect));
      if (const auto* cancel = std::get_if<CancelTasks>(&effect)) {
        stopping_.insert(cancel->tasks.begin(), cancel->tasks.end());
      } else if (const auto* set = std::get_if<SetRestartAlarm>(&effect)) {
        alarms_.push_back(set->restart);
      } else if (const auto* restart = std::get_if<RestartTasks>(&effect)) {
        for (const JobTask task : restart->tasks) RC_ASSERT(running_.insert(task).second);
      }
    }
    effects_.clear();
    const bool stopping_run = std::ranges::includes(running_, stopping_);
    RC_ASSERT(stopping_run);
  }

  Failover failover_{FixedDelayRestart{.attempts = 1'000'000, .delay = Millis{3}}};
  FailoverEffects effects_;
  std::set<JobTask> running_;
  std::set<JobTask> stopping_;
  std::vector<RestartId> alarms_;
  ProcessingTime now_;
};

RC_GTEST_PROP(FailoverProperty, BringsAllTasksBackAndNoneTwice, ()) {  // RS-07
  FailoverHost host;
  const int events = *rc::gen::inRange(1, 80);
  for (int i = 0; i < events; ++i) host.happen();
  host.settle();
}

}  // namespace
}  // namespace wavetank::engine::testing

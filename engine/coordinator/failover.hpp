// From a failure to the restart of what it hit: cancel, wait, deploy again (RS-01, RS-07).
//
//   on_failure ─► cancel at once ─┬─ on_cancelled of each ─┬─► RestartTasks
//                                 └─ the delay is over ────┘
//
// A newer failure takes over the tasks that it hits, too; what is left to the older one restarts by its plan. A value: inputs
// in, effects out, jitter drawn by the host.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/coordinator/checkpoint_plan.hpp"
#include "engine/coordinator/restart_strategy.hpp"

namespace wavetank::engine {

enum class RestartId : std::uint64_t {};  // of one failure's restart, unique in a job's life

// Stop these tasks wherever they are, and call on_cancelled for each when it has stopped.
struct CancelTasks {
  std::vector<JobTask> tasks;
};

// Call on_alarm at `at`.
struct SetRestartAlarm {
  RestartId restart{};
  ProcessingTime at;
};

// Restore the newest checkpoint into these tasks and deploy them.
struct RestartTasks {
  RestartId restart{};
  std::vector<JobTask> tasks;
};

// The strategy refuses: the job has failed for good. Nothing comes after it.
struct GiveUpJob {};

using FailoverEffect = std::variant<CancelTasks, SetRestartAlarm, RestartTasks, GiveUpJob>;
using FailoverEffects = std::vector<FailoverEffect>;

// Invariants: (1) a task belongs to at most one restart. (2) no task restarts before it was cancelled.
class Failover {
 public:
  explicit Failover(RestartSpec spec) : strategy_(spec) {}

  // See RestartStrategy::jitter_max.
  [[nodiscard]] Millis jitter_max(ProcessingTime now) const { return strategy_.jitter_max(now); }

  struct Failure {
    std::span<const JobTask> restart;  // what must restart for it, sorted: failover_region, or all
    std::span<const JobTask> gone;     // those of them that run no more: the failed one, a lost machine's
    Millis jitter{};
  };
  // REQUIRES: has_given_up() is false; `gone` is part of `restart`, which is not empty.
  void on_failure(ProcessingTime now, const Failure& failure, FailoverEffects& effects);
  // Nothing if no restart waits for it.
  void on_cancelled(JobTask task, FailoverEffects& effects);
  void on_alarm(RestartId restart, FailoverEffects& effects);

  [[nodiscard]] bool has_given_up() const { return given_up_; }
  // How many restarts wait.
  [[nodiscard]] std::size_t waiting() const { return restarts_.size(); }

  friend bool operator==(const Failover&, const Failover&) = default;

 private:
  struct Restart {
    std::set<JobTask> tasks;       // still its own
    std::set<JobTask> cancelling;  // of those it was to cancel, its own or not: it waits for all
    bool delay_is_over = false;
    friend bool operator==(const Restart&, const Restart&) = default;
  };
  using RestartMap = std::map<RestartId, Restart>;

  void take_from_older(const Failure& failure, FailoverEffects& effects);
  void plan(ProcessingTime now, std::span<const JobTask> tasks, Millis delay, FailoverEffects& effects);
  // Restarts and forgets it if nothing is left to wait for. Gives the one behind it.
  [[nodiscard]] RestartMap::iterator restart_if_due(RestartMap::iterator restart, FailoverEffects& effects);

  RestartStrategy strategy_;
  RestartMap restarts_;
  std::set<JobTask> cancelling_;  // told to stop, not yet stopped
  std::set<JobTask> down_;        // stopped, waits for its restart
  std::uint64_t next_restart_ = 1;
  bool given_up_ = false;
};

}  // namespace wavetank::engine

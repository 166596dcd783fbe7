// Each restart keeps what is its own. A newer one takes tasks away from it; one that has none left just ends.
#include "engine/coordinator/failover.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

void Failover::on_failure(ProcessingTime now, const Failure& failure, FailoverEffects& effects) {
  WT_REQUIRE(!given_up_);
  WT_REQUIRE(!failure.restart.empty());
  WT_REQUIRE(std::ranges::includes(failure.restart, failure.gone), failure.gone.size());
  const RestartAnswer answer = strategy_.on_failure(now, failure.jitter);
  if (!answer.may_restart) {
    given_up_ = true;
    effects.emplace_back(GiveUpJob{});
    return;
  }
  for (const JobTask task : failure.gone) {
    cancelling_.erase(task);
    down_.insert(task);
  }
  take_from_older(failure, effects);
  plan(now, failure.restart, answer.delay, effects);
}

void Failover::take_from_older(const Failure& failure, FailoverEffects& effects) {
  for (auto restart = restarts_.begin(); restart != restarts_.end();) {
    for (const JobTask task : failure.restart) restart->second.tasks.erase(task);
    for (const JobTask task : failure.gone) restart->second.cancelling.erase(task);
    restart = restart_if_due(restart, effects);
  }
}

void Failover::plan(ProcessingTime now, std::span<const JobTask> tasks, Millis delay, FailoverEffects& effects) {
  Restart planned{.tasks = {tasks.begin(), tasks.end()}, .cancelling = {}};
  std::vector<JobTask> to_cancel;
  for (const JobTask task : tasks) {
    if (down_.contains(task)) continue;
    planned.cancelling.insert(task);
    if (cancelling_.insert(task).second) to_cancel.push_back(task);
  }
  const RestartId id{next_restart_++};
  restarts_.emplace(id, std::move(planned));
  if (!to_cancel.empty()) effects.emplace_back(CancelTasks{std::move(to_cancel)});
  effects.emplace_back(SetRestartAlarm{id, saturating_add(now, delay)});
}

void Failover::on_cancelled(JobTask task, FailoverEffects& effects) {
  if (cancelling_.erase(task) == 0) return;
  down_.insert(task);
  for (auto restart = restarts_.begin(); restart != restarts_.end();) {
    restart->second.cancelling.erase(task);
    restart = restart_if_due(restart, effects);
  }
}

void Failover::on_alarm(RestartId restart, FailoverEffects& effects) {
  const auto found = restarts_.find(restart);
  if (found == restarts_.end()) return;
  found->second.delay_is_over = true;
  (void)restart_if_due(found, effects);
}

Failover::RestartMap::iterator Failover::restart_if_due(RestartMap::iterator restart, FailoverEffects& effects) {
  const Restart& due = restart->second;
  if (!due.delay_is_over || !due.cancelling.empty()) return std::next(restart);
  if (!due.tasks.empty()) {
    for (const JobTask task : due.tasks) {
      const bool was_down = down_.erase(task) == 1;
      WT_ASSERT(was_down, task);
    }
    effects.emplace_back(RestartTasks{restart->first, {due.tasks.begin(), due.tasks.end()}});
  }
  return restarts_.erase(restart);
}

}  // namespace wavetank::engine

// The scheduler and the inputs. How a checkpoint begins is in coordinator_trigger.cpp, how it ends in coordinator_end.cpp.
#include "engine/coordinator/checkpoint_coordinator.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

CoordinatorConfig with_interval_raised(CoordinatorConfig config) {
  config.interval = std::max(config.interval, config.min_pause);
  return config;
}

}  // namespace

CheckpointCoordinator::CheckpointCoordinator(const CoordinatorConfig& config)
    : config_(with_interval_raised(config)),
      decider_({.max_concurrent = config.max_concurrent, .min_pause = config.min_pause}),
      failures_(config.tolerable_failures),
      store_(config.retained) {
  WT_REQUIRE(config.interval.count > 0 && config.timeout.count > 0, config.interval, config.timeout);
  WT_REQUIRE(config.min_pause.count >= 0, config.min_pause);
  WT_REQUIRE(config.max_concurrent > 0);
  WT_REQUIRE(!config.backlog_interval || config.backlog_interval->count >= 0);
}

void CheckpointCoordinator::start(const CoordinatorTurn& turn, Millis first_delay) {
  WT_REQUIRE(!shut_down_ && !persisting_);
  WT_REQUIRE(first_delay.count >= 0, first_delay);
  if (scheduling_) stop(turn);
  scheduling_ = true;
  schedule(turn, saturating_add(turn.now, ran_before_ ? config_.min_pause : first_delay));
  ran_before_ = true;
}

void CheckpointCoordinator::stop(const CoordinatorTurn& turn) {
  WT_REQUIRE(!persisting_);
  scheduling_ = false;
  periodic_alarm_.reset();
  abort_all(turn, CheckpointFailureReason::CoordinatorSuspend);
}

void CheckpointCoordinator::on_backlog(const CoordinatorTurn& turn, Backlog backlog) {
  WT_REQUIRE(!persisting_);
  backlog_ = backlog;
  const Millis interval = current_interval();
  if (!scheduling_ || interval.count == 0) return;
  const ProcessingTime next = saturating_add(turn.now, interval);
  if (next < next_trigger_) schedule(turn, next);
}

void CheckpointCoordinator::on_alarm(const CoordinatorTurn& turn, CoordinatorAlarm alarm) {
  WT_REQUIRE(!persisting_);
  if (periodic_alarm_ == alarm) {
    on_periodic_alarm(turn);
    return;
  }
  const auto expired = std::ranges::find(pending_, alarm, [](const auto& entry) { return entry.second.expiry; });
  if (expired == pending_.end()) return;
  abort(
      turn, expired,
      {.checkpoint = expired->first, .kind = expired->second.request.kind, .reason = CheckpointFailureReason::Expired});
}

void CheckpointCoordinator::on_periodic_alarm(const CoordinatorTurn& turn) {
  const Millis interval = current_interval();
  if (interval.count == 0) {
    periodic_alarm_.reset();
    next_trigger_ = ProcessingTime::max();  // until the backlog ends
    return;
  }
  schedule(turn, std::max(turn.now, saturating_add(next_trigger_, interval)));
  decided(turn, decider_.add({.periodic = true}, situation(turn)));
}

Millis CheckpointCoordinator::current_interval() const {
  return backlog_ == Backlog::Some ? config_.backlog_interval.value_or(config_.interval) : config_.interval;
}

void CheckpointCoordinator::schedule(const CoordinatorTurn& turn, ProcessingTime at) {
  WT_ASSERT(at >= turn.now, at, turn.now);
  next_trigger_ = at;
  periodic_alarm_ = set_alarm(turn, at);
}

CoordinatorAlarm CheckpointCoordinator::set_alarm(const CoordinatorTurn& turn, ProcessingTime at) {
  const CoordinatorAlarm alarm{next_alarm_++};
  turn.effects.emplace_back(SetCoordinatorAlarm{alarm, at});
  return alarm;
}

void CheckpointCoordinator::request(const CoordinatorTurn& turn, RequestId id, SnapshotKind kind) {
  WT_REQUIRE(!persisting_);
  const bool forced = is_savepoint(kind) && !config_.unaligned;
  decided(turn, decider_.add({.id = id, .kind = kind, .forced = forced}, situation(turn)));
}

void CheckpointCoordinator::on_operator_snapshot(CheckpointId checkpoint, std::uint32_t index) {
  WT_REQUIRE(!persisting_);
  WT_REQUIRE(index < config_.operator_coordinators, index);
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end() || found->second.stage != Stage::Preparing) return;
  Pending& pending = found->second;
  WT_ASSERT(pending.snapshot_taken.size() == config_.operator_coordinators, pending.snapshot_taken.size());
  pending.snapshot_taken[index] = true;
  if (std::ranges::find(pending.snapshot_taken, false) != pending.snapshot_taken.end()) return;
  pending.stage = Stage::Prepared;
  post({.what = Posted::What::AskTasks, .checkpoint = checkpoint});
}

void CheckpointCoordinator::on_operator_snapshot_failed(CheckpointId checkpoint) {
  WT_REQUIRE(!persisting_);
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end() || found->second.stage != Stage::Preparing) return;
  found->second.stage = Stage::Prepared;
  post({.what = Posted::What::FailTrigger, .reason = CheckpointFailureReason::IoException});
}

void CheckpointCoordinator::on_trigger_undelivered(CheckpointId checkpoint) {
  WT_REQUIRE(!persisting_);
  post({.what = Posted::What::Abort, .checkpoint = checkpoint, .reason = CheckpointFailureReason::TriggerFailure});
}

AckAnswer CheckpointCoordinator::on_acknowledge(const CoordinatorTurn& turn, CheckpointId checkpoint, JobTask task) {
  WT_REQUIRE(!persisting_);
  if (shut_down_) return AckAnswer::ShutDown;
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end()) {
    turn.effects.emplace_back(DeleteTaskState{checkpoint, task});
    return std::ranges::find(expired_, checkpoint) == expired_.end() ? AckAnswer::UnknownCheckpoint
                                                                     : AckAnswer::Expired;
  }
  Pending& pending = found->second;
  const std::vector<JobTask>& awaited = pending.plan.wait_for;
  const auto at = std::ranges::lower_bound(awaited, task);
  if (at == awaited.end() || *at != task) {
    turn.effects.emplace_back(DeleteTaskState{checkpoint, task});
    return AckAnswer::NotAwaited;
  }
  const auto position = static_cast<std::size_t>(at - awaited.begin());
  if (pending.acknowledged[position]) return AckAnswer::Duplicate;
  pending.acknowledged[position] = true;
  persist_if_complete(turn, checkpoint);
  return AckAnswer::Counted;
}

void CheckpointCoordinator::on_decline(const CoordinatorTurn& turn, CheckpointId checkpoint,
                                       CheckpointFailureReason reason) {
  WT_REQUIRE(!persisting_);
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end()) return;
  abort(turn, found,
        {.checkpoint = checkpoint,
         .kind = found->second.request.kind,
         .reason = reason,
         .origin = CheckpointFailure::Origin::Task});
}

void CheckpointCoordinator::on_deleted(CheckpointId checkpoint) {
  WT_REQUIRE(!persisting_);
  WT_REQUIRE(deleting_ > 0, checkpoint);
  --deleting_;
  post_ask();
}

void CheckpointCoordinator::abort_pending(const CoordinatorTurn& turn, CheckpointFailureReason reason) {
  WT_REQUIRE(!persisting_);
  while (!pending_.empty()) {
    const auto first = pending_.begin();
    abort(turn, first, {.checkpoint = first->first, .kind = first->second.request.kind, .reason = reason});
  }
}

void CheckpointCoordinator::abort_all(const CoordinatorTurn& turn, CheckpointFailureReason reason) {
  for (const CheckpointRequest& request : decider_.take_all()) {
    if (!request.periodic) turn.effects.emplace_back(RequestFailed{request.id, reason});
  }
  abort_pending(turn, reason);
  WT_ASSERT(pending_.empty() && decider_.queued() == 0, pending_.size());
}

std::optional<CheckpointId> CheckpointCoordinator::restore_latest(const CoordinatorTurn& turn, FailoverScope scope) {
  WT_REQUIRE(!shut_down_ && !persisting_);
  const std::optional<CompletedCheckpoint> latest = store_.latest();
  std::optional<CheckpointId> restored;
  if (latest) {
    restored = latest->id;
    next_is_full_ = latest->claim == ClaimMode::NoClaim;
  }
  if (scope == FailoverScope::Global) {
    tell_operators(turn, {.what = AskOperatorCoordinators::What::Reset, .checkpoint = restored});
  }
  return restored;
}

void CheckpointCoordinator::restore_from(const CoordinatorTurn& turn, CompletedCheckpoint snapshot) {
  WT_REQUIRE(pending_.empty() && store_.all().empty() && !scheduling_);
  const std::vector<CompletedCheckpoint> pushed_out = store_.add(snapshot);
  WT_ASSERT(pushed_out.empty(), pushed_out.size());
  next_checkpoint_ = static_cast<std::uint64_t>(snapshot.id) + 1;
  const std::optional<CheckpointId> restored = restore_latest(turn, FailoverScope::Global);
  WT_ASSERT(restored == snapshot.id, snapshot.id);
}

void CheckpointCoordinator::recover(std::span<const CompletedCheckpoint> completed, CheckpointId next) {
  WT_REQUIRE(pending_.empty() && store_.all().empty() && !scheduling_);
  WT_REQUIRE(completed.size() <= config_.retained, completed.size());
  for (const CompletedCheckpoint& checkpoint : completed) {
    WT_REQUIRE(checkpoint.id < next, checkpoint.id, next);
    const std::vector<CompletedCheckpoint> pushed_out = store_.add(checkpoint);
    WT_ASSERT(pushed_out.empty(), pushed_out.size());
  }
  next_checkpoint_ = static_cast<std::uint64_t>(next);
}

void CheckpointCoordinator::shut_down(const CoordinatorTurn& turn) {
  WT_REQUIRE(!persisting_);
  if (std::exchange(shut_down_, true)) return;
  scheduling_ = false;
  abort_all(turn, CheckpointFailureReason::CoordinatorShutdown);
}

}  // namespace wavetank::engine

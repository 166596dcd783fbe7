// How a checkpoint begins. One at a time: `triggering_` is set from the decision until the tasks are asked or it failed.
//
// The steps are posted one after the other as Flink's run on its timer thread, so that what ends a checkpoint in between
// meets it in the same state.
#include <utility>

#include "engine/base/assert.hpp"
#include "engine/coordinator/checkpoint_coordinator.hpp"

namespace wavetank::engine {

RequestSituation CheckpointCoordinator::situation(const CoordinatorTurn& turn) const {
  return {.now = turn.now,
          .pending = pending_.size(),
          .cleaning = deleting_,
          .triggering = triggering_.has_value(),
          .last_completion = last_completion_};
}

void CheckpointCoordinator::work(const CoordinatorTurn& turn) {
  WT_REQUIRE(has_work());
  const Posted next = posted_.front();
  posted_.pop_front();
  switch (next.what) {
    case Posted::What::CreatePending: create_pending(turn); return;
    case Posted::What::SnapshotOperators: snapshot_operators(turn, next.checkpoint); return;
    case Posted::What::AskTasks: ask_tasks(turn, next.checkpoint); return;
    case Posted::What::FailTrigger: fail_trigger(turn, next.reason); return;
    case Posted::What::AskQueue: ask_queue(turn); return;
    case Posted::What::Abort: break;
  }
  const auto found = pending_.find(next.checkpoint);
  if (found == pending_.end()) return;
  abort(turn, found, {.checkpoint = next.checkpoint, .kind = found->second.request.kind, .reason = next.reason});
}

void CheckpointCoordinator::ask_queue(const CoordinatorTurn& turn) { decided(turn, decider_.choose(situation(turn))); }

void CheckpointCoordinator::decided(const CoordinatorTurn& turn, const RequestDecision& decision) {
  for (const RefusedRequest& refused : decision.refused) {
    if (!refused.request.periodic) turn.effects.emplace_back(RequestFailed{refused.request.id, refused.reason});
  }
  if (decision.reschedule && periodic_alarm_) schedule(turn, saturating_add(turn.now, *decision.reschedule));
  if (decision.run) begin_trigger(turn, *decision.run);
}

std::optional<CheckpointFailureReason> CheckpointCoordinator::forbids(const CheckpointRequest& request) const {
  if (shut_down_) return CheckpointFailureReason::CoordinatorShutdown;
  if (request.periodic && !scheduling_) return CheckpointFailureReason::PeriodicSchedulerShutdown;
  return std::nullopt;
}

void CheckpointCoordinator::begin_trigger(const CoordinatorTurn& turn, const CheckpointRequest& request) {
  WT_ASSERT(!triggering_);
  if (const std::optional<CheckpointFailureReason> reason = forbids(request)) {
    refuse(turn, request, *reason);
    return;
  }
  triggering_ = Triggering{.request = request, .at = turn.now};
  std::optional<CheckpointPlan> plan = plan_checkpoint(turn.job, config_.finished);
  if (!plan) {
    post({.what = Posted::What::FailTrigger, .reason = CheckpointFailureReason::NotAllTasksRunning});
    return;
  }
  triggering_->plan = *std::move(plan);
  triggering_->checkpoint = CheckpointId{next_checkpoint_++};
  post({.what = Posted::What::CreatePending});
}

void CheckpointCoordinator::refuse(const CoordinatorTurn& turn, const CheckpointRequest& request,
                                   CheckpointFailureReason reason) {
  tell_operators(turn, {.what = AskOperatorCoordinators::What::DropTriggering});
  report(turn, {.kind = request.kind, .reason = reason});
  if (!request.periodic) turn.effects.emplace_back(RequestFailed{request.id, reason});
  post_ask();
}

void CheckpointCoordinator::create_pending(const CoordinatorTurn& turn) {
  WT_ASSERT(triggering_.has_value());
  const std::optional<CheckpointId> drawn = triggering_->checkpoint;
  WT_ASSERT(drawn.has_value());
  if (const std::optional<CheckpointFailureReason> reason = forbids(triggering_->request)) {
    triggering_->checkpoint.reset();
    fail_trigger(turn, *reason);
    return;
  }
  const CheckpointId checkpoint = *drawn;
  const std::size_t awaited = triggering_->plan.wait_for.size();
  Pending pending{.request = triggering_->request,
                  .plan = std::move(triggering_->plan),
                  .expiry = set_alarm(turn, saturating_add(turn.now, config_.timeout)),
                  .triggered_at = triggering_->at,
                  .acknowledged = std::vector<bool>(awaited),
                  .snapshot_taken = std::vector<bool>(config_.operator_coordinators)};
  const bool is_new = pending_.emplace(checkpoint, std::move(pending)).second;
  WT_ASSERT(is_new, checkpoint);
  post({.what = Posted::What::SnapshotOperators, .checkpoint = checkpoint});
}

void CheckpointCoordinator::snapshot_operators(const CoordinatorTurn& turn, CheckpointId checkpoint) {
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end()) return;  // what ended it has posted the trigger's failure
  WT_ASSERT(found->second.stage == Stage::Preparing, checkpoint);
  if (config_.operator_coordinators > 0) {
    tell_operators(turn, {.what = AskOperatorCoordinators::What::Snapshot, .checkpoint = checkpoint});
    return;
  }
  found->second.stage = Stage::Prepared;
  post({.what = Posted::What::AskTasks, .checkpoint = checkpoint});
}

void CheckpointCoordinator::ask_tasks(const CoordinatorTurn& turn, CheckpointId checkpoint) {
  WT_ASSERT(triggering_ && triggering_->checkpoint == checkpoint, checkpoint);
  const auto found = pending_.find(checkpoint);
  if (found == pending_.end()) {
    fail_trigger(turn, CheckpointFailureReason::TriggerFailure);
    return;
  }
  Pending& pending = found->second;
  pending.stage = Stage::Asked;
  turn.effects.emplace_back(TriggerCheckpoint{.checkpoint = checkpoint,
                                              .kind = pending.request.kind,
                                              .full = next_is_full_ && !is_savepoint(pending.request.kind),
                                              .at = pending.triggered_at,
                                              .tasks = pending.plan.trigger});
  persist_if_complete(turn, checkpoint);
  if (!persisting_) end_trigger(turn);
}

void CheckpointCoordinator::fail_trigger(const CoordinatorTurn& turn, CheckpointFailureReason reason) {
  WT_ASSERT(triggering_.has_value());
  const CheckpointRequest request = triggering_->request;
  const std::optional<CheckpointId> checkpoint = triggering_->checkpoint;
  if (!checkpoint && !request.periodic) turn.effects.emplace_back(RequestFailed{request.id, reason});
  tell_operators(turn, {.what = AskOperatorCoordinators::What::DropTriggering});
  const CheckpointFailure failure{.checkpoint = checkpoint, .kind = request.kind, .reason = reason};
  const auto found = checkpoint ? pending_.find(*checkpoint) : pending_.end();
  if (found != pending_.end()) {
    abort(turn, found, failure);
  } else {
    report(turn, failure);  // the second time, if the checkpoint was aborted before (CK-09)
  }
  end_trigger(turn);
}

void CheckpointCoordinator::end_trigger(const CoordinatorTurn& turn) {
  WT_ASSERT(triggering_.has_value());
  triggering_.reset();
  ask_queue(turn);
}

}  // namespace wavetank::engine

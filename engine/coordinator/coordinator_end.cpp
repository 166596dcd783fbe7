// How a checkpoint ends: complete or aborted. Each end asks the queue twice, once for the deletion of what it left behind
// and once because it is no longer pending (CK-05).
#include "engine/base/assert.hpp"
#include "engine/coordinator/checkpoint_coordinator.hpp"

namespace wavetank::engine {

void CheckpointCoordinator::persist_if_complete(const CoordinatorTurn& turn, CheckpointId checkpoint) {
  const auto found = pending_.find(checkpoint);
  WT_ASSERT(found != pending_.end(), checkpoint);
  const Pending& pending = found->second;
  for (const bool acknowledged : pending.acknowledged) {
    if (!acknowledged) return;
  }
  for (const bool taken : pending.snapshot_taken) {
    if (!taken) return;
  }
  persisting_ = checkpoint;
  turn.effects.emplace_back(PersistCheckpoint{checkpoint});
}

void CheckpointCoordinator::on_persisted(const CoordinatorTurn& turn, CheckpointId checkpoint) {
  WT_REQUIRE(persisting_ == checkpoint, checkpoint);
  persisting_.reset();
  const auto found = pending_.find(checkpoint);
  WT_ASSERT(found != pending_.end(), checkpoint);
  const Pending pending = std::move(found->second);
  const SnapshotKind kind = pending.request.kind;
  post_ask();  // nothing of it is to be deleted
  std::optional<CheckpointId> subsumed;
  if (!is_savepoint(kind)) add_to_store(turn, checkpoint, subsumed);
  turn.effects.emplace_back(CheckpointCompleted{checkpoint});
  if (!pending.request.periodic) turn.effects.emplace_back(RequestCompleted{pending.request.id, checkpoint});
  failures_.on_success(checkpoint);
  pending_.erase(found);
  post_ask();
  last_completion_ = turn.now;
  if (!is_savepoint(kind) || is_synchronous(kind)) {
    abort_subsumed(turn, checkpoint);
    turn.effects.emplace_back(NotifyCheckpointComplete{checkpoint, subsumed, pending.plan.wait_for});
    tell_operators(turn, {.what = AskOperatorCoordinators::What::NoteComplete, .checkpoint = checkpoint});
  }
  if (triggering_ && triggering_->checkpoint == checkpoint) end_trigger(turn);
}

void CheckpointCoordinator::on_persist_failed(const CoordinatorTurn& turn, CheckpointId checkpoint,
                                              CheckpointFailureReason reason) {
  WT_REQUIRE(persisting_ == checkpoint, checkpoint);
  persisting_.reset();
  const auto found = pending_.find(checkpoint);
  WT_ASSERT(found != pending_.end(), checkpoint);
  abort(turn, found, {.checkpoint = checkpoint, .kind = found->second.request.kind, .reason = reason});
  if (triggering_ && triggering_->checkpoint == checkpoint) fail_trigger(turn, reason);
}

void CheckpointCoordinator::add_to_store(const CoordinatorTurn& turn, CheckpointId checkpoint,
                                         std::optional<CheckpointId>& subsumed) {
  const CompletedCheckpoint newest{checkpoint, ClaimMode::Claim};
  for (const CompletedCheckpoint& old : store_.add(newest)) {
    if (old.claim == ClaimMode::NoClaim) {
      post_ask();  // the user's: it is left alone
      continue;
    }
    subsumed = old.id;
    delete_checkpoint(turn, old.id);
  }
  next_is_full_ = false;
  WT_ASSERT(store_.latest() == newest, checkpoint);
}

void CheckpointCoordinator::abort(const CoordinatorTurn& turn, PendingMap::iterator pending,
                                  const CheckpointFailure& failure) {
  const CheckpointId checkpoint = pending->first;
  WT_ASSERT(failure.checkpoint == checkpoint, checkpoint);
  WT_ASSERT(!is_savepoint(pending->second.request.kind) || failure.reason != CheckpointFailureReason::Subsumed);
  const Pending ended = std::move(pending->second);
  if (!ended.request.periodic) turn.effects.emplace_back(RequestFailed{ended.request.id, failure.reason});
  if (ended.stage == Stage::Preparing) {
    post({.what = Posted::What::FailTrigger, .checkpoint = checkpoint, .reason = failure.reason});
  }
  delete_checkpoint(turn, checkpoint);
  report(turn, failure);
  const std::optional<CompletedCheckpoint> latest = store_.latest();
  turn.effects.emplace_back(NotifyCheckpointAborted{
      .checkpoint = checkpoint,
      .latest = latest ? std::optional(latest->id) : std::nullopt,
      .tasks = ended.plan.wait_for,
  });
  tell_operators(turn, {.what = AskOperatorCoordinators::What::NoteAborted, .checkpoint = checkpoint});
  pending_.erase(pending);
  if (failure.reason == CheckpointFailureReason::Expired) remember_expired(checkpoint);
  post_ask();
}

void CheckpointCoordinator::abort_subsumed(const CoordinatorTurn& turn, CheckpointId newest) {
  for (auto pending = pending_.begin(); pending != pending_.end() && pending->first < newest;) {
    const auto next = std::next(pending);
    const SnapshotKind kind = pending->second.request.kind;
    if (!is_savepoint(kind)) {
      abort(turn, pending, {.checkpoint = pending->first, .kind = kind, .reason = CheckpointFailureReason::Subsumed});
    }
    pending = next;
  }
}

void CheckpointCoordinator::report(const CoordinatorTurn& turn, const CheckpointFailure& failure) {
  turn.effects.emplace_back(CheckpointFailed{failure.checkpoint, failure.reason});
  if (failures_.on_failure(failure)) turn.effects.emplace_back(FailJob{failure.reason});
}

void CheckpointCoordinator::remember_expired(CheckpointId checkpoint) {
  expired_.push_back(checkpoint);
  if (expired_.size() > kExpiredRemembered) expired_.pop_front();
  WT_ASSERT(expired_.size() <= kExpiredRemembered, expired_.size());
}

void CheckpointCoordinator::delete_checkpoint(const CoordinatorTurn& turn, CheckpointId checkpoint) {
  ++deleting_;
  turn.effects.emplace_back(DeleteCheckpoint{checkpoint});
}

void CheckpointCoordinator::tell_operators(const CoordinatorTurn& turn, AskOperatorCoordinators what) const {
  if (config_.operator_coordinators > 0) turn.effects.emplace_back(what);
}

void CheckpointCoordinator::post_ask() {
  if (!shut_down_) post({.what = Posted::What::AskQueue});
}

}  // namespace wavetank::engine

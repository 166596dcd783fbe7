// An I/O exception is always the job's affair, even if a task reports it: for a savepoint it neither counts nor fails.
#include "engine/coordinator/failure_counter.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

bool is_countable(CheckpointFailureReason reason) {
  using enum CheckpointFailureReason;
  switch (reason) {
    case IoException:
    case AsyncException:
    case Declined:
    case Expired:
    case FinalizeFailure: return true;
    case PeriodicSchedulerShutdown:
    case TooManyRequests:
    case MinimumTimeBetween:
    case NotAllTasksRunning:
    case Subsumed:
    case DeclinedTaskNotReady:
    case DeclinedTaskClosing:
    case DeclinedSubsumed:
    case DeclinedOnCancellationBarrier:
    case DeclinedInputEndOfStream:
    case TriggerFailure:
    case CoordinatorShutdown:
    case CoordinatorSuspend:
    case JobFailure:
    case JobFailoverRegion: return false;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(reason));
}

bool is_of_task(const CheckpointFailure& failure) {
  return failure.origin == CheckpointFailure::Origin::Task && failure.reason != CheckpointFailureReason::IoException;
}

}  // namespace

bool CheckpointFailureCounter::on_failure(const CheckpointFailure& failure) {
  WT_REQUIRE(failure.checkpoint || failure.origin == CheckpointFailure::Origin::Job);
  const bool of_task = is_of_task(failure);
  if (is_savepoint(failure.kind) && !of_task) return false;
  if (is_synchronous(failure.kind)) return true;
  if (counts(failure)) counted_.insert(failure.checkpoint);
  if (counted_.size() <= tolerable_) return false;
  counted_.clear();
  return true;
}

void CheckpointFailureCounter::on_success(CheckpointId checkpoint) {
  if (last_success_ && checkpoint <= *last_success_) return;
  last_success_ = checkpoint;
  counted_.clear();
  WT_ASSERT(count() == 0);
}

bool CheckpointFailureCounter::counts(const CheckpointFailure& failure) const {
  const bool is_old = failure.checkpoint && last_success_ && *failure.checkpoint <= *last_success_;
  return !is_old && is_countable(failure.reason);
}

}  // namespace wavetank::engine

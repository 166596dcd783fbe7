// The names, in the order of the enumerators.
#include "engine/coordinator/failure_reason.hpp"

#include <algorithm>
#include <array>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

struct NamedReason {
  CheckpointFailureReason reason;
  std::string_view name;
};

using enum CheckpointFailureReason;

constexpr std::array kNamedReasons = {
    NamedReason{PeriodicSchedulerShutdown, "PERIODIC_SCHEDULER_SHUTDOWN"},
    NamedReason{TooManyRequests, "TOO_MANY_CHECKPOINT_REQUESTS"},
    NamedReason{MinimumTimeBetween, "MINIMUM_TIME_BETWEEN_CHECKPOINTS"},
    NamedReason{NotAllTasksRunning, "NOT_ALL_REQUIRED_TASKS_RUNNING"},
    NamedReason{IoException, "IO_EXCEPTION"},
    NamedReason{AsyncException, "CHECKPOINT_ASYNC_EXCEPTION"},
    NamedReason{Expired, "CHECKPOINT_EXPIRED"},
    NamedReason{Subsumed, "CHECKPOINT_SUBSUMED"},
    NamedReason{Declined, "CHECKPOINT_DECLINED"},
    NamedReason{DeclinedTaskNotReady, "CHECKPOINT_DECLINED_TASK_NOT_READY"},
    NamedReason{DeclinedTaskClosing, "CHECKPOINT_DECLINED_TASK_CLOSING"},
    NamedReason{DeclinedSubsumed, "CHECKPOINT_DECLINED_SUBSUMED"},
    NamedReason{DeclinedOnCancellationBarrier, "CHECKPOINT_DECLINED_ON_CANCELLATION_BARRIER"},
    NamedReason{DeclinedInputEndOfStream, "CHECKPOINT_DECLINED_INPUT_END_OF_STREAM"},
    NamedReason{FinalizeFailure, "FINALIZE_CHECKPOINT_FAILURE"},
    NamedReason{TriggerFailure, "TRIGGER_CHECKPOINT_FAILURE"},
    NamedReason{CoordinatorShutdown, "CHECKPOINT_COORDINATOR_SHUTDOWN"},
    NamedReason{CoordinatorSuspend, "CHECKPOINT_COORDINATOR_SUSPEND"},
    NamedReason{JobFailure, "JOB_FAILURE"},
    NamedReason{JobFailoverRegion, "JOB_FAILOVER_REGION"},
};

}  // namespace

std::string_view name_of(CheckpointFailureReason reason) {
  const auto at = static_cast<std::size_t>(reason);
  WT_REQUIRE(at < kNamedReasons.size(), at);
  WT_ASSERT(kNamedReasons[at].reason == reason, at);
  return kNamedReasons[at].name;
}

std::optional<CheckpointFailureReason> failure_reason_named(std::string_view name) {
  const auto* const found = std::ranges::find(kNamedReasons, name, &NamedReason::name);
  if (found == kNamedReasons.end()) return std::nullopt;
  return found->reason;
}

}  // namespace wavetank::engine

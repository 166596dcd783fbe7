// Why a checkpoint did not come to be, in Flink's words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace wavetank::engine {

enum class CheckpointFailureReason : std::uint8_t {
  // Before an attempt began.
  PeriodicSchedulerShutdown,
  TooManyRequests,
  MinimumTimeBetween,
  NotAllTasksRunning,
  // Of the attempt.
  IoException,
  AsyncException,
  Expired,
  Subsumed,
  Declined,
  DeclinedTaskNotReady,
  DeclinedTaskClosing,
  DeclinedSubsumed,
  DeclinedOnCancellationBarrier,
  DeclinedInputEndOfStream,
  FinalizeFailure,
  TriggerFailure,
  // Of the coordinator and the job.
  CoordinatorShutdown,
  CoordinatorSuspend,
  JobFailure,
  JobFailoverRegion,
};

// As Flink's logs and metrics spell it: CHECKPOINT_EXPIRED.
[[nodiscard]] std::string_view name_of(CheckpointFailureReason reason);
// The reason of that name; empty if there is none.
[[nodiscard]] std::optional<CheckpointFailureReason> failure_reason_named(std::string_view name);

}  // namespace wavetank::engine

// What a checkpoint coordinator asks of its host, in order. Duties stand on each member.
//
// Notices and trigger messages may be lost on the way (CK-12); answers that are demanded may not.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/coordinator/checkpoint_plan.hpp"
#include "engine/coordinator/failure_reason.hpp"
#include "engine/coordinator/request_decider.hpp"
#include "engine/coordinator/snapshot_kind.hpp"

namespace wavetank::engine {

enum class CoordinatorAlarm : std::uint64_t {};  // unique in a coordinator's life

// Call on_alarm at `at`. Alarms that fell away are not taken back: the coordinator ignores them.
struct SetCoordinatorAlarm {
  CoordinatorAlarm alarm{};
  ProcessingTime at;
};

// Send each task the message to begin. One that cannot be reached: on_trigger_undelivered.
struct TriggerCheckpoint {
  CheckpointId checkpoint{};
  SnapshotKind kind = SnapshotKind::Checkpoint;
  bool full = false;  // must not build on files of older checkpoints (CK-36)
  ProcessingTime at;  // the trigger time that barriers carry (CK-26)
  std::vector<JobTask> tasks;
};

// `subsumed`: the newest checkpoint that this one pushed out of the store and that is deleted.
struct NotifyCheckpointComplete {
  CheckpointId checkpoint{};
  std::optional<CheckpointId> subsumed{};
  std::vector<JobTask> tasks;
};

// `latest`: the newest completed one; a task that missed its notice makes up for it (CK-12).
struct NotifyCheckpointAborted {
  CheckpointId checkpoint{};
  std::optional<CheckpointId> latest{};
  std::vector<JobTask> tasks;
};

// To all operator coordinators. `Snapshot` demands on_operator_snapshot or on_operator_snapshot_failed from each.
struct AskOperatorCoordinators {
  enum class What : std::uint8_t { Snapshot, NoteComplete, NoteAborted, DropTriggering, Reset } what = What::Snapshot;
  std::optional<CheckpointId> checkpoint{};  // empty: DropTriggering, and Reset to nothing
};

// Make the checkpoint durable as a whole, then call on_persisted or on_persist_failed. Until then the coordinator is not to
// be called for anything else: Flink's blocks here.
struct PersistCheckpoint {
  CheckpointId checkpoint{};
};

// Delete all that was stored for it, then call on_deleted.
struct DeleteCheckpoint {
  CheckpointId checkpoint{};
};

// Delete what this task stored: it came too late, or nobody waits for it.
struct DeleteTaskState {
  CheckpointId checkpoint{};
  JobTask task{};
};

// For the trace: a checkpoint is complete and, unless it is a savepoint, in the store.
struct CheckpointCompleted {
  CheckpointId checkpoint{};
};

// For the trace: a report to the failure counter.
struct CheckpointFailed {
  std::optional<CheckpointId> checkpoint{};  // empty: it failed before an id was drawn
  CheckpointFailureReason reason{};
};

// Too many checkpoints failed: the job fails over, if its restart strategy allows.
struct FailJob {
  CheckpointFailureReason reason{};  // of the last one
};

// An answer for who asked.
struct RequestCompleted {
  RequestId request{};
  CheckpointId checkpoint{};
};
struct RequestFailed {
  RequestId request{};
  CheckpointFailureReason reason{};
};

using CoordinatorEffect =
    std::variant<SetCoordinatorAlarm, TriggerCheckpoint, NotifyCheckpointComplete, NotifyCheckpointAborted,
                 AskOperatorCoordinators, PersistCheckpoint, DeleteCheckpoint, DeleteTaskState, CheckpointCompleted,
                 CheckpointFailed, FailJob, RequestCompleted, RequestFailed>;
using CoordinatorEffects = std::vector<CoordinatorEffect>;

}  // namespace wavetank::engine

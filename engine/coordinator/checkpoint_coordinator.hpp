// Takes checkpoints of a job: when one begins, who is asked, when it is complete, and what becomes of it (CK-01 to CK-15).
//
// A value that takes inputs and appends effects; it knows no clock, no messages and no files. As Flink's coordinator does,
// it leaves part of its work for later in a queue of its own: after each input and after performing its effects the host
// calls work() until has_work() is false. Other inputs may come in between.
//
// A checkpoint's way, and who moves it on:
//
//   request ─► queued ─► triggering ──────────► asked of tasks ─► persisting ─► complete
//     decider    ask      plan, id, operator      acknowledge      on_persisted    notices
//                         coordinators' snapshot
//   any of these but the last ─► aborted: decline, timeout, subsumed, failover, stop, shutdown, or a failed step
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"
#include "engine/coordinator/checkpoint_plan.hpp"
#include "engine/coordinator/completed_store.hpp"
#include "engine/coordinator/coordinator_effects.hpp"
#include "engine/coordinator/failure_counter.hpp"
#include "engine/coordinator/request_decider.hpp"

namespace wavetank::engine {

// So many checkpoints that expired are remembered: a late acknowledgement of one is no surprise.
inline constexpr std::size_t kExpiredRemembered = 16;

struct CoordinatorConfig {
  Millis interval{};                         // between triggers; raised to min_pause (CK-01)
  std::optional<Millis> backlog_interval{};  // in its place while a source works off a backlog; zero pauses (CK-15)
  Millis timeout{600'000};
  Millis min_pause{};
  std::uint32_t max_concurrent = 1;
  std::uint32_t tolerable_failures = 0;
  std::uint32_t retained = 1;
  std::uint32_t operator_coordinators = 0;
  FinishedTasks finished = FinishedTasks::TakeNoPart;
  bool unaligned = false;  // if so, savepoints wait their turn; otherwise they are forced (CK-05)
  friend bool operator==(const CoordinatorConfig&, const CoordinatorConfig&) = default;
};

// What comes with every input.
struct CoordinatorTurn {
  ProcessingTime now;
  const JobView& job;
  CoordinatorEffects& effects;
};

// What became of an acknowledgement.
enum class AckAnswer : std::uint8_t {
  Counted,
  Duplicate,          // ignored
  NotAwaited,         // of a task that this checkpoint does not wait for: its state is deleted
  Expired,            // too late, but the checkpoint is remembered; the state is deleted
  UnknownCheckpoint,  // the state is deleted
  ShutDown,           // nothing is done any more
};

// Who is restored after a failure (CK-38).
enum class FailoverScope : std::uint8_t {
  Region,  // some tasks; operator coordinators go on
  Global,  // all of the job
};

class CheckpointCoordinator {
 public:
  // REQUIRES: interval and timeout > 0, retained > 0, max_concurrent > 0.
  explicit CheckpointCoordinator(const CoordinatorConfig& config);

  // --- the scheduler
  // The first checkpoint comes after `first_delay`, which the host draws from [min_pause, interval]; if the scheduler ran
  // before, after the minimum pause (CK-03). A scheduler that runs is stopped first. REQUIRES: not shut down.
  void start(const CoordinatorTurn& turn, Millis first_delay);
  // No more periodic checkpoints; all pending and waiting ones are aborted.
  void stop(const CoordinatorTurn& turn);
  // Whether any source works off a backlog (CK-15).
  enum class Backlog : std::uint8_t { None, Some };
  void on_backlog(const CoordinatorTurn& turn, Backlog backlog);
  void on_alarm(const CoordinatorTurn& turn, CoordinatorAlarm alarm);

  // --- requests and the way of a checkpoint
  // Somebody asks; the answer is a RequestCompleted or RequestFailed.
  void request(const CoordinatorTurn& turn, RequestId id, SnapshotKind kind);
  // REQUIRES: `index` < operator_coordinators. Nothing if no snapshot of that checkpoint is awaited from it.
  void on_operator_snapshot(CheckpointId checkpoint, std::uint32_t index);
  void on_operator_snapshot_failed(CheckpointId checkpoint);
  // A trigger message did not reach its task.
  void on_trigger_undelivered(CheckpointId checkpoint);
  AckAnswer on_acknowledge(const CoordinatorTurn& turn, CheckpointId checkpoint, JobTask task);
  void on_decline(const CoordinatorTurn& turn, CheckpointId checkpoint, CheckpointFailureReason reason);
  // REQUIRES: the answer to PersistCheckpoint.
  void on_persisted(const CoordinatorTurn& turn, CheckpointId checkpoint);
  void on_persist_failed(const CoordinatorTurn& turn, CheckpointId checkpoint, CheckpointFailureReason reason);
  // REQUIRES: the answer to DeleteCheckpoint.
  void on_deleted(CheckpointId checkpoint);

  // --- failures, restarts, the end
  void abort_pending(const CoordinatorTurn& turn, CheckpointFailureReason reason);
  // What the tasks are to be restored from; empty: from nothing. REQUIRES: not shut down.
  std::optional<CheckpointId> restore_latest(const CoordinatorTurn& turn, FailoverScope scope);
  // A new job starts from a snapshot of another one; ids go on after it (CK-02). REQUIRES: nothing happened before.
  void restore_from(const CoordinatorTurn& turn, CompletedCheckpoint snapshot);
  // A standby takes over what the last leader had made durable; restore_latest comes next.
  // REQUIRES: nothing happened before; ids rise, are less than `next`, and are no more than are retained.
  void recover(std::span<const CompletedCheckpoint> completed, CheckpointId next);
  // Aborts everything. The scheduler's alarm goes on, as Flink's does, and its requests are refused.
  void shut_down(const CoordinatorTurn& turn);

  // --- work left for later
  [[nodiscard]] bool has_work() const { return !posted_.empty() && !persisting_; }
  // Does the oldest piece. REQUIRES: has_work().
  void work(const CoordinatorTurn& turn);

  [[nodiscard]] bool is_shut_down() const { return shut_down_; }
  [[nodiscard]] std::size_t pending() const { return pending_.size(); }
  [[nodiscard]] std::size_t queued() const { return decider_.queued(); }
  [[nodiscard]] const CompletedStore& store() const { return store_; }
  // The next id to be drawn (CK-02). If there may be a standby: durable BEFORE the effects of a step that moved it.
  [[nodiscard]] CheckpointId next_checkpoint() const { return CheckpointId{next_checkpoint_}; }

  friend bool operator==(const CheckpointCoordinator&, const CheckpointCoordinator&) = default;

 private:
  // Until when the trigger's own failure is still to come if the checkpoint ends.
  enum class Stage : std::uint8_t {
    Preparing,  // waits for operator coordinators
    Prepared,   // waits to be asked of tasks
    Asked,      // waits for acknowledgements
  };
  struct Pending {
    CheckpointRequest request;
    CheckpointPlan plan;
    Stage stage = Stage::Preparing;
    CoordinatorAlarm expiry{};
    ProcessingTime triggered_at;
    std::vector<bool> acknowledged;    // by position in plan.wait_for
    std::vector<bool> snapshot_taken;  // by operator coordinator
    friend bool operator==(const Pending&, const Pending&) = default;
  };
  struct Triggering {
    CheckpointRequest request;
    ProcessingTime at;
    CheckpointPlan plan{};
    std::optional<CheckpointId> checkpoint{};  // once drawn
    friend bool operator==(const Triggering&, const Triggering&) = default;
  };
  struct Posted {
    enum class What : std::uint8_t { CreatePending, SnapshotOperators, AskTasks, FailTrigger, Abort, AskQueue } what{};
    CheckpointId checkpoint{};
    CheckpointFailureReason reason{};
    friend bool operator==(const Posted&, const Posted&) = default;
  };
  using PendingMap = std::map<CheckpointId, Pending>;

  // Scheduler.
  [[nodiscard]] Millis current_interval() const;
  void schedule(const CoordinatorTurn& turn, ProcessingTime at);
  [[nodiscard]] CoordinatorAlarm set_alarm(const CoordinatorTurn& turn, ProcessingTime at);
  void on_periodic_alarm(const CoordinatorTurn& turn);

  // Trigger.
  [[nodiscard]] RequestSituation situation(const CoordinatorTurn& turn) const;
  void ask_queue(const CoordinatorTurn& turn);
  void decided(const CoordinatorTurn& turn, const RequestDecision& decision);
  void begin_trigger(const CoordinatorTurn& turn, const CheckpointRequest& request);
  [[nodiscard]] std::optional<CheckpointFailureReason> forbids(const CheckpointRequest& request) const;
  void refuse(const CoordinatorTurn& turn, const CheckpointRequest& request, CheckpointFailureReason reason);
  void create_pending(const CoordinatorTurn& turn);
  void snapshot_operators(const CoordinatorTurn& turn, CheckpointId checkpoint);
  void ask_tasks(const CoordinatorTurn& turn, CheckpointId checkpoint);
  void fail_trigger(const CoordinatorTurn& turn, CheckpointFailureReason reason);
  void end_trigger(const CoordinatorTurn& turn);

  // Ends.
  void persist_if_complete(const CoordinatorTurn& turn, CheckpointId checkpoint);
  void add_to_store(const CoordinatorTurn& turn, CheckpointId checkpoint, std::optional<CheckpointId>& subsumed);
  void abort(const CoordinatorTurn& turn, PendingMap::iterator pending, const CheckpointFailure& failure);
  void abort_all(const CoordinatorTurn& turn, CheckpointFailureReason reason);
  void abort_subsumed(const CoordinatorTurn& turn, CheckpointId newest);
  void report(const CoordinatorTurn& turn, const CheckpointFailure& failure);
  void remember_expired(CheckpointId checkpoint);
  void delete_checkpoint(const CoordinatorTurn& turn, CheckpointId checkpoint);
  void tell_operators(const CoordinatorTurn& turn, AskOperatorCoordinators what) const;
  void post(Posted work) { posted_.push_back(work); }
  void post_ask();

  CoordinatorConfig config_;
  CheckpointRequestDecider decider_;
  CheckpointFailureCounter failures_;
  CompletedStore store_;
  PendingMap pending_;
  std::optional<Triggering> triggering_;
  std::optional<CheckpointId> persisting_;
  std::deque<Posted> posted_;
  std::deque<CheckpointId> expired_;
  std::optional<ProcessingTime> last_completion_;
  std::optional<CoordinatorAlarm> periodic_alarm_;
  ProcessingTime next_trigger_;  // planned; MAX while paused
  std::size_t deleting_ = 0;
  std::uint64_t next_checkpoint_ = 1;
  std::uint64_t next_alarm_ = 1;
  Backlog backlog_ = Backlog::None;
  bool scheduling_ = false;
  bool ran_before_ = false;
  bool next_is_full_ = false;
  bool shut_down_ = false;
};

}  // namespace wavetank::engine

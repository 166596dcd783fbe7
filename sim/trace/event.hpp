// The trace: one typed event for every decision that has a meaning in the domain, with its cause.
//
// 32 bytes an event. Events are numbered from 1 in the order they happened; `cause` is the number of the event that
// led to this one (0: nothing did). What `a` and `b` mean depends on the kind and is said beside it; docs/TRACE.md
// has the same table for readers of trace files. Ids in `a` and `b` name interned facts and are hashed by content.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/base/note.hpp"
#include "sim/kernel/time.hpp"

namespace wavetank::sim {

enum class EventId : std::uint32_t {};  // number in the trace, from 1
enum class ActorId : std::uint16_t {};  // at most 65,535 actors; crowds live inside one

enum class EventKind : std::uint16_t {
  None,
  // The host's own. New ones of the host go to the end, behind the notes.
  ProducerSend,       // an event left its producer                   a: event time, b: row/partition
  LogAppend,          // a record is in the log                       a: partition << 48 | offset, b: row/attempt
  LogEnd,             // a partition ends: nothing will follow        a: partition, b: 0
  RecordOut,          // a record went to a channel                   a: event time, b: row/key
  RecordIn,           // a task took a record                         a: event time, b: row/key
  ControlOut,         // a control went to all channels of an output  a: watermark, b: kind << 32 | output
  ControlIn,          // a task took a control                        a: watermark, b: kind << 32 | channel
  OutVisible,         // a sink made a row visible                    a: event time, b: row/key
  TimerFire,          // a processing-time timer came due             a: time, b: tag
  FaultBegin,         // a fault is armed                             a: fault, b: its place in the scenario
  FaultEffect,        // it changed something                         a: fault, b: nanoseconds of delay, or count
  FaultEnd,           // it is lifted                                 a: fault, b: its place in the scenario
  JobFail,            // the job failed                               a: text id of the reason, b: 0
  WatermarkReport,    // an aligned source reported its watermark    a: watermark, b: 1 if it was the last time
  WatermarkCollect,   // its coordinator took the report             a: watermark, b: subtask
  WatermarkAnnounce,  // a coordinator told how far may be read      a: greatest watermark allowed, b: the group's least
  WatermarkAllowed,   // a source took what its coordinator told     a: greatest watermark allowed, b: 0
  HostCrash,          // a task manager died                          a: 0, b: 0
  HostStart,          // it is there again                            a: 0, b: 0
  JobFailure,         // a task or its manager failed                 a: text id of the reason, b: attempt
  JobDecide,          // the job is started again                     a: delay in milliseconds, b: attempt that failed
  JobAttempt,         // its tasks are deployed                       a: attempt, b: checkpoint, 0: none
  RestoreOpen,        // a task has what it stored                    a: checkpoint, b: 1 it had ended
  CheckpointTrigger,  // sources are asked for a checkpoint           a: checkpoint, b: kind
  AlignBegin,         // a task awaits the other barriers             a: checkpoint, b: channel of the first
  AlignEnd,           // it has them all                              a: checkpoint, b: messages held back
  CheckpointTake,     // it has copied its state                      a: checkpoint, b: digest of the state
  CheckpointAck,      // the job manager knows that it is stored      a: checkpoint, b: task, in order
  CheckpointDone,     // all tasks have stored                        a: checkpoint, b: 0
  CheckpointAbort,    // it will not be                               a: checkpoint, 0: it had none; b: reason
  CheckpointNotify,   // a task is told how it ended                  a: checkpoint, b: 0 done, 1 aborted
  CheckpointDiscard,  // what was stored for it is deleted            a: checkpoint, b: 0
  CheckpointStored,   // a task's part of it is stored                a: checkpoint, b: messages in flight
  CheckpointDecline,  // a task does not take it                      a: checkpoint, b: reason
  RestoreInFlight,    // what barriers had overtaken comes again      a: checkpoint, b: messages
  JobLead,            // a job manager leads the job from now on      a: how many have by now, b: 0
  TaskBlocked,        // its outputs have no room                     a: channel, b: messages that wait
  TaskFreed,          // they have again                              a: nanoseconds, b: 0
  TransactionBegin,   // a sink began a transaction                  a: transaction, b: its number in its name
  TransactionAdd,     // a record is in it                           a: transaction, b: row/key
  TransactionPrepare,  // all of it is in the log                     a: transaction, b: checkpoint
  TransactionCommit,   // it is committed                             a: transaction, b: records
  TransactionAbort,    // it is aborted                               a: transaction, b: records
  TransactionTimeout,  // the broker aborted it: its time is over     a: transaction, b: records
  TransactionFenced,   // a request for it was refused                a: transaction, b: what was asked
  TransactionLost,     // a sink gave it up, though prepared          a: transaction, b: records
  // The notes of operators, in the order of engine::NoteKind, with the same fields.
  WatermarkAdvance,
  SourceEmit,
  SourceIdle,
  SourceActive,
  SourceEnd,
  RecordDrop,
  RecordSide,
  RecordLate,
  RecordUnassigned,
  RecordFilter,
  RecordEvict,
  WindowAdd,
  WindowFire,
  WindowPurge,
  WindowClear,
  WindowMerge,
  EventTimer,
  ProcessingTimer,
  EventTimerSet,
  EventTimerDelete,
  ProcessingTimerSet,
  ProcessingTimerDelete,
  RecordSplit,
  RecordIgnore,
  StatePut,
  StateExpire,
  StateClear,
  RulePut,
  RuleRemove,
  SliceAdd,
  KeyEnd,
  SourcePause,
  SourceResume,
  JoinKeep,
  JoinMatch,
  JoinPad,
  JoinForget,
  JoinWindow,
  RecordFuture,
  ClockAdvance,
  WindowStagger,
  SequenceMatch,
  SequenceTimeout,
  SequenceSkip,
  TablePut,
  TableRemove,
  TableMiss,
};
inline constexpr std::uint16_t kEventKinds = 94;

struct TraceEvent {
  SimTime time;
  std::uint32_t cause = 0;
  EventKind kind = EventKind::None;
  ActorId actor{};
  std::uint64_t a = 0;
  std::uint64_t b = 0;
};
static_assert(sizeof(TraceEvent) == 32);

[[nodiscard]] constexpr EventKind kind_of(engine::NoteKind note) {
  return static_cast<EventKind>(static_cast<int>(EventKind::WatermarkAdvance) + static_cast<int>(note));
}
static_assert(kind_of(engine::NoteKind::TableMiss) == EventKind::TableMiss);
static_assert(kind_of(static_cast<engine::NoteKind>(engine::kNoteKinds - 1)) == EventKind::TableMiss);

// What the ids inside `a` and `b` name, so that they can be hashed, archived and shown by content.
enum class FieldUse : std::uint8_t {
  Plain,
  RowAndKey,
  RowAndNumber,
  WindowAndKey,
  WindowAndNumber,
  ReasonAndRow,
  Text,
  TextAndKey,
  TwoRows
};
struct KindInfo {
  std::string_view name;  // as in docs/TRACE.md and in filters, for example "win.fire"
  FieldUse a = FieldUse::Plain;
  FieldUse b = FieldUse::Plain;
};
inline constexpr std::array<KindInfo, kEventKinds> kKinds = {{
    {"none"},
    {"producer.send", FieldUse::Plain, FieldUse::RowAndNumber},
    {"log.append", FieldUse::Plain, FieldUse::RowAndNumber},
    {"log.end"},
    {"elem.out", FieldUse::Plain, FieldUse::RowAndKey},
    {"elem.in", FieldUse::Plain, FieldUse::RowAndKey},
    {"control.out"},
    {"control.in"},
    {"out.visible", FieldUse::Plain, FieldUse::RowAndKey},
    {"timer.fire"},
    {"fault.begin", FieldUse::Text, FieldUse::Plain},
    {"fault.effect", FieldUse::Text, FieldUse::Plain},
    {"fault.end", FieldUse::Text, FieldUse::Plain},
    {"job.fail", FieldUse::Text, FieldUse::Plain},
    {"wm.report"},
    {"wm.collect"},
    {"wm.announce"},
    {"wm.allowed"},
    {"host.crash"},
    {"host.start"},
    {"job.failure", FieldUse::Text, FieldUse::Plain},
    {"job.restart-decision"},
    {"job.attempt"},
    {"restore.open"},
    {"cp.trigger"},
    {"cp.align-begin"},
    {"cp.align-end"},
    {"cp.snapshot"},
    {"cp.ack"},
    {"cp.done"},
    {"cp.abort"},
    {"cp.notify"},
    {"cp.discard"},
    {"cp.stored"},
    {"cp.decline"},
    {"restore.in-flight"},
    {"job.lead"},
    {"task.blocked"},
    {"task.freed"},
    {"txn.begin"},
    {"txn.add", FieldUse::Plain, FieldUse::RowAndKey},
    {"txn.precommit"},
    {"txn.commit"},
    {"txn.abort"},
    {"txn.timeout"},
    {"txn.fenced"},
    {"txn.lost"},
    {"wm.advance"},
    {"src.emit", FieldUse::Plain, FieldUse::RowAndKey},
    {"src.idle"},
    {"src.active"},
    {"src.end"},
    {"rec.drop"},
    {"rec.side"},
    {"rec.late"},
    {"rec.unassigned", FieldUse::Plain, FieldUse::RowAndKey},
    {"rec.filter", FieldUse::Plain, FieldUse::RowAndKey},
    {"rec.evict", FieldUse::Plain, FieldUse::RowAndKey},
    {"win.add", FieldUse::WindowAndKey, FieldUse::Plain},
    {"win.fire", FieldUse::WindowAndKey, FieldUse::ReasonAndRow},
    {"win.purge", FieldUse::WindowAndKey, FieldUse::Plain},
    {"win.clear", FieldUse::WindowAndKey, FieldUse::Plain},
    {"win.merge", FieldUse::WindowAndKey, FieldUse::WindowAndKey},
    {"timer.event", FieldUse::WindowAndKey, FieldUse::Plain},
    {"timer.processing", FieldUse::WindowAndKey, FieldUse::Plain},
    {"timer.set-event", FieldUse::WindowAndKey, FieldUse::Plain},
    {"timer.delete-event", FieldUse::WindowAndKey, FieldUse::Plain},
    {"timer.set-processing", FieldUse::WindowAndKey, FieldUse::Plain},
    {"timer.delete-processing", FieldUse::WindowAndKey, FieldUse::Plain},
    {"rec.split", FieldUse::Plain, FieldUse::RowAndKey},
    {"rec.ignore", FieldUse::Plain, FieldUse::RowAndKey},
    {"state.put", FieldUse::TextAndKey, FieldUse::Plain},
    {"state.expire", FieldUse::TextAndKey, FieldUse::Plain},
    {"state.clear", FieldUse::TextAndKey, FieldUse::Plain},
    {"rule.put", FieldUse::Plain, FieldUse::RowAndKey},
    {"rule.remove", FieldUse::Plain, FieldUse::RowAndKey},
    {"win.slice", FieldUse::WindowAndKey, FieldUse::WindowAndNumber},
    {"key.end", FieldUse::WindowAndKey, FieldUse::Plain},
    {"src.pause"},
    {"src.resume"},
    {"join.keep", FieldUse::RowAndKey, FieldUse::Plain},
    {"join.match", FieldUse::TwoRows, FieldUse::RowAndKey},
    {"join.pad", FieldUse::RowAndKey, FieldUse::RowAndKey},
    {"join.forget", FieldUse::WindowAndKey, FieldUse::Plain},
    {"join.window", FieldUse::WindowAndKey, FieldUse::Plain},
    {"rec.future"},
    {"wm.clock"},
    {"win.stagger"},
    {"seq.match", FieldUse::Plain, FieldUse::RowAndKey},
    {"seq.timeout", FieldUse::Plain, FieldUse::RowAndKey},
    {"seq.skip", FieldUse::WindowAndKey, FieldUse::Plain},
    {"table.put", FieldUse::TwoRows, FieldUse::Plain},
    {"table.remove", FieldUse::TwoRows, FieldUse::Plain},
    {"table.miss", FieldUse::Plain, FieldUse::RowAndKey},
}};
static_assert(static_cast<std::uint16_t>(EventKind::TableMiss) + 1 == kEventKinds);

[[nodiscard]] constexpr const KindInfo& info(EventKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

}  // namespace wavetank::sim

// Notes: what an operator tells the trace about its decisions. Each is one line of domain meaning.
//
// The comment of each kind gives the fields `a` and `b`. "window/key" packs a WindowId above a KeyId,
// "row/key" a RowId above a KeyId, "name/key" a TextId above a KeyId. The host turns notes into trace events of the same kind (docs/TRACE.md).
#pragma once

#include <cstdint>

#include "engine/base/ids.hpp"
#include "engine/base/record.hpp"

namespace wavetank::engine {

enum class NoteKind : std::uint8_t {
  WatermarkAdvance,       // the task's combined watermark grew           a: new watermark, b: the one before
  SourceEmit,             // a source read a record from its log          a: partition << 48 | offset, b: row/key
  SourceIdle,             // a source or its partition was found idle     a: partition + 1, 0: the source; b: 0
  SourceActive,           // a source or its partition speaks again       a: partition + 1, 0: the source; b: 0
  SourceEnd,              // a source has read its last record            a, b: 0
  RecordDrop,             // all its windows were late: counted (WO-14)   a: ms too late, b: rule
  RecordSide,             // the same, sent to the late output            a: ms too late, b: which one << 32 | rule
  RecordLate,             // accepted behind the watermark (WO-03)        a: ms behind the window's end, b: ms left
  RecordUnassigned,       // no window contains it (WO-15)                a: its event time, b: row/key
  RecordFilter,           // a filter refused it                          a: its event time, b: row/key
  RecordEvict,            // a firing left it out, for good (EV-02)       a: its event time, b: row/key
  WindowAdd,              // a record joined a window                     a: window/key, b: first aggregate so far
  WindowFire,             // a window spoke                               a: window/key, b: reason << 32 | row
  WindowPurge,            // contents dropped by the trigger              a: window/key, b: 0
  WindowClear,            // cleanup time reached: all its state is gone  a: window/key, b: 0
  WindowMerge,            // a session became part of a larger one        a: the larger window/key, b: window/key it was
  EventTimer,             // the watermark reached a timer                a: window/key, b: its time
  ProcessingTimer,        // the task's clock reached a timer             a: window/key, b: its time
  EventTimerSet,          // a function set an event timer                a: window/key, b: its time
  EventTimerDelete,       // it deleted one                               a: window/key, b: its time
  ProcessingTimerSet,     // a function set a processing timer            a: window/key, b: its time
  ProcessingTimerDelete,  // it deleted one                               a: window/key, b: its time
  RecordSplit,            // it went to a named output                    a: output, b: row/key
  RecordIgnore,           // a function had no use for it                 a: its event time, b: row/key
  StatePut,               // a function wrote a state of a key            a: the state's name/key, b: the value
  StateExpire,            // it found one that had outlived its time      a: the state's name/key, b: the value
  StateClear,             // it forgot one                                a: the state's name/key, b: 0
  RulePut,                // a row of the broadcast state was put (PF-07) a: its event time, b: row/rule's key
  RuleRemove,             // one was taken away                           a: its event time, b: row/rule's key
  SliceAdd,               // a record joined windows that share a slice   a: newest window/key, b: oldest << 32 | count
  KeyEnd,                 // a batch has taken all records of a key       a: window/key, b: how many
  SourcePause,            // a source or its partition waits for others   a: partition + 1, 0: the source; b: allowed
  SourceResume,           // it reads on (WM-35, WM-36)                   a: partition + 1, 0: the source; b: allowed
  JoinKeep,               // a side of a join keeps a row                 a: row/key, b: side << 63 | rows of the key
  JoinMatch,              // two rows make one                            a: left << 32 | right row, b: result row/key
  JoinPad,                // a row speaks alone                           a: the row/key, b: result row/key
  JoinForget,       // a side no longer keeps rows                  a: window/key, b: side << 63 | gone << 32 | left
  JoinWindow,       // a window has both sides meet                 a: window/key, b: reason << 62 | left << 32 | right
  RecordFuture,     // a guard found it to be from the future       a: ms too far, b: what becomes of it
  ClockAdvance,     // the clock speaks for a silent stream         a: partition + 1, 0: the task; b: watermark
  WindowStagger,    // the windows of a subtask were moved (AS-05)   a: milliseconds; b: 0
  SequenceMatch,    // a pattern found what it describes            a: the moment, b: result row/key
  SequenceTimeout,  // what had begun ran out of time               a: the end of its time, b: result row/key
  SequenceSkip,     // a match took others with it                  a: window/key, b: how many
  TablePut,     // a sink's table has a row                      a: the row << 32 | the row it replaces, b: rows there
  TableRemove,  // a row of it is gone     a: the row that says so << 32 | the row that is gone, b: rows there
  TableMiss,    // what a row takes back is not there (FT-03)   a: its event time, b: row/key
};
inline constexpr int kNoteKinds = 47;

enum class FireReason : std::uint8_t { Early, OnTime, Late };

// Which rule of docs/SEMANTICS.md decided.
enum class Rule : std::uint16_t {
  None = 0,
  WO03 = 3,
  WO14 = 14,
  WO15 = 15,
  AS17 = 117,
  SO02 = 202,
  DD02 = 302,
  OV02 = 312,
  OV03 = 313,
  SQ02 = 322,
  PF10 = 510
};

struct Note {
  NoteKind kind;
  Cause cause;
  std::uint64_t a;
  std::uint64_t b;
};

[[nodiscard]] constexpr std::uint64_t pack(WindowId window, KeyId key) {
  return (std::uint64_t{index_of(window)} << 32) | index_of(key);
}
[[nodiscard]] constexpr std::uint64_t pack(RowId row, RowId other) {
  return (std::uint64_t{index_of(row)} << 32) | index_of(other);
}
[[nodiscard]] constexpr std::uint64_t pack(RowId row, KeyId key) {
  return (std::uint64_t{index_of(row)} << 32) | index_of(key);
}
[[nodiscard]] constexpr std::uint64_t pack(TextId text, KeyId key) {
  return (std::uint64_t{index_of(text)} << 32) | index_of(key);
}
[[nodiscard]] constexpr std::uint64_t pack(WindowId window, std::uint32_t number) {
  return (std::uint64_t{index_of(window)} << 32) | number;
}
[[nodiscard]] constexpr std::uint64_t pack(FireReason reason, RowId row) {
  return (static_cast<std::uint64_t>(reason) << 32) | index_of(row);
}
[[nodiscard]] constexpr std::uint32_t upper(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }
[[nodiscard]] constexpr std::uint32_t lower(std::uint64_t word) { return static_cast<std::uint32_t>(word); }

static_assert(upper(pack(WindowId{7}, KeyId{9})) == 7 && lower(pack(WindowId{7}, KeyId{9})) == 9);
static_assert(upper(pack(RowId{7}, KeyId{9})) == 7 && lower(pack(RowId{7}, KeyId{9})) == 9);
static_assert(upper(pack(FireReason::Late, RowId{9})) == 2 && lower(pack(FireReason::Late, RowId{9})) == 9);

}  // namespace wavetank::engine

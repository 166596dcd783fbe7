// The operator lanes as data: a row per task, and the barriers that go from row to row.
//
// A fold of the trace that decides nothing. What a task was doing when it died ends there.
#pragma once

#include <cstdint>
#include <vector>

#include "visualizer/view/job/lives.hpp"

namespace wavetank::visualizer {

// Rare ones; records and watermarks have lists of their own.
enum class RowMarkKind : std::uint8_t {
  Late,     // a record accepted behind a window's end
  Dropped,  // or sent to the late output
  Fired,
  FiredLate,
  Snapshot,  // the task copied its state
  Restored,
  Ended,
};
struct RowMark {
  Moment moment;
  RowMarkKind kind = RowMarkKind::Late;
};

struct RowProgress {
  Moment moment;
  engine::EventTime watermark;  // MIN: there is none any more, the task died
};

enum class RowSpanKind : std::uint8_t {
  Aligning,  // has some barriers of a checkpoint, not all
  Blocked,   // its outputs have no room
  Idle,      // a source, wholly
};
struct RowSpan {
  Stretch span;
  RowSpanKind kind = RowSpanKind::Aligning;
  std::uint64_t checkpoint = 0;  // Aligning
};

struct TaskRow {
  sim::ActorId task{};
  std::vector<Moment> records;        // taken in; at a source: read
  std::vector<RowProgress> progress;  // of its watermark; at a source: of what it sent
  std::vector<RowMark> marks;
  std::vector<RowSpan> spans;  // by when they began
};

// A barrier on its way from one task to another.
struct BarrierFlight {
  std::uint64_t checkpoint = 0;
  Moment sent;
  Moment taken;
  std::size_t from = 0;  // rows
  std::size_t to = 0;
};

struct TaskRows {
  std::vector<TaskRow> rows;           // in the order of the pipeline
  std::vector<BarrierFlight> flights;  // by when they were taken
};

// Costs one pass over the trace.
[[nodiscard]] TaskRows fold_task_rows(const scenarios::Recording& recording, const Lives& lives);

// What the row's watermark is after `playhead`.
[[nodiscard]] engine::EventTime watermark_of(const TaskRow& row, sim::EventId playhead);
// What the task is doing at `playhead`, if it is worth a word.
[[nodiscard]] bool is_in(const TaskRow& row, RowSpanKind kind, sim::EventId playhead);

}  // namespace wavetank::visualizer

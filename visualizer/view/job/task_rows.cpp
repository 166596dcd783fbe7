// One pass over the trace, and one over the deaths.
#include "visualizer/view/job/task_rows.hpp"

#include <algorithm>
#include <map>

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

engine::EventTime event_time(std::uint64_t word) { return engine::EventTime(static_cast<std::int64_t>(word)); }

class RowFold {
 public:
  RowFold(const Recording& recording, const Lives& lives) : recording_(recording) {
    row_of_.assign(recording.cast.actors.size(), std::nullopt);
    for (std::size_t at = 0; at < recording.cast.actors.size(); ++at) {
      if (recording.cast.actors[at].role != scenarios::Role::Task) continue;
      row_of_[at] = folded_.rows.size();
      for (const Stretch& span : lives.gone[at]) deaths_.emplace(span.from.id, folded_.rows.size());
      folded_.rows.push_back({sim::ActorId{static_cast<std::uint16_t>(at)}, {}, {}, {}, {}});
    }
  }

  [[nodiscard]] TaskRows run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      const Moment moment{EventId{at}, event.time};
      const auto [dying, after] = deaths_.equal_range(moment.id);
      for (auto death = dying; death != after; ++death) die(moment, folded_.rows[death->second]);
      const std::optional<std::size_t> row = row_of_[static_cast<std::size_t>(event.actor)];
      if (row) take(moment, event, *row);
    }
    return std::move(folded_);
  }

 private:
  void take(const Moment& moment, const TraceEvent& event, std::size_t at) {
    TaskRow& row = folded_.rows[at];
    if (const auto kind = mark_kind(event)) row.marks.push_back({moment, *kind});
    switch (event.kind) {
      case EventKind::SourceEmit:
      case EventKind::RecordIn: row.records.push_back(moment); return;
      case EventKind::WatermarkAdvance: row.progress.push_back({moment, event_time(event.a)}); return;
      case EventKind::ControlOut:
        if (says_watermark(event)) row.progress.push_back({moment, event_time(event.a)});
        return;
      case EventKind::ControlIn: return land(moment, event, at);
      case EventKind::AlignBegin: return begin(row, {{moment, std::nullopt}, RowSpanKind::Aligning, event.a});
      case EventKind::AlignEnd: return end(row, moment, RowSpanKind::Aligning);
      case EventKind::TaskBlocked: return begin(row, {{moment, std::nullopt}, RowSpanKind::Blocked, 0});
      case EventKind::TaskFreed: return end(row, moment, RowSpanKind::Blocked);
      case EventKind::SourceIdle:
        if (event.a == 0) begin(row, {{moment, std::nullopt}, RowSpanKind::Idle, 0});
        return;
      case EventKind::SourceActive:
        if (event.a == 0) end(row, moment, RowSpanKind::Idle);
        return;
      default: return;
    }
  }

  // Of a source, which has no inputs to combine; on its first output.
  [[nodiscard]] bool says_watermark(const TraceEvent& event) const {
    return static_cast<engine::ControlKind>(engine::upper(event.b)) == engine::ControlKind::Watermark &&
           engine::lower(event.b) == 0 && recording_.actor(event).channels.empty();
  }
  static std::optional<RowMarkKind> mark_kind(const TraceEvent& event) {
    switch (event.kind) {
      case EventKind::RecordLate: return RowMarkKind::Late;
      case EventKind::RecordDrop:
      case EventKind::RecordSide: return RowMarkKind::Dropped;
      case EventKind::WindowFire:
        return static_cast<engine::FireReason>(engine::upper(event.b)) == engine::FireReason::Late
                   ? RowMarkKind::FiredLate
                   : RowMarkKind::Fired;
      case EventKind::CheckpointTake: return RowMarkKind::Snapshot;
      case EventKind::RestoreOpen: return RowMarkKind::Restored;
      case EventKind::SourceEnd: return RowMarkKind::Ended;
      default: return std::nullopt;
    }
  }

  void land(const Moment& moment, const TraceEvent& event, std::size_t at) {
    if (static_cast<engine::ControlKind>(engine::upper(event.b)) != engine::ControlKind::Barrier) return;
    if (event.cause == 0) return;
    const TraceEvent& sent = recording_.at(EventId{event.cause});
    const std::optional<std::size_t> from = row_of_[static_cast<std::size_t>(sent.actor)];
    if (!from || sent.kind != EventKind::ControlOut) return;
    folded_.flights.push_back({event.a, {EventId{event.cause}, sent.time}, moment, *from, at});
  }

  static void begin(TaskRow& row, const RowSpan& span) {
    end(row, span.span.from, span.kind);
    row.spans.push_back(span);
  }
  static void end(TaskRow& row, const Moment& moment, RowSpanKind kind) {
    for (auto span = row.spans.rbegin(); span != row.spans.rend(); ++span) {
      if (span->kind != kind) continue;
      if (!span->span.to) span->span.to = moment;
      return;
    }
  }
  static void die(const Moment& moment, TaskRow& row) {
    for (const RowSpanKind kind : {RowSpanKind::Aligning, RowSpanKind::Blocked, RowSpanKind::Idle}) {
      end(row, moment, kind);
    }
    if (!row.progress.empty()) row.progress.push_back({moment, engine::EventTime::min()});
  }

  const Recording& recording_;
  TaskRows folded_;
  std::vector<std::optional<std::size_t>> row_of_;  // by actor
  std::multimap<EventId, std::size_t> deaths_;      // rows
};

}  // namespace

TaskRows fold_task_rows(const Recording& recording, const Lives& lives) { return RowFold(recording, lives).run(); }

engine::EventTime watermark_of(const TaskRow& row, EventId playhead) {
  const auto after = std::upper_bound(row.progress.begin(), row.progress.end(), playhead,
                                      [](EventId id, const RowProgress& step) { return id < step.moment.id; });
  return after == row.progress.begin() ? engine::EventTime::min() : std::prev(after)->watermark;
}

bool is_in(const TaskRow& row, RowSpanKind kind, EventId playhead) {
  return std::any_of(row.spans.begin(), row.spans.end(),
                     [&](const RowSpan& span) { return span.kind == kind && span.span.is_open(playhead); });
}

}  // namespace wavetank::visualizer

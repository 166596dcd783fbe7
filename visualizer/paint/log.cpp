// Rows of the log.
#include "visualizer/paint/log.hpp"

#include <array>

#include "scenarios/explain/describe.hpp"
#include "visualizer/paint/plane/legend.hpp"

namespace wavetank::visualizer {
namespace {

using sim::EventId;
using sim::EventKind;

// The events to show, with the playhead's among them, so that it stands at `above` or higher.
std::vector<EventId> rows_around(const Scene& scene, EventId playhead, std::size_t count, std::size_t above) {
  const std::vector<EventId>& told = scene.landmarks().told;
  std::vector<EventId> rows;
  const auto next = std::upper_bound(told.begin(), told.end(), playhead);
  const bool is_told = next != told.begin() && *std::prev(next) == playhead;
  const bool adds_row = playhead != EventId{} && !is_told;
  const auto after = static_cast<std::size_t>(told.end() - next);
  const auto before = static_cast<std::size_t>(next - told.begin());
  const std::size_t own = adds_row ? 1 : 0;
  // What cannot be filled below is filled above.
  std::size_t up = std::min(before, above);
  up = std::min(before, std::max(up, count > after + own ? count - after - own : 0));
  for (std::size_t i = before - up; i < before; ++i) rows.push_back(told[i]);
  if (adds_row) rows.push_back(playhead);
  for (std::size_t i = before; i < told.size() && rows.size() < count; ++i) rows.push_back(told[i]);
  return rows;
}

std::optional<Fate> fate_of(EventKind kind) {
  switch (kind) {
    case EventKind::WindowAdd:
    case EventKind::SliceAdd: return Fate::OnTime;
    case EventKind::RecordLate: return Fate::Late;
    case EventKind::RecordDrop: return Fate::Dropped;
    case EventKind::RecordSide: return Fate::Side;
    case EventKind::RecordUnassigned: return Fate::Unassigned;
    case EventKind::RecordFilter: return Fate::Refused;
    case EventKind::RecordIgnore: return Fate::Ignored;
    default: return std::nullopt;
  }
}

std::optional<Role> bar_of(const sim::TraceEvent& event) {
  switch (event.kind) {
    case EventKind::WindowFire:
      return static_cast<engine::FireReason>(engine::upper(event.b)) == engine::FireReason::Late ? Role::Late
                                                                                                 : Role::OnTime;
    case EventKind::WatermarkAdvance: return Role::Watermark;
    case EventKind::FaultBegin:
    case EventKind::FaultEnd:
    case EventKind::CheckpointTrigger:
    case EventKind::CheckpointDone:
    case EventKind::AlignBegin:
    case EventKind::AlignEnd: return Role::Barrier;
    case EventKind::HostCrash:
    case EventKind::JobFailure:
    case EventKind::JobFail: return Role::Fault;
    case EventKind::HostStart:
    case EventKind::JobDecide:
    case EventKind::JobAttempt: return Role::Restore;
    case EventKind::SourcePause:
    case EventKind::SourceResume:
    case EventKind::ClockAdvance:
    case EventKind::SourceIdle:
    case EventKind::SourceActive:
    case EventKind::SourceEnd: return Role::Idle;
    default: return std::nullopt;
  }
}

void paint_sign(Pen& pen, const Rect& box, const sim::TraceEvent& event) {
  const Point middle{(box.left + box.right) / 2, (box.top + box.bottom) / 2};
  if (const auto fate = fate_of(event.kind)) return paint_mark(pen, middle, *fate, pen.px(4));
  if (const auto role = bar_of(event)) {
    pen.fill({middle.x - pen.px(5), middle.y - pen.px(1), middle.x + pen.px(5), middle.y + pen.px(2)}, pen.ink(*role));
  }
}

// Without the actor where all of the lane is done by one.
std::string row_text(const Scene& scene, EventId id) {
  std::string text = scenarios::describe(scene.recording(), id);
  if (scene.lanes().empty() || scene.plane().lane.tasks.size() != 1) return text;
  const std::string prefix = scene.recording().actor(scene.recording().at(id)).name + ": ";
  const bool is_lane = scene.plane().lane.tasks.front() == scene.recording().at(id).actor;
  return is_lane && text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

void paint_row(Pen& pen, const Rect& row, EventId id, const Scene& scene, const ViewState& state) {
  const scenarios::Recording& recording = scene.recording();
  const sim::TraceEvent& event = recording.at(id);
  if (id == state.playhead) pen.fill(row, pen.ink(Role::ControlHot));
  if (state.selection == id) pen.outline(row, pen.ink(Role::Selection), pen.px(1));
  const bool has_happened = id <= state.playhead;
  const Ink strong = pen.ink(has_happened ? Role::Text : Role::Ghost);
  const Ink weak = pen.ink(has_happened ? Role::TextDim : Role::Ghost);
  std::string time = scenarios::Words(recording.clock_base).clock(event.time);
  if (time.size() > 5 && time[4] == '-') time = time.substr(5);  // the year is in the header
  const float top = row.top + pen.px(2);
  const float time_right = row.left + std::max(pen.px(78), pen.width_of(time) + pen.px(8));
  pen.text({time_right - pen.px(4) - pen.width_of(time), top}, weak, time);
  const Rect sign{time_right, row.top, time_right + pen.px(22), row.bottom};
  if (has_happened) paint_sign(pen, sign, event);
  const float left = sign.right + pen.px(2);
  pen.text({left, top}, strong, pen.shortened(row_text(scene, id), row.right - left - pen.px(4)));
}

}  // namespace

void paint_log(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits) {
  const Rect inner{area.left + pen.px(4), area.top + pen.px(8), area.right - pen.px(4), area.bottom - pen.px(6)};
  if (inner.empty()) return;
  pen.text({inner.left + pen.px(8), inner.top}, pen.ink(Role::TextDim), "Log");
  const float first = inner.top + pen.line_height() + pen.px(4);
  const float height = pen.line_height() + pen.px(3);
  if (inner.bottom - first < height) return;
  const auto count = static_cast<std::size_t>((inner.bottom - first) / height);
  const Pen::Clip clip(pen, area);
  float y = first;
  for (const EventId id : rows_around(scene, state.playhead, count, count * 2 / 3)) {
    const Rect row{inner.left, y, inner.right, y + height};
    paint_row(pen, row, id, scene, state);
    hits.push_back({HitKind::LogLine, id, row});
    y += height;
  }
}

}  // namespace wavetank::visualizer

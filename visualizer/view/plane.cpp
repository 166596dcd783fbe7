// One pass over the trace.
#include "visualizer/view/plane.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "sim/trace/joined_windows.hpp"
#include "visualizer/view/matches.hpp"
#include "visualizer/view/so_far.hpp"
#include "visualizer/view/timers.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

std::int64_t signed_word(std::uint64_t word) { return static_cast<std::int64_t>(word); }

// Folds one lane. Maps are looked up and never walked, so their order means nothing.
class PlaneFold {
 public:
  PlaneFold(const Recording& recording, const Lane& lane, std::optional<engine::KeyId> only) : recording_(recording) {
    plane_.lane = lane;
    plane_.only = only;
    heard_.assign(lane.tasks.size(), engine::EventTime::min());
    tasks_.assign(recording.cast.actors.size(), std::nullopt);
    const std::uint32_t inputs = inputs_of(lane);
    if (inputs > 1 && inputs <= kInputLinesMax) plane_.inputs.resize(inputs);
    for (std::uint32_t channel = 0; channel < plane_.inputs.size(); ++channel) plane_.inputs[channel].channel = channel;
    for (std::size_t i = 0; i < lane.tasks.size(); ++i) tasks_[static_cast<std::size_t>(lane.tasks[i])] = i;
  }

  [[nodiscard]] Plane run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      const auto actor = static_cast<std::size_t>(event.actor);
      if (actor < tasks_.size() && tasks_[actor]) take(EventId{at}, event, *tasks_[actor]);
    }
    return std::move(plane_);
  }

 private:
  // How many channels a single task has; 0 of several tasks.
  [[nodiscard]] std::uint32_t inputs_of(const Lane& lane) const {
    if (lane.tasks.size() != 1) return 0;
    std::uint32_t count = 0;
    for (const std::uint32_t channels : recording_.cast.actors[static_cast<std::size_t>(lane.tasks.front())].channels) {
      count += channels;
    }
    return count;
  }

  // What is open of one key in one window.
  struct Pane {
    std::size_t box = 0;
    std::optional<std::int64_t> value;  // none: no record of it had one
  };
  struct PaneName {
    engine::Window window;
    engine::KeyId key = engine::kNoKey;
    sim::ActorId task{};
    friend auto operator<=>(const PaneName&, const PaneName&) = default;
  };

  void take(EventId id, const TraceEvent& event, std::size_t task) {
    switch (event.kind) {
      case EventKind::RecordIn: arrive(id, event); return;
      case EventKind::WatermarkAdvance: advance(id, event, task); return;
      case EventKind::ControlIn: hear(id, event); return;
      case EventKind::RecordLate: decide(id, event, Fate::Late); return;
      case EventKind::RecordDrop: decide(id, event, Fate::Dropped); return;
      case EventKind::RecordSide: decide(id, event, Fate::Side); return;
      case EventKind::RecordUnassigned: decide(id, event, Fate::Unassigned); return;
      case EventKind::RecordFilter: decide(id, event, Fate::Refused); return;
      case EventKind::RecordIgnore: decide(id, event, Fate::Ignored); return;
      case EventKind::StateExpire: expire(event); return;
      case EventKind::RecordEvict: evict(id, event); return;
      case EventKind::WindowAdd:
      case EventKind::SliceAdd: add(id, event); return;
      case EventKind::WindowFire: fire(id, event); return;
      case EventKind::WindowClear: clear(id, event); return;
      case EventKind::WindowMerge: merge(id, event); return;
      case EventKind::RecordOut: send(id, event); return;
      case EventKind::RulePut:
      case EventKind::RuleRemove: change_rules(id, event); return;
      default: return;
    }
  }

  [[nodiscard]] bool is_shown(engine::KeyId key) const { return !plane_.only || *plane_.only == key; }

  void arrive(EventId id, const TraceEvent& event) {
    const engine::KeyId key{engine::lower(event.b)};
    if (known_keys_.emplace(engine::index_of(key), true).second) plane_.keys.push_back(key);
    if (!is_shown(key)) return;
    Mark mark;
    mark.time = engine::EventTime(signed_word(event.a));
    mark.at = event.time;
    mark.arrival = id;
    mark.decided = id;
    mark.key = key;
    if (plane_.lane.evictor != engine::EvictorKind::None || !plane_.lane.has_windows)
      rows_[engine::upper(event.b)] = plane_.marks.size();
    plane_.marks.push_back(mark);
  }

  // Said when a window fires; the record is known by its row.
  void evict(EventId id, const TraceEvent& event) {
    const auto found = rows_.find(engine::upper(event.b));
    if (found == rows_.end()) return;
    Mark& mark = plane_.marks[found->second];
    if (mark.evicted == EventId{}) mark.evicted = id;
  }

  // A record that joins a fired and an unfired window (sliding) is late: the rarer word wins.
  void decide(EventId id, const TraceEvent& event, Fate fate) {
    const std::optional<std::size_t> at = mark_of(plane_, EventId{event.cause});
    if (!at) return;
    Mark& mark = plane_.marks[*at];
    mark.fate = fate;
    mark.decided = id;
    mark.margin_ms = fate >= Fate::Unassigned ? 0 : signed_word(event.a);
    if (fate == Fate::Dropped || fate == Fate::Side) mark.rule = static_cast<std::uint16_t>(event.b);
  }

  void advance(EventId id, const TraceEvent& event, std::size_t task) {
    heard_[task] = engine::EventTime(signed_word(event.a));
    const engine::EventTime least = *std::min_element(heard_.begin(), heard_.end());
    const bool moved =
        plane_.watermark.empty() ? least > engine::EventTime::min() : least > plane_.watermark.back().time;
    if (moved) plane_.watermark.push_back({id, event.time, least});
  }

  void hear(EventId id, const TraceEvent& event) {
    const std::uint32_t channel = engine::lower(event.b);
    if (channel >= plane_.inputs.size()) return;
    InputLine& line = plane_.inputs[channel];
    line.from = recording_.at(EventId{event.cause}).actor;
    switch (static_cast<engine::ControlKind>(engine::upper(event.b))) {
      case engine::ControlKind::Watermark:
        line.steps.push_back({id, event.time, engine::EventTime(signed_word(event.a))});
        line.silent.reset();
        return;
      case engine::ControlKind::Active: line.silent.reset(); return;
      case engine::ControlKind::Barrier:
      case engine::ControlKind::Cancel: return;
      case engine::ControlKind::Idle:
      case engine::ControlKind::End: line.silent = Moment{id, event.time}; return;
    }
  }

  [[nodiscard]] PaneName pane_name(const TraceEvent& event) const {
    const engine::Window window = recording_.facts->windows.window(engine::WindowId{engine::upper(event.a)});
    return {window, engine::KeyId{engine::lower(event.a)}, event.actor};
  }
  [[nodiscard]] std::size_t box_of(EventId id, const TraceEvent& event, const engine::Window& window) {
    const auto [open, is_new] = open_boxes_.emplace(window, plane_.boxes.size());
    if (!is_new) return open->second;
    Box box;
    box.window = window;
    box.first = id;
    box.opened = event.time;
    plane_.boxes.push_back(std::move(box));
    live_.push_back(0);
    return open->second;
  }

  void add(EventId id, const TraceEvent& event) {
    const engine::KeyId key{engine::lower(event.a)};
    if (!is_shown(key)) return;
    join(id, event);
    if (plane_.lane.has_slices) return fill_slice(id, event);
    sim::each_joined_window(event, recording_.facts->windows,
                            [&](const engine::Window& window) { grow(id, event, {window, key, event.actor}); });
  }

  void grow(EventId id, const TraceEvent& event, const PaneName& name) {
    const std::size_t at = box_of(id, event, name.window);
    Box& box = plane_.boxes[at];
    const auto [pane, is_new] = panes_.emplace(name, Pane{at, std::nullopt});
    live_[at] += is_new ? 1 : 0;
    if (const auto found = parts_.find(name); found != parts_.end()) {
      if (found->second > 1) box.joined = Joining{id, found->second};
      parts_.erase(found);
    }
    Growth grown = box.growth.empty() ? Growth{} : box.growth.back();
    const std::int64_t before = pane->second.value.value_or(0);
    pane->second.value = event.kind == EventKind::WindowAdd
                             ? signed_word(event.b)
                             : grown_by(recording_, EventId{event.cause}, pane->second.value);
    grown.id = id;
    grown.at = event.time;
    grown.key = name.key;
    grown.keys += is_new ? 1 : 0;
    grown.records += 1;
    grown.total = engine::wrapping_add(grown.total, engine::wrapping_subtract(pane->second.value.value_or(0), before));
    grown.value = pane->second.value.value_or(0);
    box.growth.push_back(grown);
  }

  void fill_slice(EventId id, const TraceEvent& event) {
    const engine::Window slice = recording_.facts->windows.window(engine::WindowId{engine::upper(event.a)});
    slices_.push_back({slice, Moment{id, event.time}});
  }
  // A window of SQL is known when it speaks: open since the first record of its slices, and gone at once.
  void fire_slices(EventId id, const TraceEvent& event) {
    const engine::KeyId key{engine::lower(event.a)};
    if (!is_shown(key)) return;
    const std::size_t at = box_of(id, event, pane_name(event).window);
    Box& box = plane_.boxes[at];
    for (const auto& [slice, filled] : slices_) {
      if (slice.start < box.window.start || slice.end > box.window.end) continue;
      box.opened = std::min(box.opened, filled.at);
    }
    if (panes_.emplace(pane_name(event), Pane{at, std::nullopt}).second) ++live_[at];
    box.cleared = Moment{id, event.time};
  }

  // The record's fate is known now, if nothing worse was said of it.
  void join(EventId id, const TraceEvent& event) {
    const std::optional<std::size_t> at = mark_of(plane_, EventId{event.cause});
    if (at && plane_.marks[*at].fate == Fate::OnTime) plane_.marks[*at].decided = id;
  }

  void fire(EventId id, const TraceEvent& event) {
    if (plane_.lane.has_slices) fire_slices(id, event);
    const auto pane = panes_.find(pane_name(event));
    if (pane == panes_.end()) return;
    Box& box = plane_.boxes[pane->second.box];
    const auto reason = static_cast<engine::FireReason>(engine::upper(event.b));
    const bool same = !box.stamps.empty() && box.stamps.back().at == event.time && box.stamps.back().reason == reason;
    if (!same) {
      Stamp stamp;
      stamp.first = id;
      stamp.at = event.time;
      stamp.reason = reason;
      stamp.first_part = box.parts.size();
      box.stamps.push_back(stamp);
    }
    box.stamps.back().last = id;
    box.stamps.back().keys += 1;
    box.parts.push_back({id, engine::KeyId{engine::lower(event.a)}, engine::RowId{engine::lower(event.b)}});
  }

  void clear(EventId id, const TraceEvent& event) {
    if (plane_.lane.has_slices) return;  // its box ends with what it says
    const auto pane = panes_.find(pane_name(event));
    if (pane == panes_.end()) return;
    const std::size_t at = pane->second.box;
    panes_.erase(pane);
    WT_ASSERT(live_[at] > 0, at);
    if (--live_[at] > 0) return;
    plane_.boxes[at].cleared = Moment{id, event.time};
    open_boxes_.erase(plane_.boxes[at].window);
  }

  // A session that is part of a larger one ends there; the larger one begins with the record that made it.
  void merge(EventId id, const TraceEvent& event) {
    TraceEvent part = event;
    part.a = event.b;
    if (panes_.contains(pane_name(part))) ++parts_[pane_name(event)];
    clear(id, part);
  }

  // A window's result is a record like any other; its kind says that it takes something back.
  void send(EventId id, const TraceEvent& event) {
    const engine::KeyId key{engine::lower(event.b)};
    const engine::RowId row{engine::upper(event.b)};
    if (!plane_.lane.has_windows) return pass_on(id, event, row);
    const engine::Rows& rows = recording_.facts->rows;
    if (!is_shown(key) || rows.kind(row) != engine::RowKind::UpdateBefore) return;
    plane_.retractions.push_back({id, event.time, window_of(row), key, row});
  }
  // Without windows: the record itself, or another row because of it.
  void pass_on(EventId id, const TraceEvent& event, engine::RowId row) {
    if (const auto own = rows_.find(static_cast<std::uint32_t>(row)); own != rows_.end()) {
      Mark& mark = plane_.marks[own->second];
      if (!mark.left && event.time > mark.at) mark.left = Moment{id, event.time};
      return;
    }
    if (!plane_.lane.has_function) return;
    if (const auto at = mark_of(plane_, EventId{event.cause})) plane_.marks[*at].said = row;
  }
  void expire(const TraceEvent& event) {
    if (const auto at = mark_of(plane_, EventId{event.cause})) plane_.marks[*at].has_expired = true;
  }
  void change_rules(EventId id, const TraceEvent& event) {
    const auto at = mark_of(plane_, EventId{event.cause});
    if (!at) return;
    plane_.marks[*at].is_rule = true;
    plane_.marks[*at].said = engine::RowId{engine::upper(event.b)};
    plane_.marks[*at].decided = id;
  }
  // A global window's results have neither start nor end.
  [[nodiscard]] engine::Window window_of(engine::RowId row) const {
    const engine::Rows& rows = recording_.facts->rows;
    const engine::Schema& schema = rows.schema(rows.schema_of(row));
    engine::Window window = engine::kGlobalWindow;
    for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
      const engine::FieldRole role = schema.fields[field].role;
      if (rows.is_null(row, field)) continue;
      if (role == engine::FieldRole::WindowStart) window.start = engine::EventTime(rows.bits(row, field));
      if (role == engine::FieldRole::WindowEnd) window.end = engine::EventTime(rows.bits(row, field));
    }
    return window;
  }

  const Recording& recording_;
  Plane plane_;
  std::vector<std::optional<std::size_t>> tasks_;  // by actor: its number in the lane
  std::vector<engine::EventTime> heard_;           // by task
  std::unordered_map<std::uint32_t, bool> known_keys_;
  std::unordered_map<std::uint32_t, std::size_t> rows_;  // the marks of rows, where an evictor may leave them out
  std::map<PaneName, Pane> panes_;
  std::map<PaneName, std::uint32_t> parts_;  // of a session that takes others in, until its record
  std::map<engine::Window, std::size_t> open_boxes_;
  std::vector<std::pair<engine::Window, Moment>> slices_;  // of SQL: when a record went to which
  std::vector<std::size_t> live_;                          // by box: panes that are not cleared
};

EventId id_of(const Mark& mark) { return mark.arrival; }
EventId id_of(const WatermarkStep& step) { return step.id; }
EventId id_of(const Growth& growth) { return growth.id; }
EventId id_of(const Stamp& stamp) { return stamp.first; }
EventId id_of(const Box& box) { return box.first; }
EventId id_of(const Retraction& retraction) { return retraction.id; }
EventId id_of(const TimerLife& timer) { return timer.set.id; }
EventId id_of(const FoundMatch& match) { return match.said.id; }

template <typename T>
std::size_t count_until(const std::vector<T>& sorted, EventId playhead) {
  const auto end = std::upper_bound(sorted.begin(), sorted.end(), playhead,
                                    [](EventId id, const T& element) { return id < id_of(element); });
  return static_cast<std::size_t>(end - sorted.begin());
}

}  // namespace

Plane fold_plane(const Recording& recording, const Lane& lane, std::optional<engine::KeyId> only) {
  Plane plane = PlaneFold(recording, lane, only).run();
  if (lane.has_pattern) {
    plane.matches = fold_matches(recording, plane);
  } else if (!lane.has_windows) {
    plane.timers = fold_timers(recording, plane);
  }
  return plane;
}

std::size_t happened(const std::vector<Mark>& marks, EventId playhead) { return count_until(marks, playhead); }
std::size_t happened(const std::vector<WatermarkStep>& steps, EventId playhead) { return count_until(steps, playhead); }
std::size_t happened(const std::vector<Growth>& growth, EventId playhead) { return count_until(growth, playhead); }
std::size_t happened(const std::vector<Stamp>& stamps, EventId playhead) { return count_until(stamps, playhead); }
std::size_t happened(const std::vector<Box>& boxes, EventId playhead) { return count_until(boxes, playhead); }
std::size_t happened(const std::vector<Retraction>& retractions, EventId playhead) {
  return count_until(retractions, playhead);
}

std::size_t happened(const std::vector<TimerLife>& timers, EventId playhead) { return count_until(timers, playhead); }
std::size_t happened(const std::vector<FoundMatch>& matches, EventId playhead) {
  return count_until(matches, playhead);
}

std::optional<WatermarkStep> watermark_at(const Plane& plane, EventId playhead) {
  const std::size_t count = happened(plane.watermark, playhead);
  if (count == 0) return std::nullopt;
  return plane.watermark[count - 1];
}

std::optional<StampPlace> stamp_of(const Plane& plane, EventId firing) {
  const std::size_t boxes = happened(plane.boxes, firing);
  for (std::size_t at = boxes; at-- > 0;) {
    const std::vector<Stamp>& stamps = plane.boxes[at].stamps;
    const std::size_t count = happened(stamps, firing);
    if (count == 0) continue;
    // Firings of several windows in one instant are interleaved, so the parts decide.
    const std::vector<StampPart>& parts = plane.boxes[at].parts;
    const auto part = std::lower_bound(parts.begin(), parts.end(), firing,
                                       [](const StampPart& element, EventId id) { return element.id < id; });
    if (part != parts.end() && part->id == firing) return StampPlace{at, count - 1};
  }
  return std::nullopt;
}

std::optional<std::size_t> mark_of(const Plane& plane, EventId id) {
  const std::size_t count = happened(plane.marks, id);
  if (count == 0) return std::nullopt;
  if (plane.marks[count - 1].arrival == id) return count - 1;
  // A batch arrives before it is decided: look back through what arrived shortly before.
  constexpr std::size_t kLookBack = 4096;
  for (std::size_t back = 0; back < kLookBack && back < count; ++back) {
    if (plane.marks[count - 1 - back].decided == id) return count - 1 - back;
  }
  return std::nullopt;
}

}  // namespace wavetank::visualizer

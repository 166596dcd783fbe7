// One pass over the trace.
#include "visualizer/view/plane.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "sim/trace/joined_windows.hpp"
#include "visualizer/view/plane/matches.hpp"
#include "visualizer/view/plane/so_far.hpp"
#include "visualizer/view/plane/timers.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

std::int64_t signed_word(std::uint64_t word) { return static_cast<std::int64_t>(word); }

// Folds one lane.
class PlaneFold {
 public:
  PlaneFold(const PlaneQuestion& question, const Lane& lane) : recording_(question.recording) {
    plane_.lane = lane;
    plane_.only = question.only;
    for (std::size_t task = 0; task < lane.tasks.size(); ++task) {
      for (const Stretch& span : question.lives.gone[static_cast<std::size_t>(lane.tasks[task])]) {
        deaths_.emplace(span.from.id, task);
      }
    }
    heard_.assign(lane.tasks.size(), engine::EventTime::min());
    tasks_.assign(recording_.cast.actors.size(), std::nullopt);
    const std::uint32_t inputs = inputs_of(lane);
    if (inputs > 1 && inputs <= kInputLinesMax) plane_.inputs.resize(inputs);
    for (std::uint32_t channel = 0; channel < plane_.inputs.size(); ++channel) plane_.inputs[channel].channel = channel;
    for (std::size_t i = 0; i < lane.tasks.size(); ++i) tasks_[static_cast<std::size_t>(lane.tasks[i])] = i;
  }

  [[nodiscard]] Plane run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      const auto [dying, after] = deaths_.equal_range(EventId{at});
      for (auto death = dying; death != after; ++death) die({EventId{at}, event.time}, death->second);
      if (event.kind == EventKind::CheckpointDiscard) forget(event.a);
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
    std::uint64_t records = 0;
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
      case EventKind::CheckpointTake: store(event); return;
      case EventKind::RestoreOpen: restore({id, event.time}, event); return;
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
    const bool moved = least > (plane_.watermark.empty() ? engine::EventTime::min() : plane_.watermark.back().time);
    if (moved) plane_.watermark.push_back({id, event.time, least});
  }

  // Whatever a task had is gone with it.
  void die(const Moment& moment, std::size_t task) {
    const sim::ActorId actor = plane_.lane.tasks[task];
    heard_[task] = engine::EventTime::min();
    const bool had_watermark = !plane_.watermark.empty() && plane_.watermark.back().time > engine::EventTime::min();
    if (had_watermark) plane_.watermark.push_back({moment.id, moment.at, engine::EventTime::min()});
    for (InputLine& line : plane_.inputs) {
      if (!line.steps.empty()) line.steps.push_back({moment.id, moment.at, engine::EventTime::min()});
      line.silent.reset();
    }
    for (const auto& [name, pane] : panes_) {
      if (name.task == actor) close(pane.box, moment, Closing::Lost);
    }
    std::erase_if(panes_, [&](const auto& pane) { return pane.first.task == actor; });
    std::erase_if(parts_, [&](const auto& part) { return part.first.task == actor; });
    slices_.clear();
  }

  // What a checkpoint holds of a task, and what is there again when the task is restored from it.
  void store(const TraceEvent& event) {
    std::vector<std::pair<PaneName, Pane>>& stored = stored_[{event.a, event.actor}];
    stored.clear();
    for (const auto& [name, pane] : panes_) {
      if (name.task == event.actor) stored.emplace_back(name, pane);
    }
  }
  void forget(std::uint64_t checkpoint) {
    std::erase_if(stored_, [&](const auto& part) { return part.first.first == checkpoint; });
  }
  void restore(const Moment& moment, const TraceEvent& event) {
    const auto stored = stored_.find({event.a, event.actor});
    if (stored == stored_.end()) return;
    for (const auto& [name, pane] : stored->second) {
      const std::size_t at = box_of(moment.id, event, name.window);
      Box& box = plane_.boxes[at];
      if (box.growth.empty()) box.is_restored = true;
      panes_.insert_or_assign(name, Pane{at, pane.value, pane.records});
      ++live_[at];
      Growth grown = box.growth.empty() ? Growth{} : box.growth.back();
      grown.id = moment.id;
      grown.at = moment.at;
      grown.key = name.key;
      grown.keys += 1;
      grown.records += pane.records;
      grown.total = engine::wrapping_add(grown.total, pane.value.value_or(0));
      grown.value = pane.value.value_or(0);
      box.growth.push_back(grown);
    }
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
    const auto [pane, is_new] = panes_.emplace(name, Pane{at, std::nullopt, 0});
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
    pane->second.records += 1;
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
    if (panes_.emplace(pane_name(event), Pane{at, std::nullopt, 0}).second) ++live_[at];
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
    close(at, {id, event.time}, Closing::Cleared);
  }
  // One key of a box is gone; with the last one, the box.
  enum class Closing : std::uint8_t { Cleared, Lost };
  void close(std::size_t at, const Moment& moment, Closing closing) {
    WT_ASSERT(live_[at] > 0, at);
    if (--live_[at] > 0) return;
    plane_.boxes[at].cleared = moment;
    plane_.boxes[at].is_lost = closing == Closing::Lost;
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
    plane_.retractions.push_back({id, event.time, window_of_result(recording_, row), key, row});
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
  const Recording& recording_;
  Plane plane_;
  std::multimap<EventId, std::size_t> deaths_;  // numbers of tasks in the lane
  std::map<std::pair<std::uint64_t, sim::ActorId>, std::vector<std::pair<PaneName, Pane>>> stored_;  // by checkpoint
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

}  // namespace

Plane fold_plane(const PlaneQuestion& question, const Lane& lane) {
  Plane plane = PlaneFold(question, lane).run();
  if (lane.has_pattern) {
    plane.matches = fold_matches(question.recording, plane);
  } else if (!lane.has_windows) {
    plane.timers = fold_timers(question, plane);
  }
  return plane;
}

}  // namespace wavetank::visualizer

// Reading windows back out of a trace.
#include "scenarios/explain/windows.hpp"

#include <algorithm>
#include <set>

#include "engine/windows/assigner.hpp"
#include "scenarios/explain/describe.hpp"
#include "scenarios/run/operators/operators.hpp"
#include "sim/trace/joined_windows.hpp"

namespace wavetank::scenarios {

using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

namespace {

engine::EventTime time_in(std::uint64_t word) { return engine::EventTime(static_cast<std::int64_t>(word)); }

std::vector<engine::Window> session_of(engine::EventTime time, engine::Millis gap) {
  return {{time, engine::wrapping_add(time, gap)}};
}

// The gap that the record brings along; its schema is that of the window's input.
engine::Millis gap_in(const Recording& recording, const WindowNode& node, const TraceEvent& arrived) {
  const engine::RowId row{engine::upper(arrived.b)};
  const engine::Rows& rows = recording.facts->rows;
  return {rows.bits(row, field_index(rows.schema(rows.schema_of(row)).fields, node.session_gap_field))};
}

}  // namespace

std::vector<engine::Window> assigned_windows(const Recording& recording, EventId arrival) {
  const TraceEvent& event = recording.at(arrival);
  const auto& node = std::get<WindowNode>(recording.node(event).op);
  const bool by_clock = node.time == engine::TimeDomain::Processing;  // AS-08
  const engine::EventTime time =
      by_clock ? engine::EventTime(sim::to_processing_time(recording.clock_base, event.time).ticks())
               : time_in(event.a);
  std::vector<engine::Window> windows;
  const auto add = [&](const engine::Window& window) { windows.push_back(window); };
  switch (node.assigner) {
    case engine::AssignerKind::Aligned: engine::assign_windows(node.shape, time, add); return windows;
    case engine::AssignerKind::Cumulate: engine::assign_cumulated(node.shape, time, add); return windows;
    case engine::AssignerKind::Session: return session_of(time, node.session_gap);
    case engine::AssignerKind::SessionByField: return session_of(time, gap_in(recording, node, event));
    case engine::AssignerKind::Global: return {engine::kGlobalWindow};
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(node.assigner));
}

Reason cause_of_firing(const Recording& recording, EventId fire) {
  const Words words(recording.clock_base);
  const TraceEvent& fired = recording.at(fire);
  const EventId cause{fired.cause};
  const TraceEvent& why = recording.at(cause);
  const engine::EventTime last = recording.facts->windows.window(engine::WindowId{engine::upper(fired.a)}).max();
  const bool late = static_cast<engine::FireReason>(engine::upper(fired.b)) == engine::FireReason::Late;
  switch (why.kind) {
    case EventKind::WatermarkAdvance:
      return {"the " + words.watermark(time_in(why.a)) + " reached the window's last instant " + words.time(last) +
                  " (TR-04)",
              cause};
    case EventKind::KeyEnd: return {"a batch has taken all records of the key, and its timers fire (BX-04)", cause};
    case EventKind::EventTimer: {
      if (recording.at(EventId{why.cause}).kind == EventKind::KeyEnd) {
        return {"a batch has taken all records of the key, and its timers fire (BX-04)", cause};
      }
      const std::string set =
          time_in(why.b) == last ? "the window's last instant " : "the time that its trigger waited for, ";
      const TraceEvent& moved = recording.at(EventId{why.cause});
      const bool by_watermark = moved.kind == EventKind::WatermarkAdvance;
      return {"the " + (by_watermark ? words.watermark(time_in(moved.a)) : std::string("watermark")) + " reached " +
                  set + words.time(time_in(why.b)) + (time_in(why.b) == last ? " (TR-04)" : ""),
              cause};
    }
    case EventKind::ProcessingTimer:
      return {"the clock has passed " + words.time(time_in(why.b)) + ", which its trigger waited for", cause};
    case EventKind::RecordIn: {
      const std::string record = record_text(recording, why);
      if (late) return {"a late record makes its window fire again at once (TR-04, TR-05): " + record, cause};
      return {"its trigger fires with " + record, cause};
    }
    default: return {"its trigger fired", cause};
  }
}

namespace {

// Walked backwards: which records the firings of some windows left out, for good (EV-02). What leaves before a firing is
// told just before it, what leaves after it just after it.
class EvictionsBackwards {
 public:
  EvictionsBackwards(const Recording& recording, const TraceEvent& fired)
      : actor_(fired.actor), when_(std::get<WindowNode>(recording.node(fired).op).evictor.when) {}

  void pass_firing(bool is_of_windows) {
    if (when_ == engine::EvictWhen::After && is_of_windows) rows_.insert(waiting_.begin(), waiting_.end());
    waiting_.clear();
    is_after_own_ = is_of_windows;
  }
  void pass_eviction(const TraceEvent& event) {
    if (event.actor != actor_) return;
    if (when_ == engine::EvictWhen::After) waiting_.push_back(engine::upper(event.b));
    if (when_ == engine::EvictWhen::Before && is_after_own_) rows_.insert(engine::upper(event.b));
  }
  // Whether the record that was added here had left again.
  [[nodiscard]] bool take(std::uint32_t row) { return rows_.erase(row) > 0; }

 private:
  sim::ActorId actor_;
  engine::EvictWhen when_;
  bool is_after_own_ = true;
  std::set<std::uint32_t> rows_;
  std::vector<std::uint32_t> waiting_;
};

// A window of SQL speaks of the slices inside it.
std::vector<EventId> held_in_slices(const Recording& recording, EventId fire) {
  const TraceEvent& fired = recording.at(fire);
  const engine::Windows& windows = recording.facts->windows;
  const engine::Window window = windows.window(engine::WindowId{engine::upper(fired.a)});
  std::vector<EventId> held;
  for (std::uint32_t at = 1; at < static_cast<std::uint32_t>(fire); ++at) {
    const TraceEvent& event = recording.at(EventId{at});
    if (event.kind != EventKind::WindowAdd || event.actor != fired.actor) continue;
    const engine::Window slice = windows.window(engine::WindowId{engine::upper(event.a)});
    const bool is_inside = slice.start >= window.start && slice.end <= window.end;
    if (is_inside && engine::lower(event.a) == engine::lower(fired.a)) held.push_back(EventId{event.cause});
  }
  return held;
}

bool is_about_window(EventKind kind) {
  return sim::says_joined(kind) || kind == EventKind::WindowFire || kind == EventKind::WindowMerge ||
         kind == EventKind::WindowPurge || kind == EventKind::WindowClear;
}

// Whether the event is that of a record that joined one of `some`.
bool joined_one_of(const TraceEvent& event, const std::set<engine::Window>& some, const engine::Windows& windows) {
  bool is_one = false;
  if (!sim::says_joined(event.kind)) return false;
  sim::each_joined_window(event, windows,
                          [&](const engine::Window& window) { is_one = is_one || some.contains(window); });
  return is_one;
}

}  // namespace

std::vector<EventId> held_at(const Recording& recording, EventId fire) {
  const TraceEvent& fired = recording.at(fire);
  if (!std::holds_alternative<WindowNode>(recording.node(fired).op)) return held_in_slices(recording, fire);
  const engine::Windows& windows = recording.facts->windows;
  const auto window_in = [&](std::uint64_t word) { return windows.window(engine::WindowId{engine::upper(word)}); };
  std::set<engine::Window> inside{window_in(fired.a)};  // the window, and the sessions that became part of it
  EvictionsBackwards evictions(recording, fired);
  std::vector<EventId> held;
  for (auto at = static_cast<std::uint32_t>(fire) - 1; at > 0; --at) {
    const TraceEvent& event = recording.at(EventId{at});
    if (event.kind == EventKind::RecordEvict) evictions.pass_eviction(event);
    if (event.actor != fired.actor || event.kind == EventKind::RecordEvict || !is_about_window(event.kind)) continue;
    const bool is_own_key = engine::lower(event.a) == engine::lower(fired.a);
    const bool is_own = is_own_key && inside.contains(window_in(event.a));
    if (event.kind == EventKind::WindowFire) evictions.pass_firing(is_own);
    if (is_own && event.kind == EventKind::WindowMerge) inside.insert(window_in(event.b));
    if (is_own && (event.kind == EventKind::WindowPurge || event.kind == EventKind::WindowClear)) {
      inside.erase(window_in(event.a));
    }
    if (!is_own_key || !joined_one_of(event, inside, windows)) continue;
    const TraceEvent& arrived = recording.at(EventId{event.cause});
    if (!evictions.take(engine::upper(arrived.b))) held.push_back(EventId{event.cause});
  }
  std::reverse(held.begin(), held.end());
  return held;
}

std::vector<EventId> left_out_at(const Recording& recording, EventId fire) {
  const TraceEvent& fired = recording.at(fire);
  std::vector<EventId> left_out;
  for (auto at = static_cast<std::uint32_t>(fire) - 1; at > 0; --at) {
    const TraceEvent& event = recording.at(EventId{at});
    if (event.kind != EventKind::RecordEvict || event.actor != fired.actor || event.cause != fired.cause) break;
    left_out.push_back(EventId{at});
  }
  std::reverse(left_out.begin(), left_out.end());
  return left_out;
}

}  // namespace wavetank::scenarios

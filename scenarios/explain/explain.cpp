// Finding the reasons.
#include "scenarios/explain/explain.hpp"

#include <algorithm>
#include <map>

#include "engine/windows/assigner.hpp"
#include "scenarios/explain/describe.hpp"
#include "scenarios/explain/watermark.hpp"
#include "scenarios/explain/windows.hpp"
#include "scenarios/format/windowing.hpp"
#include "scenarios/run/outcome.hpp"
#include "sim/trace/joined_windows.hpp"

namespace wavetank::scenarios {

using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

namespace {

constexpr std::size_t kListedMax = 6;  // events listed one by one; the rest are counted

std::int64_t milliseconds_of(const TraceEvent& event) { return static_cast<std::int64_t>(event.a); }
engine::EventTime time_of(const TraceEvent& event) { return engine::EventTime(milliseconds_of(event)); }

std::string number(EventId id) { return "#" + std::to_string(static_cast<std::uint32_t>(id)); }

// Explains one recording; holds what all explanations of it need.
class Explainer {
 public:
  explicit Explainer(const Recording& recording) : recording_(recording), words_(recording.clock_base) {}

  [[nodiscard]] Explanation event(EventId id) const {
    const TraceEvent& event = recording_.at(id);
    Explanation explanation;
    if (const std::optional<EventId> arrival = arrival_at_window(id)) {
      explanation = record(*arrival);
    } else if (event.kind == EventKind::WindowFire) {
      explanation = firing(id);
    } else if (event.kind == EventKind::OutVisible) {
      explanation = result(id);
    } else if (event.kind == EventKind::WatermarkAdvance) {
      explanation = advance(id);
    } else {
      explanation.title = describe(recording_, id);
      if (event.kind == EventKind::RecordDrop || event.kind == EventKind::RecordSide)
        refusal_without_lateness(id, explanation);
    }
    explanation.chain = chain_of(recording_, id);
    return explanation;
  }

  [[nodiscard]] std::vector<Explanation> key(const std::string& key, std::optional<engine::EventTime> start) const {
    std::vector<Explanation> found;
    std::map<std::pair<sim::ActorId, engine::Window>, EventId> last;  // of the key: the latest event of a window
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      if (has_no_window(event) && about(event, key, start)) found.push_back(this->event(EventId{at}));
      if (event.kind == EventKind::WindowFire && window_is(event, key, start)) found.push_back(firing(EventId{at}));
      if (event.kind == EventKind::WindowFire && key_is(engine::lower(event.a), key)) {
        last.erase({event.actor, window_in(event.a)});
      }
      if (event.kind == EventKind::WindowMerge && key_is(engine::lower(event.b), key)) {
        last.erase({event.actor, window_in(event.b)});
      }
      if (!sim::says_joined(event.kind) || !is_at_window(event) || !key_is(engine::lower(event.a), key)) continue;
      sim::each_joined_window(event, recording_.facts->windows, [&](const engine::Window& window) {
        if (!start || window.start == *start) last[{event.actor, window}] = EventId{at};
      });
    }
    for (const auto& [window, added] : last) found.push_back(silence(window.second, added));
    return found;
  }

 private:
  // Refused, or fallen between two windows.
  static bool has_no_window(const TraceEvent& event) {
    return event.kind == EventKind::RecordDrop || event.kind == EventKind::RecordSide ||
           event.kind == EventKind::RecordUnassigned;
  }

  // WO-02: when the state of a window goes; who comes then is late (WO-03).
  [[nodiscard]] engine::EventTime kept_until(const WindowNode& node, const engine::Window& window) const {
    return engine::EventTime(engine::saturating_add(window.max().ticks(), node.allowed_lateness.count));
  }

  // The arrival at a window task that this event is about, if it is about a record there.
  [[nodiscard]] std::optional<EventId> arrival_at_window(EventId id) const {
    const TraceEvent& event = recording_.at(id);
    switch (event.kind) {
      case EventKind::RecordIn: break;
      case EventKind::RecordDrop:
      case EventKind::RecordSide:
      case EventKind::RecordLate:
      case EventKind::RecordUnassigned:
      case EventKind::WindowAdd:
      case EventKind::SliceAdd: return is_at_window(event) ? std::optional(EventId{event.cause}) : std::nullopt;
      default: return std::nullopt;
    }
    return is_at_window(event) ? std::optional(id) : std::nullopt;
  }

  // Whether it happened at a window of the stream API.
  [[nodiscard]] bool is_at_window(const TraceEvent& event) const {
    return recording_.actor(event).role == Role::Task && std::holds_alternative<WindowNode>(recording_.node(event).op);
  }

  // The events that the record's arrival led to, in the same instant.
  [[nodiscard]] std::vector<EventId> consequences(EventId arrival) const {
    std::vector<EventId> found;
    const sim::SimTime now = recording_.at(arrival).time;
    for (auto at = static_cast<std::uint32_t>(arrival) + 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      if (event.time > now) break;
      if (event.cause == static_cast<std::uint32_t>(arrival)) found.push_back(EventId{at});
    }
    return found;
  }

  [[nodiscard]] const WindowNode& window_node(const TraceEvent& event) const {
    return std::get<WindowNode>(recording_.node(event).op);
  }

  [[nodiscard]] Explanation record(EventId arrival) const {
    const TraceEvent& event = recording_.at(arrival);
    const WindowNode& node = window_node(event);
    Explanation explanation;
    explanation.title = record_text(recording_, event) + " at " + recording_.actor(event).name;
    explanation.reasons.push_back(
        {"it happened at " + words_.time(time_of(event)) + " and arrived at " + words_.clock(event.time), arrival});
    explanation.reasons.push_back({assigned(node, arrival), std::nullopt});
    const KnownWatermark known = watermark_before(recording_, event.actor, arrival);
    explanation.reasons.push_back({"at its arrival: " + words_.watermark(known.time), known.set_by});
    bool added = false;
    for (const EventId id : consequences(arrival)) {
      added = added || sim::says_joined(recording_.at(id).kind);
      fate(id, node, explanation);
    }
    if (added) past_windows(node, arrival, known, explanation);
    return explanation;
  }

  // A record that some of its windows still take is too late for the others all the same.
  void past_windows(const WindowNode& node, EventId arrival, const KnownWatermark& known,
                    Explanation& explanation) const {
    if (!knows_lateness(node) || engine::merges(assigner_of(node))) return;
    for (const engine::Window& window : assigned_windows(recording_, arrival)) {
      if (kept_until(node, window) > known.time) continue;
      explanation.reasons.push_back({"it came too late for " + words_.window(window) + " (WO-03)", known.set_by});
    }
  }

  [[nodiscard]] std::string assigned(const WindowNode& node, EventId arrival) const {
    std::string text;
    for (const engine::Window& window : assigned_windows(recording_, arrival)) {
      text += (text.empty() ? "" : ", ") + words_.window(window);
    }
    if (engine::merges(assigner_of(node)))
      return "it makes a session " + text + ", which takes in what it touches (AS-10)";
    return text.empty() ? "no window contains it (AS-07)" : "it belongs to " + text;
  }

  void fate(EventId id, const WindowNode& node, Explanation& explanation) const {
    const TraceEvent& event = recording_.at(id);
    switch (event.kind) {
      case EventKind::RecordDrop:
      case EventKind::RecordSide: return refusal(id, node, explanation);
      case EventKind::RecordLate:
        explanation.reasons.push_back({"the window's end had passed by " + Words::length(milliseconds_of(event)) +
                                           ", but its state was kept for " +
                                           Words::length(static_cast<std::int64_t>(event.b)) +
                                           " more: late, and accepted (WO-03)",
                                       id});
        return;
      case EventKind::WindowAdd:
      case EventKind::SliceAdd:
      case EventKind::WindowMerge:
      case EventKind::WindowFire: explanation.reasons.push_back({describe(recording_, id), id}); return;
      case EventKind::RecordUnassigned:
        explanation.reasons.push_back({"it is in no window and not late: it vanishes (WO-15)", id});
        return;
      default: return;
    }
  }

  [[nodiscard]] static std::string lateness_rule(engine::Rule rule) {
    switch (rule) {
      case engine::Rule::SO02: return "the sort had sent on a record of that time or a later one (SO-02)";
      case engine::Rule::DD02: return "the first of its key could have been sent already (DD-02)";
      case engine::Rule::OV02: return "its key had gone on to that time (OV-02)";
      case engine::Rule::OV03: return "all rows up to the watermark have been sent (OV-03)";
      case engine::Rule::SQ02: return "the pattern has taken all records up to the watermark (SQ-02)";
      default: return "all its windows had spoken (AS-17)";
    }
  }

  // Of a sort or a window of SQL, which keep nothing for late records.
  void refusal_without_lateness(EventId id, Explanation& explanation) const {
    const TraceEvent& event = recording_.at(id);
    const EventId arrival{event.cause};
    const KnownWatermark known = watermark_before(recording_, event.actor, arrival);
    explanation.reasons.push_back({record_text(recording_, recording_.at(arrival)) + " arrived at " +
                                       words_.clock(event.time) + ", at the " + words_.watermark(known.time),
                                   known.set_by});
    explanation.reasons.push_back({lateness_rule(static_cast<engine::Rule>(engine::lower(event.b))), id});
    explanation.reasons.push_back(
        {"a bound larger by " + Words::length(milliseconds_of(event)) + " would have waited for it", std::nullopt});
  }

  void refusal(EventId id, const WindowNode& node, Explanation& explanation) const {
    const TraceEvent& event = recording_.at(id);
    const std::int64_t margin = milliseconds_of(event);
    const std::int64_t allowed = node.allowed_lateness.count;
    const std::string end = event.kind == EventKind::RecordDrop ? "dropped and counted" : "sent to the late output";
    if (assigned_windows(recording_, EventId{event.cause}).empty()) {
      explanation.reasons.push_back(
          {"it is late all the same, so it was " + end + " (WO-14); no lateness would have kept it", id});
      return;
    }
    explanation.reasons.push_back({"all its windows were late: end + allowed lateness (" + Words::length(allowed) +
                                       ") had been reached, so it was " + end + " (WO-03, WO-14)",
                                   id});
    explanation.reasons.push_back({Words::length(margin) + " too late; an allowed lateness of " +
                                       Words::length(engine::saturating_add(allowed, margin)) + " would have kept it",
                                   std::nullopt});
  }

  [[nodiscard]] Explanation firing(EventId id) const {
    Explanation explanation;
    explanation.title = describe(recording_, id);
    explanation.reasons.push_back(cause_of_firing(recording_, id));
    contents(id, explanation);
    const bool is_stream = is_at_window(recording_.at(id));  // of SQL: nothing is kept for late records (AS-17)
    if (is_stream && knows_lateness(window_node(recording_.at(id)))) missed(id, explanation);
    explanation.chain = chain_of(recording_, id);
    return explanation;
  }

  void contents(EventId fire, Explanation& explanation) const {
    const std::vector<EventId> held = held_at(recording_, fire);
    for (std::size_t i = 0; i < std::min(held.size(), kListedMax); ++i) {
      explanation.reasons.push_back({"contains " + record_text(recording_, recording_.at(held[i])), held[i]});
    }
    if (held.size() > kListedMax) {
      explanation.reasons.push_back({"and " + std::to_string(held.size() - kListedMax) + " more", std::nullopt});
    }
    const std::vector<EventId> left_out = left_out_at(recording_, fire);
    for (std::size_t i = 0; i < std::min(left_out.size(), kListedMax); ++i) {
      explanation.reasons.push_back({describe(recording_, left_out[i]), left_out[i]});
    }
  }

  // Records of this window and key that came when its state had gone, whether another window took them or none.
  void missed(EventId fire, Explanation& explanation) const {
    const TraceEvent& fired = recording_.at(fire);
    const engine::Window window = recording_.facts->windows.window(engine::WindowId{engine::upper(fired.a)});
    const engine::EventTime gone = kept_until(window_node(fired), window);
    engine::EventTime watermark = engine::EventTime::min();
    std::size_t count = 0;
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      if (event.actor != fired.actor) continue;
      if (event.kind == EventKind::WatermarkAdvance) watermark = time_of(event);
      if (event.kind != EventKind::RecordIn || watermark < gone) continue;
      const bool inside = time_of(event) >= window.start && time_of(event) < window.end;
      if (!inside || engine::lower(event.b) != engine::lower(fired.a)) continue;
      if (++count > kListedMax) continue;
      explanation.reasons.push_back({"came too late for it: " + record_text(recording_, event), EventId{at}});
    }
    if (count > kListedMax) {
      explanation.reasons.push_back(
          {"and " + std::to_string(count - kListedMax) + " more came too late", std::nullopt});
    }
  }

  [[nodiscard]] Explanation result(EventId id) const {
    for (const EventId link : chain_of(recording_, id)) {
      if (recording_.at(link).kind != EventKind::WindowFire) continue;
      Explanation explanation = firing(link);
      explanation.reasons.insert(explanation.reasons.begin(), {"it comes from a window that fired", link});
      explanation.title = describe(recording_, id);
      return explanation;
    }
    Explanation explanation;
    explanation.title = describe(recording_, id);
    return explanation;
  }

  [[nodiscard]] Explanation advance(EventId id) const {
    const TraceEvent& event = recording_.at(id);
    Explanation explanation;
    explanation.title = describe(recording_, id);
    explanation.reasons.push_back({"the slowest channel that counts has said so", EventId{event.cause}});
    held_by(event.actor, id, explanation);
    return explanation;
  }

  void held_by(sim::ActorId actor, EventId before, Explanation& explanation) const {
    for (const ChannelWord& word : channels_before(recording_, actor, before)) {
      std::string text = "channel " + std::to_string(word.channel);
      if (!word.said_by) {
        text += " has said nothing yet and holds the watermark back";
      } else if (word.last == engine::ControlKind::Idle) {
        text += " is idle and not waited for";
      } else if (word.last == engine::ControlKind::End) {
        text += " has ended";
      } else if (word.watermark == engine::EventTime::min()) {
        text += " is active, without a watermark yet, and holds the watermark back";
      } else {
        text += " is at the " + words_.watermark(word.watermark);
      }
      explanation.reasons.push_back({text, word.said_by});
    }
  }

  // A window with records that have not been part of any firing when the trace ended.
  [[nodiscard]] Explanation silence(const engine::Window& window, EventId added) const {
    const TraceEvent& event = recording_.at(added);
    const EventId end{recording_.size() + 1};
    const KnownWatermark known = watermark_before(recording_, event.actor, end);
    Explanation explanation;
    explanation.title = window_text(recording_, window, engine::KeyId{engine::lower(event.a)}) + " has not fired";
    const WindowNode& node = window_node(event);
    if (node.assigner != engine::AssignerKind::Global && asks_no_clock(node)) {
      explanation.reasons.push_back({"it fires when the watermark reaches " + words_.time(window.max()) +
                                         "; when the trace ends: " + words_.watermark(known.time),
                                     known.set_by});
      held_by(event.actor, end, explanation);
    } else {
      explanation.reasons.push_back({"its trigger has not fired since, to the end of the trace", std::nullopt});
    }
    explanation.chain = chain_of(recording_, added);
    return explanation;
  }

  [[nodiscard]] const engine::Window& window_in(std::uint64_t word) const {
    return recording_.facts->windows.window(engine::WindowId{engine::upper(word)});
  }
  [[nodiscard]] bool key_is(std::uint32_t id, const std::string& key) const {
    const engine::KeyId found{id};
    return found == engine::kNoKey ? key.empty() : Words::value(value_of(*recording_.facts, found)) == key;
  }
  [[nodiscard]] bool window_is(const TraceEvent& event, const std::string& key,
                               std::optional<engine::EventTime> start) const {
    return key_is(engine::lower(event.a), key) && (!start || window_in(event.a).start == *start);
  }
  // A record of the key without a window; if `start` is given, one of the windows it belongs to starts there.
  [[nodiscard]] bool about(const TraceEvent& drop, const std::string& key,
                           std::optional<engine::EventTime> start) const {
    const TraceEvent& arrived = recording_.at(EventId{drop.cause});
    if (!key_is(engine::lower(arrived.b), key)) return false;
    if (!start) return true;
    if (!is_at_window(drop)) return false;
    return std::ranges::any_of(assigned_windows(recording_, EventId{drop.cause}),
                               [&](const engine::Window& window) { return window.start == *start; });
  }

  const Recording& recording_;
  Words words_;
};

}  // namespace

Explanation explain_event(const Recording& recording, EventId id) {
  WT_REQUIRE(static_cast<std::uint32_t>(id) >= 1 && static_cast<std::uint32_t>(id) <= recording.size());
  return Explainer(recording).event(id);
}

std::vector<Explanation> explain_key(const Recording& recording, const std::string& key,
                                     std::optional<engine::EventTime> start) {
  return Explainer(recording).key(key, start);
}

std::vector<EventId> chain_of(const Recording& recording, EventId id) {
  std::vector<EventId> chain;
  for (auto at = static_cast<std::uint32_t>(id); at != 0 && chain.size() < kChainMax;
       at = recording.at(EventId{at}).cause) {
    chain.push_back(EventId{at});
  }
  return chain;
}

std::string to_text(const Recording& recording, const Explanation& explanation) {
  std::string text = explanation.title + "\n";
  for (const Reason& reason : explanation.reasons) {
    text += "  - " + reason.text + (reason.event ? "  " + number(*reason.event) : "") + "\n";
  }
  if (explanation.chain.size() < 2) return text;
  text += "  chain of causes:\n";
  const Words words(recording.clock_base);
  for (const EventId id : explanation.chain) {
    text += "    " + number(id) + "  " + words.clock(recording.at(id).time) + "  " + describe(recording, id) + "\n";
  }
  return text;
}

}  // namespace wavetank::scenarios

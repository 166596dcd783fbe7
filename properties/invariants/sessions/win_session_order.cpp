// win-session-order: until the first session of a key ends, its open sessions are those that its records make in any
// order: what touches, directly or by way of others, is one session.
#include <algorithm>
#include <map>
#include <optional>

#include "properties/invariants/all.hpp"
#include "properties/invariants/sessions/live_sessions.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

using engine::Window;

// In order of their starts, one after the other: whatever order they came in.
std::vector<Window> joined(std::vector<Window> windows) {
  std::sort(windows.begin(), windows.end());
  std::vector<Window> sessions;
  for (const Window& window : windows) {
    if (sessions.empty() || !touch(sessions.back(), window)) {
      sessions.push_back(window);
    } else {
      sessions.back().end = std::max(sessions.back().end, window.end);
    }
  }
  return sessions;
}

std::string text_of(const std::vector<Window>& windows) {
  std::string text;
  for (const Window& window : windows) text += (text.empty() ? "" : " ") + name_of(window);
  return text.empty() ? "none" : text;
}

class SessionOrder {
 public:
  SessionOrder(const WindowTask& task, const Evidence& evidence)
      : task_(task), evidence_(evidence), sessions_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == sim::EventKind::WindowClear) end(window_and_key(event).key, position);
    sessions_.look(position);
    if (event.kind != sim::EventKind::WindowAdd) return;
    for (const Addition& add : windows_of_add(position, evidence_)) {
      OfKey& mine = keys_[add.key];
      mine.own.push_back(own_window(task_, add.record, evidence_));
      mine.last = position;
    }
  }

  Violations take() {
    for (const auto& [key, mine] : keys_) end(key, mine.last);
    return std::move(found_);
  }

 private:
  struct OfKey {
    std::vector<Window> own;  // what each record spans
    sim::EventId last{};      // where the last one joined
    bool judged = false;
  };

  // The first time, compares.
  void end(engine::KeyId key, sim::EventId position) {
    OfKey& mine = keys_[key];
    if (mine.judged) return;
    mine.judged = true;
    std::vector<Window> open;
    for (const LiveSessions::Live& live : sessions_.of(key)) open.push_back(live.window);
    std::sort(open.begin(), open.end());
    const std::vector<Window> expected = joined(mine.own);
    if (open == expected) return;
    found_.push_back({position, mine.last, "win-session-order",
                      "the sessions of " + name_of(key, evidence_.facts()) + " are " + text_of(open) + " after " +
                          name_of(mine.last) + "; in any order its records make " + text_of(expected)});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  LiveSessions sessions_;
  std::map<engine::KeyId, OfKey> keys_;
  Violations found_;
};

}  // namespace

Violations win_session_order(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (!engine::merges(scenarios::assigner_of(evidence.node_of(task)))) continue;
    SessionOrder order(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      order.look(position);
    }
    for (Violation& violation : order.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

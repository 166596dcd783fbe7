// The sessions of every key that are open, as a trace tells them.
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/evidence.hpp"
#include "properties/oracle/sessions.hpp"

namespace wavetank::properties {

class LiveSessions {
 public:
  struct Live {
    engine::Window window;
    sim::EventId since{};
  };
  explicit LiveSessions(const Evidence& evidence) : evidence_(evidence) {}

  // Takes in a win.add, win.merge or win.clear; looks away from all else.
  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == sim::EventKind::WindowAdd) {
      for (const Addition& add : windows_of_add(position, evidence_)) open(add.key, add.window, position);
    }
    if (event.kind != sim::EventKind::WindowMerge && event.kind != sim::EventKind::WindowClear) return;
    const WindowAndKey who = window_and_key(event);
    const engine::Window window = evidence_.facts().windows.window(who.window);
    if (event.kind == sim::EventKind::WindowClear) return end(who.key, window);
    end(who.key, evidence_.facts().windows.window(engine::WindowId{engine::upper(event.b)}));
    open(who.key, window, position);
  }

  [[nodiscard]] const std::vector<Live>& of(engine::KeyId key) { return live_[key]; }

 private:
  void open(engine::KeyId key, const engine::Window& window, sim::EventId since) {
    std::vector<Live>& live = live_[key];
    const auto same = [&](const Live& one) { return one.window == window; };
    if (std::none_of(live.begin(), live.end(), same)) live.push_back({window, since});
  }
  void end(engine::KeyId key, const engine::Window& window) {
    std::erase_if(live_[key], [&](const Live& one) { return one.window == window; });
  }

  const Evidence& evidence_;
  std::map<engine::KeyId, std::vector<Live>> live_;
};

// What a record spans by itself. REQUIRES: a session operator, whose job did not fail with the record.
[[nodiscard]] inline engine::Window own_window(const WindowTask& task, sim::EventId record, const Evidence& evidence) {
  const scenarios::WindowNode& node = evidence.node_of(task);
  const engine::EventTime start = evidence.window_time(task, record);
  const std::int64_t gap = gap_of(node, row_in_b(evidence.at(record)), evidence.facts()).value_or(0);
  return {start, engine::EventTime(start.ticks() + gap)};
}

}  // namespace wavetank::properties

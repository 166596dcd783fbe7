// Which windows a record joined, as win.add and win.slice say it: the one place that knows how they say it.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/facts/windows.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

[[nodiscard]] constexpr bool says_joined(EventKind kind) {
  return kind == EventKind::WindowAdd || kind == EventKind::SliceAdd;
}

// Calls `visit(Window)` for each window that the event's record joined, newest first (WO-01). A win.slice names the
// newest and the oldest window of a run and how many they are; the others lie evenly between.
// REQUIRES: says_joined(event.kind).
template <typename Visit>
void each_joined_window(const TraceEvent& event, const engine::Windows& windows, const Visit& visit) {
  WT_REQUIRE(says_joined(event.kind), static_cast<std::uint32_t>(event.kind));
  const engine::Window newest = windows.window(engine::WindowId{engine::upper(event.a)});
  visit(newest);
  if (event.kind == EventKind::WindowAdd) return;
  const engine::Window oldest = windows.window(engine::WindowId{engine::upper(event.b)});
  const std::int64_t others = std::int64_t{engine::lower(event.b)} - 1;
  if (others <= 0) return;
  const engine::Millis slide{engine::saturating_between(oldest.start, newest.start).count / others};
  engine::Window window = newest;
  for (std::int64_t i = 0; i < others; ++i) {
    window = {engine::wrapping_subtract(window.start, slide), engine::wrapping_subtract(window.end, slide)};
    visit(window);
  }
}

[[nodiscard]] inline std::vector<engine::Window> joined_windows(const TraceEvent& event,
                                                                const engine::Windows& windows) {
  std::vector<engine::Window> all;
  each_joined_window(event, windows, [&](const engine::Window& window) { all.push_back(window); });
  return all;
}

}  // namespace wavetank::sim

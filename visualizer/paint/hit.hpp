// What was drawn where, so that a click finds its event and a test its mark.
#pragma once

#include <optional>
#include <vector>

#include "sim/trace/event.hpp"
#include "visualizer/paint/shape.hpp"

namespace wavetank::visualizer {

enum class HitKind {
  Mark,   // of a record
  Stamp,  // of a firing
  Box,    // of a window
  Watermark,
  Barrier,     // on its way between two tasks
  Stretch,     // of a task: alignment, blocked, gone
  Checkpoint,  // a whole one
  LogLine,
  Reason,  // a link in the Why panel
};

struct Hit {
  HitKind kind = HitKind::Mark;
  sim::EventId id{};
  Rect rect;
};

// In the order of drawing: later ones lie on top.
using HitList = std::vector<Hit>;

// What lies on top at `point`.
[[nodiscard]] inline std::optional<Hit> hit_at(const HitList& hits, Point point) {
  for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit) {
    if (hit->rect.contains(point)) return *hit;
  }
  return std::nullopt;
}

}  // namespace wavetank::visualizer

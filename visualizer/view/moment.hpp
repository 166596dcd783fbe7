// An event and when it happened, and a stretch between two of them.
#pragma once

#include <optional>

#include "sim/trace/event.hpp"

namespace wavetank::visualizer {

struct Moment {
  sim::EventId id{};
  sim::SimTime at;
};

// Without an end: until the end of the run.
struct Stretch {
  Moment from;
  std::optional<Moment> to;

  // Up to `playhead`.
  [[nodiscard]] bool has_begun(sim::EventId playhead) const { return from.id <= playhead; }
  [[nodiscard]] bool is_over(sim::EventId playhead) const { return to && to->id <= playhead; }
  [[nodiscard]] bool is_open(sim::EventId playhead) const { return has_begun(playhead) && !is_over(playhead); }
};

}  // namespace wavetank::visualizer

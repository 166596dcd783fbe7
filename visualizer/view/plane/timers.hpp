// The timers of user functions: when each was set, and how it ended.
#pragma once

#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

// By when they were set. REQUIRES: `plane` has the marks of its lane. Costs one pass over the trace.
[[nodiscard]] std::vector<TimerLife> fold_timers(const PlaneQuestion& question, const Plane& plane);

}  // namespace wavetank::visualizer

// What patterns find: when each match was said, and which stretch of event time it spans.
#pragma once

#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

// By when they were said. Costs one pass over the trace.
[[nodiscard]] std::vector<FoundMatch> fold_matches(const scenarios::Recording& recording, const Plane& plane);

}  // namespace wavetank::visualizer

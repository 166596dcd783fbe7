// The strip below the plane: the whole run from left to right, how many records arrived when, what was worth a look,
// faults, the seen part, and the playhead.
#pragma once

#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

void paint_timeline(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state);

// Which instant of the run stands at pixel `x`: for scrubbing.
[[nodiscard]] sim::SimTime timeline_time(const Pen& pen, const Rect& area, const Scene& scene, float x);

}  // namespace wavetank::visualizer

// The log around the playhead: one line per decision, in the words of `wavetank explain`.
#pragma once

#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// The line of the playhead is always shown, also if it is mere transport. Costs only what is seen.
void paint_log(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits);

}  // namespace wavetank::visualizer

// Operator lanes: a row per task over processing time, with records, watermarks, barriers, and when it was not there.
#pragma once

#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// REQUIRES: the scene is prepared for views of the job.
void paint_lanes(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits);

}  // namespace wavetank::visualizer

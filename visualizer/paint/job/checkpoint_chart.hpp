// The checkpoints over processing time: a row per checkpoint, in it a bar per task, and how it ended.
#pragma once

#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// REQUIRES: the scene is prepared for views of the job.
void paint_checkpoints(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits);

}  // namespace wavetank::visualizer

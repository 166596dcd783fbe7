// The picture of a lane: event time to the right, processing time upwards, and what has happened up to now.
#pragma once

#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// Where the plane itself is inside `area`, without axes and legend; empty if there is no room for it.
[[nodiscard]] Rect plane_inside(const Pen& pen, const Rect& area);

// Draws axes, legend and plane into `area` and adds to `hits`. Says so if there is nothing to draw.
void paint_plane(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits);

}  // namespace wavetank::visualizer

// The signs of the lanes, as they stand in rows and in the legend.
#pragma once

#include <vector>

#include "visualizer/paint/job/job_canvas.hpp"

namespace wavetank::visualizer {

void paint_aligning(Pen& pen, const Rect& rect);
void paint_blocked(Pen& pen, const Rect& row);  // a thin bar at its bottom
void paint_idle(Pen& pen, const Rect& row);     // a dotted line in its middle
void paint_step_tick(Pen& pen, Point top, float length);
// `reach` is how far signs of firings stand from the middle of the row. Returns where a click finds it.
Rect paint_row_mark(Pen& pen, Point middle, float reach, RowMarkKind kind);

// Only what the run has.
[[nodiscard]] std::vector<LegendEntry> lane_legend(const Scene& scene);

}  // namespace wavetank::visualizer

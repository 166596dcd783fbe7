// What the marks and lines mean, in as many rows as the width needs.
#pragma once

#include "visualizer/paint/pen.hpp"
#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

[[nodiscard]] float legend_height(const Pen& pen, float width);
// Draws into the top of `area` what fits. Only fates that the plane has are explained, each with how many records met
// it up to `playhead`: where marks are folded, their number is not.
void paint_legend(Pen& pen, const Rect& area, const Plane& plane, sim::EventId playhead);

// A record that has left its window again.
void paint_evicted(Pen& pen, Point middle, float radius);
// The stretch of event time that a match spans.
[[nodiscard]] Ink ink_of(const Pen& pen, FoundMatch::How how);
void paint_match_bar(Pen& pen, const Rect& bar, FoundMatch::How how);
// One mark, as it stands in the plane and in the legend: dot, ring, cross, diamond, triangle.
void paint_mark(Pen& pen, Point middle, Fate fate, float radius);

}  // namespace wavetank::visualizer

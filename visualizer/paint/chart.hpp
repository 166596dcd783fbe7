// A chart of a report, drawn like the other pictures.
#pragma once

#include "scenarios/lateness/plot/chart.hpp"
#include "visualizer/paint/pen.hpp"

namespace wavetank::visualizer {

// Fills `all`. What does not fit beside its neighbours is left out: labels of ticks first.
void paint_chart(Pen& pen, const Rect& all, const scenarios::Chart& chart);

}  // namespace wavetank::visualizer

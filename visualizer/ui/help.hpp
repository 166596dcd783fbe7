// The overlay of keys.
#pragma once

#include "visualizer/paint/pen.hpp"

namespace wavetank::visualizer {

void paint_help(Pen& pen, const Rect& all);

}  // namespace wavetank::visualizer

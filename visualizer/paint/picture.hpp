// The whole picture: header, plane, Why, log, timeline. The same for a window and for a file.
//
// Panels that do not fit are left out, plane last: a small window shows less and never breaks.
#pragma once

#include "visualizer/paint/why.hpp"

namespace wavetank::visualizer {

// Empty areas are not drawn.
struct PictureLayout {
  Rect header;
  Rect plane;
  Rect why;
  Rect log;
  Rect timeline;
  Rect controls;  // left free for buttons
};

enum class Controls { None, Bar };

[[nodiscard]] PictureLayout lay_out(const Pen& pen, const Rect& all, Controls controls);

// Draws everything but the controls and returns what is where.
[[nodiscard]] HitList paint_picture(Pen& pen, const PictureLayout& layout, const Scene& scene, const ViewState& state,
                                    const WhyCard& card);

}  // namespace wavetank::visualizer

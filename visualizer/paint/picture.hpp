// The whole picture: header, plane, Why, log, timeline. The same for a window and for a file.
//
// Panels that do not fit are left out, plane last: a small window shows less and never breaks.
#pragma once

#include "visualizer/paint/why.hpp"

namespace wavetank::visualizer {

enum class Controls { None, Bar };
enum class Panels {
  All,
  Plane,  // the plane under a header of two lines: for pages that say the rest themselves
};

// Empty areas are not drawn.
struct PictureLayout {
  Rect header;
  Rect plane;
  Rect why;
  Rect log;
  Rect timeline;
  Rect controls;  // left free for buttons
  Panels panels = Panels::All;
};

struct LayoutOptions {
  Controls controls = Controls::None;
  Panels panels = Panels::All;
};

[[nodiscard]] PictureLayout lay_out(const Pen& pen, const Rect& all, LayoutOptions options);

// Draws everything but the controls and returns what is where.
[[nodiscard]] HitList paint_picture(Pen& pen, const PictureLayout& layout, const Scene& scene, const ViewState& state,
                                    const WhyCard& card);

}  // namespace wavetank::visualizer

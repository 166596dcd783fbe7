// What windows do to what was there before: sessions that become one, results that are taken back.
#include <algorithm>

#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kChangesNamed = 24;

// Above the line at `y`, else below it, between `left` and what fits.
void paint_change_label(PlaneCanvas& canvas, const Rect& line, const Pill& pill) {
  Pen& pen = canvas.pen;
  const Point size = pill_size(pen, pill.text);
  const float gap = pen.px(4);
  const float left = std::max(line.left, canvas.area().left) + gap;
  const float right = line.right - gap - size.x;
  const auto spot = [&](float x, float top) { return Rect{x, top, x + size.x, top + size.y}; };
  const float below = line.bottom + gap;
  const float above = line.top - gap - size.y;
  const float lower = below + pen.px(6);  // clear of a mark on the line
  const auto place = canvas.labels.place({spot(left, below), spot(right, below), spot(left, lower), spot(right, lower),
                                          spot(left, above), spot(right, above), spot(left, lower + size.y)});
  if (place) paint_pill(pen, *place, pill);
}

void paint_retraction(PlaneCanvas& canvas, const Retraction& retraction) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const bool is_everywhere = retraction.window == engine::kGlobalWindow;
  const float left = is_everywhere ? area.left : canvas.projection.x(retraction.window.start.ticks());
  const float right = is_everywhere ? area.right : canvas.projection.x(retraction.window.end.ticks());
  const float y = canvas.projection.y(retraction.at.ticks()) + pen.px(3);
  if (right < area.left || left > area.right || y < area.top || y > area.bottom) return;
  pen.dashed_across(left, right, y, pen.ink(Role::Dropped), kDashed);
  canvas.hits.push_back({HitKind::Stamp, retraction.id, {left, y, right, y + pen.px(4)}});
  const std::string text = retraction_text(canvas.recording(), canvas.plane(), retraction);
  paint_change_label(canvas, {left, y, right, y + pen.px(1)}, {text, pen.ink(Role::Dropped)});
}

void paint_joining(PlaneCanvas& canvas, const Box& box) {
  const float y = canvas.projection.y(box.opened.ticks());
  const Rect line{canvas.projection.x(box.window.start.ticks()), y, canvas.projection.x(box.window.end.ticks()), y};
  if (!canvas.area().overlaps({line.left, y - 1, line.right, y + 1})) return;
  const Pill pill{joining_text(*box.joined), canvas.pen.ink(Role::OnTime)};
  paint_change_label(canvas, line, pill);
}

}  // namespace

void paint_changes(PlaneCanvas& canvas) {
  const Plane& plane = canvas.plane();
  const std::size_t retractions = happened(plane.retractions, canvas.state.playhead);
  for (std::size_t i = retractions - std::min(retractions, kChangesNamed); i < retractions; ++i) {
    paint_retraction(canvas, plane.retractions[i]);
  }
  std::size_t named = 0;
  for (std::size_t i = happened(plane.boxes, canvas.state.playhead); i-- > 0 && named < kChangesNamed;) {
    if (!plane.boxes[i].joined) continue;
    paint_joining(canvas, plane.boxes[i]);
    ++named;
  }
}

}  // namespace wavetank::visualizer

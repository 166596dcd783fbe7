// The watermark: a stepped line up to now.
#include "visualizer/paint/plane/plane_canvas.hpp"

namespace wavetank::visualizer {
namespace {

// Steps inside the seen part, with the one before it; empty if there is none up to the playhead.
struct Steps {
  std::size_t first = 0;
  std::size_t count = 0;
};

Steps seen_steps(const PlaneCanvas& canvas) {
  const std::vector<WatermarkStep>& steps = canvas.plane().watermark;
  const std::size_t end = happened(steps, canvas.state.playhead);
  const std::int64_t from = canvas.projection.viewport().clock.from;
  const auto first = std::lower_bound(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(end), from,
                                      [](const WatermarkStep& step, std::int64_t at) { return step.at.ticks() < at; });
  const auto at = static_cast<std::size_t>(first - steps.begin());
  return {at == 0 ? 0 : at - 1, end};
}

float bounded_x(const PlaneCanvas& canvas, float x) {
  return std::clamp(x, canvas.area().left - 4, canvas.area().right - canvas.pen.px(2));
}

}  // namespace

// Per row of pixels at most one horizontal stroke: a long run draws as fast as a short one.
void paint_watermark(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const std::vector<WatermarkStep>& steps = canvas.plane().watermark;
  const Steps seen = seen_steps(canvas);
  if (seen.first >= seen.count) return;
  const Ink ink = pen.ink(Role::Watermark);
  const float width = pen.px(2);
  const float now = std::max(canvas.now_y(), canvas.area().top);
  float x = canvas.area().left - 4;
  float y = canvas.projection.y(steps[seen.first].at.ticks());
  bool begins_anew = true;
  for (std::size_t i = seen.first; i < seen.count; ++i) {
    const float step_y = canvas.projection.y(steps[i].at.ticks());
    const bool is_end = steps[i].time == engine::EventTime::min();
    const bool is_inner = !begins_anew && !is_end && i + 1 < seen.count;
    if (is_inner && y - step_y < 1.0F) continue;  // the next one goes at least as far to the right
    if (begins_anew) y = step_y;
    if (step_y < y) pen.down(x, step_y, y + width, ink, width);
    if (step_y < y) canvas.labels.avoid_line({x, step_y, x + width, y});
    begins_anew = is_end;
    if (is_end) {  // a task died: what follows is another watermark
      pen.cross({x + width / 2, step_y}, pen.px(4), pen.ink(Role::Fault), width);
      x = canvas.area().left - 4;
      continue;
    }
    const float step_x = std::max(x, bounded_x(canvas, canvas.projection.x(steps[i].time.ticks())));
    pen.across(x, step_x + width, step_y, ink, width);
    canvas.hits.push_back(
        {HitKind::Watermark, steps[i].id, {x, step_y - pen.px(3), step_x + width, step_y + width + pen.px(3)}});
    canvas.labels.avoid_line({x, step_y, step_x + width, step_y + width});
    x = step_x;
    y = step_y;
  }
  if (steps[seen.count - 1].time == engine::EventTime::min()) return;
  pen.down(x, now, y + width, ink, width);
  canvas.labels.avoid_line({x, now, x + width, y});
}

void paint_watermark_label(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const auto step = watermark_at(canvas.plane(), canvas.state.playhead);
  const std::string text = canvas.words().watermark(step ? step->time : engine::EventTime::min());
  const Point size = pill_size(pen, text);
  const float gap = pen.px(6);
  const float x = step ? bounded_x(canvas, canvas.projection.x(step->time.ticks())) : canvas.area().left;
  const float now = std::clamp(canvas.now_y(), canvas.area().top, canvas.area().bottom);
  const auto spot = [&](float left, float top) { return Rect{left, top, left + size.x, top + size.y}; };
  const float below = now + gap;
  const float above = now - gap - size.y;
  const float beside_now = x - gap - size.x - pen.px(44);  // clear of the word "now" at the right edge
  const auto place = canvas.labels.place(
      {spot(x + gap, above), spot(x - gap - size.x, above), spot(beside_now, above), spot(x + gap, below),
       spot(x - gap - size.x, below), spot(x + gap, below + 2 * size.y), spot(x - gap - size.x, below + 2 * size.y)});
  if (!place) return;
  paint_pill(pen, *place, {text, pen.ink(Role::Watermark)});
}

}  // namespace wavetank::visualizer

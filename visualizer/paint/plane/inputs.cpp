// The watermarks that a task hears, one dashed line per channel: its own follows the slowest of them.
#include <algorithm>

#include "visualizer/paint/plane/plane_canvas.hpp"

namespace wavetank::visualizer {
namespace {

constexpr Dash kInputDash{4, 3};

// Where a line ends: at now, or where its channel fell silent.
struct LineEnd {
  Point at;
  bool is_drawn = false;
};

float kept_inside(const PlaneCanvas& canvas, std::int64_t event_ms) {
  return std::clamp(canvas.projection.x(event_ms), canvas.area().left, canvas.area().right - canvas.pen.px(3));
}

std::size_t happened_steps(const PlaneCanvas& canvas, const InputLine& line) {
  return happened(line.steps, canvas.state.playhead);
}

LineEnd end_of(const PlaneCanvas& canvas, const InputLine& line) {
  const std::size_t count = happened_steps(canvas, line);
  if (count == 0 || line.steps[count - 1].time == engine::EventTime::min()) return {};
  const bool is_silent = line.silent && line.silent->id <= canvas.state.playhead;
  const float y = is_silent ? canvas.projection.y(line.silent->at.ticks()) : canvas.now_y();
  return {{kept_inside(canvas, line.steps[count - 1].time.ticks()), std::max(y, canvas.area().top)}, true};
}

void paint_line(PlaneCanvas& canvas, const InputLine& line) {
  Pen& pen = canvas.pen;
  const Ink ink = pen.ink(Role::Watermark);
  const std::size_t count = happened_steps(canvas, line);
  float x = canvas.area().left;
  float y = count == 0 ? 0 : canvas.projection.y(line.steps.front().at.ticks());
  for (std::size_t i = 0; i < count; ++i) {
    const float step_y = canvas.projection.y(line.steps[i].at.ticks());
    if (line.steps[i].time == engine::EventTime::min()) {  // its task died: the next one begins anew
      pen.dashed_down(x, step_y, y, ink, kInputDash);
      x = canvas.area().left;
      y = i + 1 < count ? canvas.projection.y(line.steps[i + 1].at.ticks()) : step_y;
      continue;
    }
    const float step_x = std::max(x, kept_inside(canvas, line.steps[i].time.ticks()));
    pen.dashed_down(x, step_y, y, ink, kInputDash);
    pen.dashed_across(x, step_x, step_y, ink, kInputDash);
    x = step_x;
    y = step_y;
  }
  const LineEnd end = end_of(canvas, line);
  if (end.is_drawn && end.at.y < y) pen.dashed_down(x, end.at.y, y, ink, kInputDash);
}

}  // namespace

void paint_inputs(PlaneCanvas& canvas) {
  for (const InputLine& line : canvas.plane().inputs) paint_line(canvas, line);
}

void paint_input_labels(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  for (const InputLine& line : canvas.plane().inputs) {
    const LineEnd end = end_of(canvas, line);
    if (!end.is_drawn) continue;
    const std::string& from = canvas.recording().cast.actors.at(static_cast<std::size_t>(line.from)).name;
    const Point size = pill_size(pen, from);
    const float gap = pen.px(4);
    const auto spot = [&](float x, float y) { return Rect{x, y, x + size.x, y + size.y}; };
    const float low = end.at.y + pen.px(24);
    const auto place = canvas.labels.place(
        {spot(end.at.x + gap, low), spot(end.at.x - gap - size.x, low), spot(end.at.x + gap, low + size.y),
         spot(end.at.x - gap - size.x, low + size.y), spot(end.at.x - gap - size.x, low + 3 * size.y)});
    if (place) paint_pill(pen, *place, {from, pen.ink(Role::Watermark, 60)});
  }
}

}  // namespace wavetank::visualizer

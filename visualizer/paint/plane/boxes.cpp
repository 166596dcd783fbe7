// Windows as boxes that grow with now, and a stamp for each firing.
#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kStampLabelsMax = 80;
constexpr Dash kEarly{6, 3};

// A box in pixels, as far as it has happened.
struct Drawn {
  Rect rect;                   // from its first record to now, or to its end
  std::optional<float> fired;  // y of the last firing on time, if late records are waited for
  bool is_cleared = false;
  std::size_t stamps = 0;  // that have happened
};

// Where the last task fired the window on time: from then on it is only kept.
std::optional<float> last_on_time(const PlaneCanvas& canvas, const Box& box, std::size_t stamps) {
  for (std::size_t i = stamps; i-- > 0;) {
    if (box.stamps[i].reason == engine::FireReason::OnTime) return canvas.projection.y(box.stamps[i].at.ticks());
  }
  return std::nullopt;
}

std::optional<Drawn> drawn(const PlaneCanvas& canvas, const Box& box) {
  const Rect& area = canvas.area();
  Drawn result;
  result.is_cleared = box.cleared && box.cleared->id <= canvas.state.playhead;
  const sim::SimTime end = result.is_cleared ? box.cleared->at : canvas.state.now;
  result.rect = {canvas.projection.x(box.window.start.ticks()), canvas.projection.y(end.ticks()),
                 canvas.projection.x(box.window.end.ticks()), canvas.projection.y(box.opened.ticks())};
  if (spans_all_times(canvas.plane(), box)) {  // to the edges of the plane
    result.rect.left = area.left;
    result.rect.right = area.right;
    if (box.window != engine::kGlobalWindow) result.rect.bottom = canvas.clock_y(box.window.start.ticks());
  }
  if (result.rect.right < area.left || result.rect.left > area.right) return std::nullopt;
  if (result.rect.bottom < area.top || result.rect.top > area.bottom) return std::nullopt;
  result.rect.bottom = std::max(result.rect.bottom, result.rect.top + 1);
  result.stamps = happened(box.stamps, canvas.state.playhead);
  if (canvas.plane().lane.allowed_lateness.count > 0) result.fired = last_on_time(canvas, box, result.stamps);
  return result;
}

void paint_box(PlaneCanvas& canvas, const Box& box, const Drawn& shape) {
  Pen& pen = canvas.pen;
  const Rect& rect = shape.rect;
  const bool is_narrow = rect.width() < pen.px(4);
  const float edge = is_narrow ? 0 : pen.px(1);
  const Rect inner{rect.left + edge, rect.top, rect.right - edge, rect.bottom};
  const float fired = shape.fired.value_or(inner.top);
  pen.fill({inner.left, std::max(fired, inner.top), inner.right, inner.bottom}, pen.ink(Role::OnTime, 13));
  canvas.hits.push_back({HitKind::Box, box.stamps.empty() ? box.first : box.stamps.front().first, inner});
  if (!is_narrow)
    pen.outline({inner.left, std::max(fired, inner.top), inner.right, inner.bottom}, pen.ink(Role::OnTime, 60),
                pen.px(1));
  const bool is_lost = shape.is_cleared && box.is_lost;
  if (is_lost) {  // torn off, not cleared
    pen.dashed_across(inner.left, inner.right, inner.top, pen.ink(Role::Fault), kDashed);
    pen.cross({(inner.left + inner.right) / 2, inner.top}, pen.px(4), pen.ink(Role::Fault), pen.px(2));
  }
  if (box.is_restored) pen.dashed_across(inner.left, inner.right, inner.bottom - 1, pen.ink(Role::Restore), kDashed);
  // Above the firing the state is only kept for late records: the lateness horizon.
  if (!shape.fired || fired - inner.top < 2) return;
  const Rect kept{inner.left, inner.top, inner.right, fired};
  pen.fill(kept, pen.ink(Role::Late, 9));
  if (!is_narrow) pen.dashed_outline(kept, pen.ink(Role::Late), kDashed);
}

// Early ones dashed, since more is to come; late ones double. At most one in two rows of pixels.
void paint_stamps(PlaneCanvas& canvas, const Box& box, const Drawn& shape) {
  Pen& pen = canvas.pen;
  float last_y = 1e9F;
  for (std::size_t i = 0; i < shape.stamps; ++i) {
    const Stamp& stamp = box.stamps[i];
    const float y = canvas.projection.y(stamp.at.ticks());
    if (last_y - y < 2) continue;
    last_y = y;
    const bool is_late = stamp.reason == engine::FireReason::Late;
    const Ink ink = pen.ink(is_late ? Role::Late : Role::OnTime);
    const float width = pen.px(3);
    const bool is_early = stamp.reason == engine::FireReason::Early && !spans_all_times(canvas.plane(), box);
    if (is_early) {
      for (const float row : {-1.0F, 0.0F}) pen.dashed_across(shape.rect.left, shape.rect.right, y + row, ink, kEarly);
    } else {
      pen.across(shape.rect.left, shape.rect.right, y - width / 2, ink, width);
    }
    if (is_late) pen.across(shape.rect.left, shape.rect.right, y, pen.ink(Role::Background), 1);  // a double line
    canvas.hits.push_back(
        {HitKind::Stamp, stamp.first, {shape.rect.left, y - pen.px(4), shape.rect.right, y + pen.px(4)}});
  }
}

// Above its line, else below it, at the left end, else at the right one. Nothing if there is no room.
std::optional<Rect> paint_stamp_label(PlaneCanvas& canvas, const Box& box, const Stamp& stamp, const Rect& rect) {
  Pen& pen = canvas.pen;
  const float gap = pen.px(3);
  const float room = rect.width() - 2 * gap;
  std::string text = stamp_text(canvas.recording(), canvas.plane(), box, stamp);
  if (pill_size(pen, text).x > room) text = brief_stamp_text(canvas.recording(), canvas.plane(), box, stamp);
  if (pill_size(pen, text).x > room) text = pen.shortened(text, std::max(room, pen.px(90)) - 2 * pen.px(5));
  if (text.empty() || rect.width() < pen.px(24)) return std::nullopt;
  const Point size = pill_size(pen, text);
  const float y = canvas.projection.y(stamp.at.ticks());
  const float left = std::max(rect.left, canvas.area().left) + gap;
  const float right = std::min(rect.right, canvas.area().right) - gap - size.x;
  const auto spot = [&](float x, float top) { return Rect{x, top, x + size.x, top + size.y}; };
  const float above = y - size.y - gap;
  const float below = y + gap;
  const auto place =
      canvas.labels.place({spot(left, above), spot(right, above), spot(left, below), spot(right, below)});
  if (!place) return std::nullopt;
  const bool is_late = stamp.reason == engine::FireReason::Late;
  paint_pill(pen, *place, {text, pen.ink(is_late ? Role::Late : Role::OnTime)});
  canvas.hits.push_back({HitKind::Stamp, stamp.first, *place});
  return place;
}

void paint_running(PlaneCanvas& canvas, const Box& box, const Drawn& shape) {
  if (shape.is_cleared || shape.rect.width() < canvas.pen.px(24) || shape.rect.height() < canvas.pen.px(2)) return;
  Pen& pen = canvas.pen;
  const std::string full = running_text(canvas.recording(), canvas.plane(), box, canvas.state.playhead);
  const std::string text = pen.shortened(full, std::max(shape.rect.width() - pen.px(12), pen.px(70)));
  if (text.empty()) return;
  const float left = std::max(shape.rect.left, canvas.area().left) + pen.px(6);
  const float top = std::max(shape.rect.top, canvas.area().top) + pen.px(4);
  const Point size{pen.width_of(text), pen.line_height()};
  const float right = std::min(shape.rect.right, canvas.area().right) - pen.px(6) - size.x;
  const auto spot = [&](float x, float y) { return Rect{x, y, x + size.x, y + size.y}; };
  const auto place = canvas.labels.place({spot(left, top), spot(right, top), spot(left, top + size.y)});
  if (place) pen.text({place->left, place->top}, pen.ink(Role::Text), text);
}

}  // namespace

void paint_boxes(PlaneCanvas& canvas) {
  const std::size_t count = happened(canvas.plane().boxes, canvas.state.playhead);
  for (std::size_t i = 0; i < count; ++i) {
    const Box& box = canvas.plane().boxes[i];
    const auto shape = drawn(canvas, box);
    if (!shape) continue;
    paint_box(canvas, box, *shape);
  }
}

void paint_stamp_lines(PlaneCanvas& canvas) {
  const std::size_t count = happened(canvas.plane().boxes, canvas.state.playhead);
  for (std::size_t i = 0; i < count; ++i) {
    const Box& box = canvas.plane().boxes[i];
    if (const auto shape = drawn(canvas, box)) paint_stamps(canvas, box, *shape);
  }
}

// The selected firing first, then the newest: where room is short, the latest news stay.
void paint_stamp_labels(PlaneCanvas& canvas) {
  const std::size_t count = happened(canvas.plane().boxes, canvas.state.playhead);
  const auto selected = canvas.state.selection ? stamp_of(canvas.plane(), *canvas.state.selection) : std::nullopt;
  if (selected && selected->box < count) {
    const Box& box = canvas.plane().boxes[selected->box];
    const auto shape = drawn(canvas, box);
    const bool has_fired = shape && selected->stamp < shape->stamps;
    const auto place =
        has_fired ? paint_stamp_label(canvas, box, box.stamps[selected->stamp], shape->rect) : std::nullopt;
    if (place) canvas.pen.outline_round(*place, canvas.pen.ink(Role::Selection), canvas.pen.px(2));
  }
  std::size_t painted = 0;
  for (std::size_t i = count; i-- > 0 && painted < kStampLabelsMax;) {
    const Box& box = canvas.plane().boxes[i];
    const auto shape = drawn(canvas, box);
    if (!shape) continue;
    paint_running(canvas, box, *shape);
    for (std::size_t stamp = shape->stamps; stamp-- > 0 && painted < kStampLabelsMax;) {
      if (selected && selected->box == i && selected->stamp == stamp) continue;
      paint_stamp_label(canvas, box, box.stamps[stamp], shape->rect);
      ++painted;
    }
  }
}

}  // namespace wavetank::visualizer

// What operators without windows do: timers that wait, records that wait, rows that they say.
#include <algorithm>

#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kTimersMax = 200;
constexpr std::size_t kWaitsMax = 400;
constexpr std::size_t kTimersNamed = 24;
constexpr std::size_t kRowsNamed = 40;

// A timer in pixels: from where it was set up to where it ended, or to now.
struct Wait {
  Point set;
  Point end;
  bool is_over = false;
};

// A timer of event time stands at its time. One of the clock has none there: it stands where its record does.
Wait wait_of(const PlaneCanvas& canvas, const TimerLife& timer) {
  const std::int64_t event_ms = timer.clock == engine::TimeDomain::Event ? timer.time : timer.record_ms;
  const float x = canvas.projection.x(event_ms);
  const bool is_over = timer.ended && timer.ended->id <= canvas.state.playhead;
  const float top = is_over ? canvas.projection.y(timer.ended->at.ticks()) : canvas.now_y();
  return {{x, canvas.projection.y(timer.set.at.ticks())}, {x, top}, is_over};
}

void paint_timer(PlaneCanvas& canvas, const TimerLife& timer) {
  Pen& pen = canvas.pen;
  const Wait wait = wait_of(canvas, timer);
  const Ink ink = pen.ink(Role::TextDim);
  pen.dashed_down(wait.set.x, wait.end.y, wait.set.y, ink, kDotted);
  pen.ring(wait.set, pen.px(3), ink, pen.px(1));
  if (!wait.is_over) return;
  const float reach = pen.px(5);
  if (timer.has_fired) {
    pen.triangle({wait.end.x - reach, wait.end.y + reach}, {wait.end.x + reach, wait.end.y + reach},
                 {wait.end.x, wait.end.y - reach}, pen.ink(Role::Text));
  } else {
    pen.cross(wait.end, pen.px(3), ink, pen.px(1));
  }
  canvas.hits.push_back({HitKind::Stamp, timer.ended->id, around(wait.end, reach)});
  canvas.labels.avoid(around(wait.end, reach));
}

// A label beside a point: right, left, above, below.
void paint_beside(PlaneCanvas& canvas, Point at, const Pill& pill) {
  const Point size = pill_size(canvas.pen, pill.text);
  const float gap = canvas.pen.px(9);
  const auto spot = [&](float left, float top) { return Rect{left, top, left + size.x, top + size.y}; };
  const float level = at.y - size.y / 2;
  const float below = at.y + gap;
  const float above = at.y - gap - size.y;
  const auto place = canvas.labels.place(
      {spot(at.x + gap, level), spot(at.x - gap - size.x, level), spot(at.x + gap, below), spot(at.x + gap, above),
       spot(at.x - gap - size.x, above), spot(at.x - size.x / 2, above), spot(at.x - size.x / 2, below)});
  if (place) paint_pill(canvas.pen, *place, pill);
}

std::string with_name(const PlaneCanvas& canvas, engine::KeyId key, const std::string& text) {
  return canvas.plane().keys.size() > 1 && key != engine::kNoKey ? key_text(canvas.recording(), key) + " " + text
                                                                 : text;
}

void paint_timer_label(PlaneCanvas& canvas, const TimerLife& timer) {
  const Wait wait = wait_of(canvas, timer);
  if (!wait.is_over || !timer.has_fired || !canvas.area().contains(wait.end)) return;
  const std::string said = timer.said == engine::kNoRow ? "" : ": " + said_text(canvas.recording(), timer.said);
  const std::string text = with_name(canvas, timer.key, "timer" + said);
  paint_beside(canvas, wait.end,
               {canvas.pen.shortened(text, canvas.area().width() * 0.6F), canvas.pen.ink(Role::Text)});
}

void paint_row_label(PlaneCanvas& canvas, const Mark& mark) {
  const Point at = canvas.projection.at({mark.time.ticks(), mark.at.ticks()});
  if (!canvas.area().contains(at)) return;
  const std::string said = said_text(canvas.recording(), mark);
  const std::string text = mark.is_rule ? said : with_name(canvas, mark.key, said);
  const Ink edge = canvas.pen.ink(mark.is_rule ? Role::Barrier : Role::OnTime);
  paint_beside(canvas, at, {canvas.pen.shortened(text, canvas.area().width() * 0.5F), edge});
}

// Every task takes a rule; it is named once.
bool is_named_already(const Plane& plane, std::size_t at) {
  const Mark& mark = plane.marks[at];
  return mark.is_rule && at + 1 < plane.marks.size() && plane.marks[at + 1].is_rule &&
         plane.marks[at + 1].said == mark.said;
}

}  // namespace

void paint_waits(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Plane& plane = canvas.plane();
  const std::size_t timers = happened(plane.timers, canvas.state.playhead);
  for (std::size_t i = timers - std::min(timers, kTimersMax); i < timers; ++i) paint_timer(canvas, plane.timers[i]);
  const std::size_t marks = happened(plane.marks, canvas.state.playhead);
  for (std::size_t i = marks - std::min(marks, kWaitsMax); i < marks; ++i) {
    const Mark& mark = plane.marks[i];
    if (!mark.left) continue;
    const Point from = canvas.projection.at({mark.time.ticks(), mark.at.ticks()});
    const bool is_gone = mark.left->id <= canvas.state.playhead;
    const float top = is_gone ? canvas.projection.y(mark.left->at.ticks()) : canvas.now_y();
    pen.down(from.x, top, from.y, pen.ink(Role::OnTime, 45), pen.px(2));
    if (is_gone) {
      pen.dot({from.x, top}, pen.px(4), pen.ink(Role::Background));
      pen.ring({from.x, top}, pen.px(4), pen.ink(Role::OnTime), pen.px(2));
    }
  }
}

void paint_wait_labels(PlaneCanvas& canvas) {
  const Plane& plane = canvas.plane();
  std::size_t named = 0;
  for (std::size_t i = happened(plane.timers, canvas.state.playhead); i-- > 0 && named < kTimersNamed; ++named) {
    paint_timer_label(canvas, plane.timers[i]);
  }
  named = 0;
  for (std::size_t i = happened(plane.marks, canvas.state.playhead); i-- > 0 && named < kRowsNamed;) {
    const Mark& mark = plane.marks[i];
    if (mark.said == engine::kNoRow || is_named_already(plane, i)) continue;
    paint_row_label(canvas, mark);
    ++named;
  }
}

}  // namespace wavetank::visualizer

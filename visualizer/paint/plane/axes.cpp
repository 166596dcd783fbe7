// Grid, axes, the ideal diagonal, and the bands of faults.
#include "scenarios/explain/describe.hpp"
#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/ticks.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

// Dates are long: a tick at midnight says the day, the others the time of day, and none the year.
std::string tick_text(const scenarios::Words& words, std::int64_t at_ms) {
  const std::string text = words.time(at_ms);
  const std::size_t space = text.find(' ');
  if (space == std::string::npos || text.size() < 6 || text[4] != '-') return text;
  return at_ms % kDayMs == 0 ? text.substr(5, space - 5) : text.substr(space + 1);
}

void paint_event_axis(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const Range range = canvas.projection.viewport().event;
  const auto room = std::max<std::int64_t>(2, static_cast<std::int64_t>(area.width() / pen.px(92)));
  const std::string title = "event time";
  const float title_left = area.right - pen.width_of(title);
  const float text_top = area.bottom + pen.px(5);
  const std::vector<std::int64_t> ticks = ticks_in(range, tick_step_ms(range.length(), room));
  float free_from = area.left - pen.px(60);
  for (const std::int64_t tick : ticks) {
    const float x = canvas.projection.x(tick);
    pen.down(x, area.top, area.bottom, pen.ink(Role::Grid), pen.px(1));
    pen.down(x, area.bottom, area.bottom + pen.px(4), pen.ink(Role::Border), pen.px(1));
    const std::string text = tick_text(canvas.words(), tick);
    const float left = x - pen.width_of(text) / 2;
    if (left < free_from || left + pen.width_of(text) + pen.px(12) > title_left) continue;
    pen.text({left, text_top}, pen.ink(Role::TextDim), text);
    free_from = left + pen.width_of(text) + pen.px(10);
  }
  pen.text({title_left, text_top}, pen.ink(Role::Text), title);
}

// Ticks stand where clocks show round times.
void paint_clock_axis(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const Range range = canvas.projection.viewport().clock;
  const std::int64_t base = canvas.recording().clock_base.ticks();
  const Range shown{canvas.clock_ms(sim::SimTime(range.from)), canvas.clock_ms(sim::SimTime(range.to)) + 1};
  const auto room = std::max<std::int64_t>(2, static_cast<std::int64_t>(area.height() / pen.px(44)));
  const std::vector<std::int64_t> ticks = ticks_in(shown, tick_step_ms(shown.length(), room));
  const float now = canvas.now_y();
  for (const std::int64_t tick : ticks) {
    const float y = canvas.projection.y(sim::saturating_from(engine::Millis{tick - base}).count);
    if (y < area.top || y > area.bottom) continue;
    pen.across(area.left, area.right, y, pen.ink(Role::Grid), pen.px(1));
    pen.across(area.left - pen.px(4), area.left, y, pen.ink(Role::Border), pen.px(1));
    const std::string text = pen.shortened(tick_text(canvas.words(), tick), clock_axis_width(pen) - pen.px(6));
    if (std::abs(y - now) < pen.line_height() || y < area.top + pen.line_height() / 2) continue;
    pen.text({area.left - pen.px(8) - pen.width_of(text), y - pen.line_height() / 2 + pen.px(1)},
             pen.ink(Role::TextDim), text);
  }
}

void paint_now_on_axis(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const float y = canvas.now_y();
  if (y < canvas.area().top || y > canvas.area().bottom) return;
  const std::string text =
      pen.shortened(tick_text(canvas.words(), canvas.clock_ms(canvas.state.now)), clock_axis_width(pen) - pen.px(6));
  pen.text({canvas.area().left - pen.px(6) - pen.width_of(text), y - pen.line_height() / 2 + pen.px(1)},
           pen.ink(Role::Text), text);
}

// Where event time equals processing time: an ideal world's records and watermarks are on it.
void paint_ideal(PlaneCanvas& canvas) {
  const Range clock = canvas.projection.viewport().clock;
  const auto event_at = [&](std::int64_t ns) { return canvas.clock_ms(sim::SimTime(ns)); };
  const Point from = canvas.projection.at({event_at(clock.from), clock.from});
  const Point to = canvas.projection.at({event_at(clock.to), clock.to});
  const Pen::Clip clip(canvas.pen, canvas.area());
  canvas.pen.dotted_line(from, to, canvas.pen.ink(Role::Ideal));
}

// One fault that was armed, until it was lifted or the run ended.
struct Band {
  sim::EventId begin{};
  sim::SimTime from;
  std::optional<sim::SimTime> to;
  std::uint64_t fault = 0;
};

std::vector<Band> bands_until(const Scene& scene, sim::EventId playhead) {
  std::vector<Band> bands;
  for (const Landmark& landmark : scene.landmarks().all) {
    if (landmark.id > playhead) break;
    if (landmark.kind != LandmarkKind::Fault) continue;
    const sim::TraceEvent& event = scene.recording().at(landmark.id);
    if (event.kind == sim::EventKind::FaultBegin) {
      bands.push_back({landmark.id, landmark.at, std::nullopt, event.a});
      continue;
    }
    for (Band& band : bands) {
      if (band.fault == event.a && !band.to) band.to = landmark.at;
    }
  }
  return bands;
}

}  // namespace

void paint_grid(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  pen.fill(area, pen.ink(Role::Background));
  paint_event_axis(canvas);
  paint_clock_axis(canvas);
  paint_now_on_axis(canvas);
  paint_ideal(canvas);
  pen.across(area.left, area.right, area.bottom, pen.ink(Role::Border), pen.px(1));
  pen.down(area.left - pen.px(1), area.top, area.bottom + pen.px(1), pen.ink(Role::Border), pen.px(1));
}

void paint_fault_bands(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  for (const Band& band : bands_until(canvas.scene, canvas.state.playhead)) {
    const float top = canvas.projection.y(band.to.value_or(canvas.state.now).ticks());
    const float bottom = std::max(canvas.projection.y(band.from.ticks()), top + pen.px(2));
    if (bottom < area.top || top > area.bottom) continue;
    pen.hatch({area.left, top, area.right, bottom}, pen.ink(Role::Fault, 24));
    const engine::TextId text{engine::lower(band.fault)};
    const std::string name = pen.shortened(canvas.recording().facts->texts.bytes(text), area.width() / 2);
    const Point size = pill_size(pen, name);
    const float right = area.right - pen.px(6);
    const auto spot = [&](float y) { return Rect{right - size.x, y, right, y + size.y}; };
    const auto place =
        canvas.labels.place({spot(top + pen.px(4)), spot(bottom - size.y - pen.px(4)), spot(bottom + pen.px(4))});
    if (place) paint_pill(pen, *place, {name, pen.ink(Role::Fault)});
  }
}

void paint_now(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const float y = canvas.now_y();
  pen.fill({area.left, area.top, area.right, std::clamp(y, area.top, area.bottom)}, pen.ink(Role::PanelRaised, 45));
  if (y < area.top || y > area.bottom) return;
  pen.across(area.left, area.right, y, pen.ink(Role::Now), pen.px(1));
}

void paint_now_label(PlaneCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const float y = canvas.now_y();
  if (y < area.top || y > area.bottom) return;
  const std::string text = "now";
  const Point size{pen.width_of(text) + pen.px(8), pen.line_height()};
  const float right = area.right - pen.px(4);
  const auto above = Rect{right - size.x, y - size.y - pen.px(1), right, y - pen.px(1)};
  const auto below = Rect{right - size.x, y + pen.px(2), right, y + size.y + pen.px(2)};
  const float left = area.left + pen.px(4);
  const auto at_left = Rect{left, above.top, left + size.x, above.bottom};
  if (const auto place = canvas.labels.place({above, below, at_left})) {
    pen.text({place->left + pen.px(4), place->top}, pen.ink(Role::Text), text);
  }
}

}  // namespace wavetank::visualizer

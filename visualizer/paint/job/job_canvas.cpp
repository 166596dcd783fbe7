// Times, grid, legend and now.
#include "visualizer/paint/job/job_canvas.hpp"

#include <algorithm>

#include "visualizer/view/ticks.hpp"

namespace wavetank::visualizer {
namespace {

constexpr float kFarPixels = 50'000;

// Dates are long; the year is in the header.
std::string short_time(const scenarios::Words& words, std::int64_t at_ms) {
  const std::string text = words.time(at_ms);
  const std::size_t space = text.find(' ');
  return space == std::string::npos ? text : text.substr(space + 1);
}

float entry_width(const Pen& pen, const LegendEntry& entry) {
  return pen.px(22) + pen.px(6) + pen.width_of(entry.text) + pen.px(20);
}

float legend_row_height(const Pen& pen) { return pen.line_height() + pen.px(4); }

// Calls `visit` with the place of each entry: rows as the width needs them.
template <typename Visit>
float each_entry(const Pen& pen, float width, const std::vector<LegendEntry>& entries, const Visit& visit) {
  float x = 0;
  float y = 0;
  for (const LegendEntry& entry : entries) {
    const float needed = entry_width(pen, entry);
    if (x > 0 && x + needed - pen.px(20) > width) {
      x = 0;
      y += legend_row_height(pen);
    }
    visit(entry, Point{x, y});
    x += needed;
  }
  return y + legend_row_height(pen);
}

}  // namespace

float JobCanvas::x(sim::SimTime time) const {
  const Range& clock = state.viewport.clock;
  const double share = static_cast<double>(engine::saturating_add(time.ticks(), -clock.from)) /
                       static_cast<double>(clock.length()) * static_cast<double>(area.width());
  return area.left +
         static_cast<float>(std::clamp(share, -static_cast<double>(kFarPixels), static_cast<double>(kFarPixels)));
}

float JobCanvas::end_x(const Stretch& stretch) const {
  return stretch.is_over(state.playhead) ? x(stretch.to->at) : now_x();
}

JobFrame job_frame(const Pen& pen, const Rect& all, float names_width, float legend_height) {
  const Rect inner{all.left + pen.px(12), all.top + pen.px(10), all.right - pen.px(14),
                   all.bottom - pen.line_height() - pen.px(10)};
  const float top = inner.top + legend_height + pen.px(6);
  const float left = inner.left + names_width;
  return {{inner.left, inner.top, inner.right, inner.top + legend_height},
          {inner.left, top, left, inner.bottom},
          {left, top, inner.right, inner.bottom}};
}

float job_legend_height(const Pen& pen, float width, const std::vector<LegendEntry>& entries) {
  return each_entry(pen, width, entries, [](const LegendEntry&, Point) {});
}

void paint_job_legend(Pen& pen, const Rect& area, const std::vector<LegendEntry>& entries) {
  const Pen::Clip clip(pen, area);
  each_entry(pen, area.width(), entries, [&](const LegendEntry& entry, Point at) {
    const float left = area.left + at.x;
    const float top = area.top + at.y;
    entry.paint(pen, {left, top, left + pen.px(22), top + pen.line_height()});
    pen.text({left + pen.px(28), top + pen.px(1)}, pen.ink(Role::Text), entry.text);
  });
}

void paint_time_grid(const JobCanvas& canvas) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area;
  const Range clock = canvas.state.viewport.clock;
  const std::int64_t base = canvas.recording().clock_base.ticks();
  const auto clock_ms = [&](std::int64_t ns) {
    return sim::to_processing_time(canvas.recording().clock_base, sim::SimTime(ns)).ticks();
  };
  const Range shown{clock_ms(clock.from), clock_ms(clock.to) + 1};
  const auto room = std::max<std::int64_t>(2, static_cast<std::int64_t>(area.width() / pen.px(92)));
  const std::string title = "processing time";
  const float title_left = area.right - pen.width_of(title);
  const float text_top = area.bottom + pen.px(5);
  float free_from = area.left - pen.px(60);
  for (const std::int64_t tick : ticks_in(shown, tick_step_ms(shown.length(), room))) {
    const float x = canvas.x(sim::SimTime(sim::saturating_from(engine::Millis{tick - base}).count));
    if (x < area.left || x > area.right) continue;
    pen.down(x, area.top, area.bottom, pen.ink(Role::Grid), pen.px(1));
    pen.down(x, area.bottom, area.bottom + pen.px(4), pen.ink(Role::Border), pen.px(1));
    const std::string text = short_time(canvas.words(), tick);
    const float left = x - pen.width_of(text) / 2;
    if (left < free_from || left + pen.width_of(text) + pen.px(12) > title_left) continue;
    pen.text({left, text_top}, pen.ink(Role::TextDim), text);
    free_from = left + pen.width_of(text) + pen.px(10);
  }
  pen.text({title_left, text_top}, pen.ink(Role::Text), title);
  pen.across(area.left, area.right, area.bottom, pen.ink(Role::Border), pen.px(1));
}

void paint_now_line(const JobCanvas& canvas) {
  Pen& pen = canvas.pen;
  const float x = canvas.now_x();
  const float left = std::clamp(x, canvas.area.left, canvas.area.right);
  pen.fill({left, canvas.area.top, canvas.area.right, canvas.area.bottom}, pen.ink(Role::PanelRaised, 45));
  if (x >= canvas.area.left && x <= canvas.area.right) {
    pen.down(x, canvas.area.top, canvas.area.bottom, pen.ink(Role::Now), pen.px(1));
  }
}

}  // namespace wavetank::visualizer

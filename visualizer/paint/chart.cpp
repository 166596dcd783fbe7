#include "visualizer/paint/chart.hpp"

#include <algorithm>

namespace wavetank::visualizer {
namespace {

using scenarios::Chart;
using scenarios::ChartPoint;
using scenarios::kChartSide;

// The area of the data, and where on it places lie.
struct ChartArea {
  Rect rect;

  [[nodiscard]] float x(int place) const { return rect.left + rect.width() * static_cast<float>(place) / kChartSide; }
  [[nodiscard]] float y(int place) const {
    return rect.bottom - rect.height() * static_cast<float>(place) / kChartSide;
  }
  [[nodiscard]] Point at(ChartPoint point) const { return {x(point.x), y(point.y)}; }
};

void paint_x_axis(Pen& pen, const ChartArea& area, const scenarios::ChartAxis& axis) {
  const float title_left = area.rect.right - pen.width_of(axis.title);
  const float top = area.rect.bottom + pen.px(5);
  float free_from = 0;
  for (const scenarios::ChartTick& tick : axis.ticks) {
    const float x = area.x(tick.place);
    pen.down(x, area.rect.top, area.rect.bottom, pen.ink(Role::Grid), pen.px(1));
    const float left = x - pen.width_of(tick.text) / 2;
    const float right = left + pen.width_of(tick.text);
    if (left < free_from || right > area.rect.right + pen.px(40)) continue;
    pen.text({left, top}, pen.ink(Role::TextDim), tick.text);
    free_from = right + pen.px(10);
  }
  pen.text({title_left, top + pen.line_height()}, pen.ink(Role::Text), axis.title);
}

void paint_y_axis(Pen& pen, const ChartArea& area, const scenarios::ChartAxis& axis) {
  float free_below = area.rect.bottom + pen.line_height();
  for (const scenarios::ChartTick& tick : axis.ticks) {
    const float y = area.y(tick.place);
    pen.across(area.rect.left, area.rect.right, y, pen.ink(Role::Grid), pen.px(1));
    if (y > free_below - pen.line_height()) continue;
    pen.text({area.rect.left - pen.px(8) - pen.width_of(tick.text), y - pen.line_height() / 2}, pen.ink(Role::TextDim),
             tick.text);
    free_below = y;
  }
  pen.text({pen.px(12), area.rect.top - pen.line_height() - pen.px(9)}, pen.ink(Role::Text), axis.title);
}

void paint_cells(Pen& pen, const ChartArea& area, const Chart& chart) {
  constexpr unsigned kFaintest = 25;  // opacity of the fewest rows: one must be found, too
  const float thinnest = pen.px(1.5F);
  for (const scenarios::ChartCell& cell : chart.cells) {
    const Point least = area.at(cell.least);
    const Point greatest = area.at(cell.greatest);
    const Rect rect{least.x, greatest.y, std::max(greatest.x, least.x + thinnest),
                    std::max(least.y, greatest.y + thinnest)};
    const unsigned opacity = kFaintest + static_cast<unsigned>(cell.weight) * (100 - kFaintest) / 100;
    pen.fill(rect, pen.ink(Role::OnTime, opacity));
  }
}

void paint_chart_line(Pen& pen, const ChartArea& area, const scenarios::ChartLine& line) {
  for (std::size_t i = 1; i < line.points.size(); ++i) {
    const Point from = area.at(line.points[i - 1]);
    const Point to = area.at(line.points[i]);
    if (line.stroke == scenarios::ChartStroke::Curve)
      pen.line(from, to, pen.ink(Role::Accent), pen.px(2));
    else
      pen.dotted_line(from, to, pen.ink(Role::Ideal));
  }
}

void paint_mark(Pen& pen, const ChartArea& area, const scenarios::ChartMark& mark) {
  const float x = area.x(mark.x);
  pen.dashed_down(x, area.rect.top, area.rect.bottom, pen.ink(Role::Late), kDashed);
  const bool is_right = mark.x > kChartSide / 2;
  const float left = is_right ? x - pen.width_of(mark.text) - pen.px(6) : x + pen.px(6);
  pen.text({left, area.rect.bottom - pen.line_height() - pen.px(6)}, pen.ink(Role::Text), mark.text);
}

}  // namespace

void paint_chart(Pen& pen, const Rect& all, const Chart& chart) {
  const float line = pen.line_height();
  pen.bold({all.left + pen.px(12), all.top + pen.px(10)}, pen.ink(Role::Text),
           pen.shortened(chart.title, all.width() - pen.px(24)));
  const ChartArea area{{all.left + pen.px(92), all.top + line * 2 + pen.px(32), all.right - pen.px(28),
                        all.bottom - line * 2 - pen.px(14)}};
  if (area.rect.empty()) return;
  paint_x_axis(pen, area, chart.x);
  paint_y_axis(pen, area, chart.y);
  {
    const Pen::Clip clip(pen, area.rect.inset(-pen.px(1)));
    paint_cells(pen, area, chart);
    for (const scenarios::ChartLine& one : chart.lines) paint_chart_line(pen, area, one);
  }
  for (const scenarios::ChartMark& mark : chart.marks) paint_mark(pen, area, mark);
  pen.across(area.rect.left, area.rect.right, area.rect.bottom, pen.ink(Role::Border), pen.px(1));
  pen.down(area.rect.left, area.rect.top, area.rect.bottom, pen.ink(Role::Border), pen.px(1));
}

}  // namespace wavetank::visualizer

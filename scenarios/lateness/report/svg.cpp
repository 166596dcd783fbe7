#include "scenarios/lateness/report/svg.hpp"

#include <algorithm>
#include <array>

namespace wavetank::scenarios {
namespace {

// The picture and the area of the data in it, in units of SVG.
constexpr int kSvgWidth = 880;
constexpr int kSvgHeight = 376;
constexpr int kSvgLeft = 96;
constexpr int kSvgTop = 32;
constexpr int kSvgRight = 840;
constexpr int kSvgBottom = 316;
constexpr int kSvgLetter = 7;      // about the width of one
constexpr int kCellFaintest = 25;  // opacity of a cell with one row, of 100

// Tenths of a unit: exact, and fine enough for any screen.
std::string tenths(int number) {
  return std::to_string(number / 10) + (number % 10 == 0 ? "" : "." + std::to_string(number % 10));
}
int across(int place) { return kSvgLeft * 10 + (kSvgRight - kSvgLeft) * 10 * place / kChartSide; }
int up(int place) { return kSvgBottom * 10 - (kSvgBottom - kSvgTop) * 10 * place / kChartSide; }

// Of 100: "0.07".
std::string hundredths(int number) {
  return number >= 100 ? "1" : (number < 10 ? "0.0" : "0.") + std::to_string(number);
}

struct SvgText {
  int x = 0;  // tenths
  int y = 0;
  const char* anchor = "start";
  const char* style = "tick";
};

std::string text_at(const SvgText& place, const std::string& text) {
  return std::string("<text class=\"") + place.style + "\" x=\"" + tenths(place.x) + "\" y=\"" + tenths(place.y) +
         "\" text-anchor=\"" + place.anchor + "\">" + escaped(text) + "</text>\n";
}

std::string line_from(const char* style, ChartPoint from, ChartPoint to) {
  return std::string("<line class=\"") + style + "\" x1=\"" + tenths(across(from.x)) + "\" y1=\"" + tenths(up(from.y)) +
         "\" x2=\"" + tenths(across(to.x)) + "\" y2=\"" + tenths(up(to.y)) + "\"/>\n";
}

std::string axes_of(const Chart& chart) {
  std::string svg;
  for (const ChartTick& tick : chart.x.ticks) svg += line_from("grid", {tick.place, 0}, {tick.place, kChartSide});
  for (const ChartTick& tick : chart.y.ticks) svg += line_from("grid", {0, tick.place}, {kChartSide, tick.place});
  int free_from = 0;
  for (const ChartTick& tick : chart.x.ticks) {
    const int half = static_cast<int>(tick.text.size()) * kSvgLetter * 10 / 2;
    if (across(tick.place) - half < free_from) continue;
    svg += text_at({across(tick.place), (kSvgBottom + 18) * 10, "middle"}, tick.text);
    free_from = across(tick.place) + half + kSvgLetter * 10;
  }
  int free_below = (kSvgBottom + 18) * 10;
  for (const ChartTick& tick : chart.y.ticks) {
    if (up(tick.place) > free_below - 140) continue;
    svg += text_at({(kSvgLeft - 8) * 10, up(tick.place) + 40, "end"}, tick.text);
    free_below = up(tick.place);
  }
  svg += text_at({kSvgRight * 10, (kSvgBottom + 40) * 10, "end", "axis"}, chart.x.title + " →");
  return svg + text_at({80, (kSvgTop - 16) * 10, "start", "axis"}, "↑ " + chart.y.title);
}

// One path for all cells of like weight: a tenth of what an element for each would take.
std::string cells_of(const Chart& chart) {
  constexpr int kShades = 12;
  std::array<std::string, kShades> paths;
  for (const ChartCell& cell : chart.cells) {
    const int left = across(cell.least.x);
    const int top = up(cell.greatest.y);
    // Never thinner than what an eye finds.
    const int width = std::max(across(cell.greatest.x) - left, 15);
    const int height = std::max(up(cell.least.y) - top, 15);
    const auto shade = static_cast<std::size_t>(std::clamp((cell.weight - 1) * kShades / 100, 0, kShades - 1));
    paths[shade] += "M" + tenths(left) + " " + tenths(top) + "h" + tenths(width) + "v" + tenths(height) + "h-" +
                    tenths(width) + "z";
  }
  std::string svg;
  for (int shade = 0; shade < kShades; ++shade) {
    const std::string& path = paths[static_cast<std::size_t>(shade)];
    const int opacity = kCellFaintest + (100 - kCellFaintest) * shade / (kShades - 1);
    if (!path.empty())
      svg += "<path class=\"cell\" fill-opacity=\"" + hundredths(opacity) + "\" d=\"" + path + "\"/>\n";
  }
  return svg;
}

std::string line_of(const ChartLine& line) {
  const char* style = line.stroke == ChartStroke::Curve ? "curve" : "ideal";
  std::string svg = std::string("<polyline class=\"") + style + "\" points=\"";
  for (const ChartPoint& point : line.points) svg += tenths(across(point.x)) + "," + tenths(up(point.y)) + " ";
  svg.back() = '"';
  return svg + "/>\n";
}

std::string mark_of(const ChartMark& mark) {
  const bool left = mark.x > kChartSide / 2;
  return line_from("mark", {mark.x, 0}, {mark.x, kChartSide}) +
         text_at({across(mark.x) + (left ? -60 : 60), (kSvgBottom - 10) * 10, left ? "end" : "start", "axis"},
                 mark.text);
}

}  // namespace

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char letter : text) {
    switch (letter) {
      case '&': safe += "&amp;"; break;
      case '<': safe += "&lt;"; break;
      case '>': safe += "&gt;"; break;
      case '"': safe += "&quot;"; break;
      default: safe += letter;
    }
  }
  return safe;
}

std::string to_svg(const Chart& chart) {
  std::string svg = "<svg class=\"chart\" viewBox=\"0 0 " + std::to_string(kSvgWidth) + " " +
                    std::to_string(kSvgHeight) + "\" role=\"img\" aria-label=\"" + escaped(chart.title) + "\">\n";
  svg += axes_of(chart) + cells_of(chart);
  for (const ChartLine& line : chart.lines) svg += line_of(line);
  for (const ChartMark& mark : chart.marks) svg += mark_of(mark);
  return svg + "</svg>\n";
}

}  // namespace wavetank::scenarios

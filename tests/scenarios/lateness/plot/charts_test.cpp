#include "scenarios/lateness/plot/charts.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "scenarios/lateness/lateness.hpp"
#include "scenarios/lateness/report/svg.hpp"

namespace wavetank::scenarios {
namespace {

LatenessReport plotted_flights() {
  LatenessOptions options;
  options.wishes.plotting = Plotting::On;
  return look_at_lateness(WT_SOURCE_DIR "/scenarios/data/flights-small.csv", options,
                          [](std::uint64_t, std::size_t) { return true; });
}

bool is_inside(const ChartPoint& point) {
  return point.x >= 0 && point.x <= kChartSide && point.y >= 0 && point.y <= kChartSide;
}

TEST(Charts, LieWithinTheirArea) {
  const LatenessReport report = plotted_flights();
  for (const Chart& chart : lateness_charts(*report.answer, *report.plots)) {
    EXPECT_FALSE(chart.x.ticks.empty()) << chart.name;
    EXPECT_FALSE(chart.y.ticks.empty()) << chart.name;
    for (const ChartCell& cell : chart.cells) {
      EXPECT_TRUE(is_inside(cell.least) && is_inside(cell.greatest)) << chart.name;
      EXPECT_TRUE(cell.least.x < cell.greatest.x && cell.least.y < cell.greatest.y) << chart.name;
      EXPECT_TRUE(cell.weight >= 1 && cell.weight <= 100) << cell.weight;
    }
    for (const ChartLine& line : chart.lines) EXPECT_TRUE(std::ranges::all_of(line.points, is_inside)) << chart.name;
  }
}

TEST(Charts, OfCompletenessRiseToAllRows) {
  const LatenessReport report = plotted_flights();
  const Chart chart = completeness_chart(*report.answer, report.plots->lengths);
  const std::vector<ChartPoint>& curve = chart.lines.front().points;
  EXPECT_TRUE(std::ranges::is_sorted(curve, {}, &ChartPoint::y));
  EXPECT_EQ(curve.back().y, kChartSide);
  EXPECT_EQ(chart.marks.front().text, "recommended: 4h");
}

TEST(Charts, OfArrivalsHoldEveryRow) {
  const LatenessReport report = plotted_flights();
  std::uint64_t rows = 0;
  for (const DensityCell& cell : report.plots->arrivals.cells) rows += cell.rows;
  EXPECT_EQ(rows, report.answer->rows);
}

TEST(Charts, AreNotWorkedOutUnasked) {
  const LatenessReport report = look_at_lateness(WT_SOURCE_DIR "/scenarios/data/flights-small.csv", {},
                                                 [](std::uint64_t, std::size_t) { return true; });
  EXPECT_FALSE(report.plots.has_value());
}

TEST(Svg, KeepsNamesFromBecomingMarkup) {
  EXPECT_EQ(escaped("<a href=\"b\">&</a>"), "&lt;a href=&quot;b&quot;&gt;&amp;&lt;/a&gt;");
}

TEST(Svg, OpensAndClosesWhatItDraws) {
  const LatenessReport report = plotted_flights();
  const std::string svg = to_svg(arrivals_chart(*report.answer, report.plots->arrivals));
  EXPECT_TRUE(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
  EXPECT_NE(svg.find("class=\"cell\""), std::string::npos);
  EXPECT_NE(svg.find("class=\"ideal\""), std::string::npos);
}

}  // namespace
}  // namespace wavetank::scenarios

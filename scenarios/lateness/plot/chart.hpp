// A chart as plain data: what a picture and a page draw alike.
//
// Places are whole numbers from 0 (left, bottom) to kChartSide (right, top), so that equal data give equal charts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wavetank::scenarios {

inline constexpr int kChartSide = 10'000;

struct ChartTick {
  int place = 0;
  std::string text;
};

struct ChartAxis {
  std::string title;
  std::vector<ChartTick> ticks;
};

struct ChartPoint {
  int x = 0;
  int y = 0;
};

// A rectangle of rows; `weight` is 1 for the fewest that are there to 100 for the most.
struct ChartCell {
  ChartPoint least;
  ChartPoint greatest;
  int weight = 0;
};

enum class ChartStroke : std::uint8_t {
  Curve,  // the data
  Ideal,  // where everything would be on time
};

struct ChartLine {
  ChartStroke stroke = ChartStroke::Curve;
  std::vector<ChartPoint> points;
};

// A line across the whole chart from the x axis, with its name.
struct ChartMark {
  int x = 0;
  std::string text;
};

struct Chart {
  std::string name;   // of its file: "completeness"
  std::string title;  // what it says, in one sentence
  ChartAxis x;
  ChartAxis y;
  std::vector<ChartCell> cells;  // drawn first
  std::vector<ChartLine> lines;
  std::vector<ChartMark> marks;
};

}  // namespace wavetank::scenarios

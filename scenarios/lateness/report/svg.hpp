// A chart as SVG, to stand inside of a page: its colours are the page's style sheet's.
#pragma once

#include <string>

#include "scenarios/lateness/plot/chart.hpp"

namespace wavetank::scenarios {

// The classes that a page styles: chart, grid, axis, tick, cell, curve, ideal, mark.
[[nodiscard]] std::string to_svg(const Chart& chart);
// & < > and quotes, as both SVG and HTML want them.
[[nodiscard]] std::string escaped(const std::string& text);

}  // namespace wavetank::scenarios

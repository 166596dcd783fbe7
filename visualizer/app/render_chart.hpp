// Charts of a report as files, without a display.
#pragma once

#include <optional>
#include <string>

#include "scenarios/lateness/plot/chart.hpp"
#include "visualizer/host/headless/fonts.hpp"
#include "visualizer/host/headless/image.hpp"
#include "visualizer/paint/palette.hpp"

namespace wavetank::visualizer {

struct ChartOptions {
  int width = 960;
  int height = 480;
  Theme theme = Theme::Light;
  FontChoice font = FontChoice::Installed;
};

// REQUIRES: width and height are positive.
[[nodiscard]] Image draw_chart(const scenarios::Chart& chart, const ChartOptions& options);

// Writes a PNG. Returns what went wrong, for the user. REQUIRES: as draw_chart.
[[nodiscard]] std::optional<std::string> render_chart(const scenarios::Chart& chart, const ChartOptions& options,
                                                      const std::string& path);

}  // namespace wavetank::visualizer

#include "visualizer/app/render_chart.hpp"

#include <imgui.h>

#include "visualizer/host/headless/host.hpp"
#include "visualizer/host/headless/png.hpp"
#include "visualizer/paint/chart.hpp"

namespace wavetank::visualizer {

Image draw_chart(const scenarios::Chart& chart, const ChartOptions& options) {
  HeadlessHost host({.theme = options.theme, .font = options.font});
  return host.frame(options.width, options.height, [&] {
    Pen pen(*ImGui::GetBackgroundDrawList(), options.theme, 1.0F);
    paint_chart(pen, {0, 0, static_cast<float>(options.width), static_cast<float>(options.height)}, chart);
  });
}

std::optional<std::string> render_chart(const scenarios::Chart& chart, const ChartOptions& options,
                                        const std::string& path) {
  return write_png(draw_chart(chart, options), path);
}

}  // namespace wavetank::visualizer

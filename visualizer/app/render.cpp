// A still: the viewer's frame in the headless host.
#include "visualizer/app/render.hpp"

#include <algorithm>

#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"
#include "visualizer/host/headless/png.hpp"

namespace wavetank::visualizer {

Image draw_still(const scenarios::Recording& recording, const StillOptions& options) {
  const float scale = std::clamp(options.scale, kScalePercentMin / 100.0F, kScalePercentMax / 100.0F);
  HeadlessHost host({.theme = options.theme, .scale = scale, .font = options.font});
  Viewer viewer(recording, {.at = options.at,
                            .link = options.link,
                            .theme = options.theme,
                            .layout = {Controls::None, options.panels},
                            .violations = options.violations});
  return host.frame(options.width, options.height, [&] { viewer.frame(scale); });
}

std::optional<std::string> render_still(const scenarios::Recording& recording, const StillOptions& options) {
  return write_png(draw_still(recording, options), options.path);
}

}  // namespace wavetank::visualizer

// `wavetank render`: the picture as a file, without a display.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/explain/recording.hpp"
#include "visualizer/host/headless/fonts.hpp"
#include "visualizer/host/headless/image.hpp"
#include "visualizer/paint/picture.hpp"
#include "visualizer/view/link.hpp"

namespace wavetank::visualizer {

struct StillOptions {
  std::string path{};
  int width = 1280;
  int height = 800;
  Theme theme = Theme::Light;
  std::optional<sim::EventId> at{};  // else the end of the run
  std::optional<Link> link{};        // goes before `at`
  float scale = 1.0F;                // 0.75..3
  FontChoice font = FontChoice::Installed;
  Panels panels = Panels::All;
  std::vector<sim::EventId> violations{};  // of the verdict, to be marked
};

// The picture in memory. `path` is unused. REQUIRES: width and height are positive; options.at, if any, is an event of
// the recording.
[[nodiscard]] Image draw_still(const scenarios::Recording& recording, const StillOptions& options);

// Writes a PNG. Returns what went wrong, for the user. REQUIRES: as draw_still.
[[nodiscard]] std::optional<std::string> render_still(const scenarios::Recording& recording,
                                                      const StillOptions& options);

}  // namespace wavetank::visualizer

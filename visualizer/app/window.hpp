// `wavetank view`: the same picture in a window, with keys and mouse.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/explain/recording.hpp"
#include "visualizer/paint/palette.hpp"
#include "visualizer/view/link.hpp"

namespace wavetank::visualizer {

struct WindowOptions {
  int width = 1280;
  int height = 800;
  Theme theme = Theme::Light;
  std::optional<sim::EventId> at{};        // else the end of the run
  std::optional<Link> link{};              // goes before `at`
  std::vector<sim::EventId> violations{};  // of the verdict, to be marked and found
};

// Shows the recording until the window is closed. Returns what went wrong, for the user: no display, or built without
// a window. REQUIRES: options.at, if any, is an event of the recording.
[[nodiscard]] std::optional<std::string> open_window(const scenarios::Recording& recording,
                                                     const WindowOptions& options);

}  // namespace wavetank::visualizer

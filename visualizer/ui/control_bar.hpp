// Buttons for what keys do: first, back, play, on, last, slower, faster, fit, theme, help.
//
// Widgets emit commands and change nothing. Each has a name for scripts: "first", "back", "play", "step", "last",
// "previous", "next", "slower", "faster", "plane", "lanes", "checkpoints", "fit", "theme", "keys".
#pragma once

#include <vector>

#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

[[nodiscard]] std::vector<Command> control_bar(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state);

}  // namespace wavetank::visualizer

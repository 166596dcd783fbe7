// ImGui's widgets in our palette, every length in units of the scale.
#pragma once

#include "visualizer/paint/palette.hpp"

struct ImGuiStyle;

namespace wavetank::visualizer {

// The whole style from scratch, so applying it twice or switching there and back changes nothing.
[[nodiscard]] ImGuiStyle interface_style(Theme theme, float scale);

}  // namespace wavetank::visualizer

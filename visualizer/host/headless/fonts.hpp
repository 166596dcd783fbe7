// The interface's font, for every host: DejaVu Sans at 15 x scale, or ImGui's embedded font without it.
#pragma once

#include <string>

struct ImFontAtlas;
struct ImGuiIO;

namespace wavetank::visualizer {

constexpr float kFontPixels = 15.0F;
constexpr float kScaleMin = 0.5F;
constexpr float kScaleMax = 4.0F;

enum class FontSource {
  DejaVu,
  Embedded,  // Latin only: arrows, Greek and maths appear as '?'
};

// Which font to ask for: the embedded one looks the same on every machine, which goldens need.
enum class FontChoice { Installed, Embedded };

// Where DejaVu Sans was found; empty if it is not installed.
[[nodiscard]] std::string find_interface_font();

// Empties the atlas, adds the one font at `scale` and builds it. The glyphs are those of the views: Latin, Greek,
// punctuation, super- and subscripts, arrows, mathematics, boxes, shapes and a few marks.
// REQUIRES: kScaleMin <= scale <= kScaleMax.
FontSource load_interface_font(ImFontAtlas& atlas, float scale, FontChoice choice = FontChoice::Installed);

}  // namespace wavetank::visualizer

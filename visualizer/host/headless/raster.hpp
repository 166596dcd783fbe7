// Draws ImGui's draw lists into an image: no display, no GL, the same pixels wherever it runs.
//
// It does what a GPU backend does with the same data: clip rectangles, vertex and index offsets, one texture
// (the font atlas), straight alpha. Floating point ends where vertices become fixed-point; from there on all is
// integer. User callbacks are skipped, and commands with a texture other than the atlas read the atlas.
#pragma once

#include "visualizer/host/headless/atlas.hpp"
#include "visualizer/host/headless/image.hpp"

struct ImDrawData;

namespace wavetank::visualizer {

// Draws over what `image` holds. Pixel (0, 0) is the display's upper left corner.
// Vertices farther than 2^20 pixels from it are moved to that distance.
// REQUIRES: `data` is valid (after ImGui::Render), `atlas` is the one that `data` was laid out with.
void rasterise(const ImDrawData& data, const FontAtlasImage& atlas, Image& image);

}  // namespace wavetank::visualizer

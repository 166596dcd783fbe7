// Finding, ranging and baking the font.
#include "visualizer/host/headless/fonts.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <string>

#include <imgui.h>

#include "engine/base/assert.hpp"

namespace wavetank::visualizer {

namespace {

constexpr std::array kFontPaths{
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",  // Debian
    "/usr/share/fonts/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/usr/share/fonts/TTF/DejaVuSans.ttf",
};

// First and last code point of each range, ended by 0. ImGui keeps the pointer, so the table is static.
constexpr ImWchar kGlyphRanges[] = {0x0020, 0x007E,  // ASCII
                                    0x00A0, 0x017F,  // Latin-1, Latin Extended-A
                                    0x0391, 0x03C9,  // Greek
                                    0x2010, 0x2027,  // dashes, quotes, bullets, ellipsis
                                    0x2030, 0x203A,  // per mille, primes, angle quotes
                                    0x2070, 0x2094,  // superscripts and subscripts
                                    0x2190, 0x21FF,  // arrows
                                    0x2200, 0x22FF,  // mathematical operators
                                    0x23CE, 0x23CF,  // return, eject
                                    0x2500, 0x257F,  // box drawing
                                    0x2580, 0x25FF,  // blocks and geometric shapes
                                    0x2605, 0x2606,  // stars
                                    0x2690, 0x2691,  // flags
                                    0x26A0, 0x26A1,  // warning, lightning
                                    0x2713, 0x2718,  // ticks and crosses
                                    0x2758, 0x275A,  // bars, for pause
                                    0xFFFD, 0xFFFD,  // what stands for a missing glyph
                                    0};

bool can_be_read(const std::string& path) { return std::ifstream(path, std::ios::binary).good(); }

}  // namespace

std::string find_interface_font() {
  for (const char* path : kFontPaths) {
    if (can_be_read(path)) return path;
  }
  return {};
}

FontSource load_interface_font(ImFontAtlas& atlas, float scale, FontChoice choice) {
  WT_REQUIRE(scale >= kScaleMin && scale <= kScaleMax);
  atlas.Clear();
  ImFontConfig config;
  // Glyphs on whole pixels stay crisp and let the rasteriser copy them.
  config.OversampleH = 1;
  config.OversampleV = 1;
  config.PixelSnapH = true;
  config.SizePixels = std::round(kFontPixels * scale);
  const std::string path = choice == FontChoice::Installed ? find_interface_font() : std::string();
  const ImFont* font =
      path.empty() ? nullptr : atlas.AddFontFromFileTTF(path.c_str(), config.SizePixels, &config, kGlyphRanges);
  const FontSource source = font != nullptr ? FontSource::DejaVu : FontSource::Embedded;
  if (font == nullptr) atlas.AddFontDefault(&config);
  const bool built = atlas.Build();
  WT_ASSERT(built);
  return source;
}

}  // namespace wavetank::visualizer

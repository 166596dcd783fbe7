// The font atlas as the rasteriser sees it: one byte of coverage per texel.
//
// ImGui bakes glyphs, the white texel and its line textures into one picture whose colour is always white, so
// alpha alone is kept. Coordinates are texels in 16.16 fixed-point.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wavetank::visualizer {

// Invariant: alpha.size() == width * height, both positive.
struct FontAtlasImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> alpha;

  // The texel at (x, y), clamped to the edge.
  [[nodiscard]] std::uint32_t texel(std::int64_t x, std::int64_t y) const {
    const std::int64_t column = std::clamp<std::int64_t>(x, 0, width - 1);
    const std::int64_t row = std::clamp<std::int64_t>(y, 0, height - 1);
    return alpha[static_cast<std::size_t>(row * width + column)];
  }

  // Bilinear coverage at (u, v), texel centres at one half as on a GPU. Weights have 8 bits.
  [[nodiscard]] std::uint32_t sample(std::int64_t u, std::int64_t v) const {
    const std::int64_t left = (u - 0x8000) >> 16;
    const std::int64_t top = (v - 0x8000) >> 16;
    const auto right_weight = static_cast<std::uint32_t>(((u - 0x8000) >> 8) & 0xff);
    const auto lower_weight = static_cast<std::uint32_t>(((v - 0x8000) >> 8) & 0xff);
    // Four neighbours; inside the atlas without a clamp each, which is nearly always.
    if (left >= 0 && top >= 0 && left < width - 1 && top < height - 1) {
      const std::uint8_t* at = alpha.data() + top * width + left;
      return mix({at[0], at[1], at[width], at[width + 1]}, right_weight, lower_weight);
    }
    return mix({texel(left, top), texel(left + 1, top), texel(left, top + 1), texel(left + 1, top + 1)}, right_weight,
               lower_weight);
  }

 private:
  struct Neighbours {
    std::uint32_t upper_left;
    std::uint32_t upper_right;
    std::uint32_t lower_left;
    std::uint32_t lower_right;
  };

  // Weights are of 256.
  static std::uint32_t mix(const Neighbours& n, std::uint32_t right, std::uint32_t lower) {
    const std::uint32_t upper_row = n.upper_left * (256U - right) + n.upper_right * right;
    const std::uint32_t lower_row = n.lower_left * (256U - right) + n.lower_right * right;
    return (upper_row * (256U - lower) + lower_row * lower + 0x8000U) >> 16;
  }
};

}  // namespace wavetank::visualizer

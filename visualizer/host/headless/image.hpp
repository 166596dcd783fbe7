// A picture in memory: 32-bit pixels packed as ImGui packs its colours (red in the low byte, alpha on top).
//
// One packing for vertices, palette and pictures means that no conversion happens between them. Packing is
// arithmetic, never a cast of memory, so it reads the same on every byte order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wavetank::visualizer {

[[nodiscard]] constexpr std::uint32_t pack_rgba(std::uint32_t red, std::uint32_t green, std::uint32_t blue,
                                                std::uint32_t alpha) {
  return red | (green << 8) | (blue << 16) | (alpha << 24);
}
[[nodiscard]] constexpr std::uint32_t red_of(std::uint32_t pixel) { return pixel & 0xffU; }
[[nodiscard]] constexpr std::uint32_t green_of(std::uint32_t pixel) { return (pixel >> 8) & 0xffU; }
[[nodiscard]] constexpr std::uint32_t blue_of(std::uint32_t pixel) { return (pixel >> 16) & 0xffU; }
[[nodiscard]] constexpr std::uint32_t alpha_of(std::uint32_t pixel) { return pixel >> 24; }

// Invariant: rgba.size() == width * height, rows from top to bottom.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint32_t> rgba;

  // The position of a pixel in `rgba`. REQUIRES: 0 <= x < width and 0 <= y < height.
  [[nodiscard]] std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
  }
  [[nodiscard]] std::uint32_t at(int x, int y) const { return rgba[index(x, y)]; }

  friend bool operator==(const Image&, const Image&) = default;
};

// An image of one colour. REQUIRES: width > 0 and height > 0.
[[nodiscard]] inline Image blank_image(int width, int height, std::uint32_t colour) {
  Image image{width, height, {}};
  image.rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), colour);
  return image;
}

}  // namespace wavetank::visualizer

// Pixel comparison and the picture of it.
#include "visualizer/host/headless/compare.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace wavetank::visualizer {

namespace {

constexpr std::uint32_t kOutside = pack_rgba(255, 0, 0, 255);

std::uint32_t distance(std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; }

std::uint32_t channel_distance(std::uint32_t a, std::uint32_t b) {
  return std::max({distance(red_of(a), red_of(b)), distance(green_of(a), green_of(b)), distance(blue_of(a), blue_of(b)),
                   distance(alpha_of(a), alpha_of(b))});
}

// Equal pixels fade to a light grey, so that the red is what the eye finds.
std::uint32_t marked(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t apart = channel_distance(a, b);
  if (apart > 0) return pack_rgba(128 + apart / 2, 0, 0, 255);
  const std::uint32_t grey = 192 + (red_of(a) + 2 * green_of(a) + blue_of(a)) / 16;
  return pack_rgba(std::min(grey, 255U), std::min(grey, 255U), std::min(grey, 255U), 255);
}

}  // namespace

Difference difference(const Image& a, const Image& b) {
  if (a.width != b.width || a.height != b.height) {
    return {255, std::max(a.rgba.size(), b.rgba.size()), 1.0};
  }
  Difference found;
  for (std::size_t i = 0; i < a.rgba.size(); ++i) {
    const std::uint32_t apart = channel_distance(a.rgba[i], b.rgba[i]);
    found.max_channel = std::max(found.max_channel, apart);
    found.differing_pixels += apart > 0 ? 1 : 0;
  }
  if (!a.rgba.empty()) {
    found.share = static_cast<double>(found.differing_pixels) / static_cast<double>(a.rgba.size());
  }
  return found;
}

Image difference_image(const Image& a, const Image& b) {
  Image image = blank_image(std::max(a.width, b.width), std::max(a.height, b.height), kOutside);
  for (int y = 0; y < std::min(a.height, b.height); ++y) {
    for (int x = 0; x < std::min(a.width, b.width); ++x) {
      image.rgba[image.index(x, y)] = marked(a.at(x, y), b.at(x, y));
    }
  }
  return image;
}

}  // namespace wavetank::visualizer

// How far two pictures differ, for goldens that allow a tolerance.
//
// Vertex bytes may differ between processors by one rounding of a reciprocal square root, so goldens compare
// pixels with a tolerance and never hashes (VISUALIZER, headless first).
#pragma once

#include <cstdint>

#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {

struct Difference {
  std::uint32_t max_channel = 0;  // largest difference of one channel of one pixel, 0..255
  std::uint64_t differing_pixels = 0;
  double share = 0;  // differing pixels / all pixels
};

// Compares all four channels. Images of different sizes differ in every pixel by 255.
[[nodiscard]] Difference difference(const Image& a, const Image& b);

// What a reviewer looks at: `a` faded, and each pixel that differs in full red, brighter for a larger
// difference. As large as the larger of both; what only one of them has counts as different.
[[nodiscard]] Image difference_image(const Image& a, const Image& b);

}  // namespace wavetank::visualizer

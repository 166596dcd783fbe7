// How far two colours are from each other: the largest difference of one channel.
#pragma once

#include <cstdint>

#include "visualizer/host/headless/compare.hpp"
#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {

inline std::uint32_t apart(std::uint32_t a, std::uint32_t b) {
  return difference(blank_image(1, 1, a), blank_image(1, 1, b)).max_channel;
}

}  // namespace wavetank::visualizer

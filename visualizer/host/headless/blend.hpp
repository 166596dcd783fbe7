// Blending of one colour over another in integers, the same bits on every machine.
//
// Colours are straight (not premultiplied) alpha, as ImGui's are. Two channels travel in one word: each lane
// is 16 bits wide and never exceeds 65 407, so nothing carries into the neighbour.
#pragma once

#include <cstdint>

namespace wavetank::visualizer {

// round(value / 255) for value in [0, 255 * 255], exact.
[[nodiscard]] constexpr std::uint32_t div255(std::uint32_t value) {
  const std::uint32_t biased = value + 128U;
  return (biased + (biased >> 8)) >> 8;
}

// The same on the two 16-bit lanes of a word.
[[nodiscard]] constexpr std::uint32_t div255_lanes(std::uint32_t lanes) {
  const std::uint32_t biased = lanes + 0x00800080U;
  return ((biased + ((biased >> 8) & 0x00ff00ffU)) >> 8) & 0x00ff00ffU;
}

// `over` on top of `under`. The alpha of an opaque `under` stays 255.
[[nodiscard]] constexpr std::uint32_t blend(std::uint32_t under, std::uint32_t over) {
  const std::uint32_t alpha = over >> 24;
  const std::uint32_t rest = 255U - alpha;
  const std::uint32_t red_blue = div255_lanes((over & 0x00ff00ffU) * alpha + (under & 0x00ff00ffU) * rest);
  // The source's own alpha lane counts as 255: alpha + under_alpha * (1 - alpha).
  const std::uint32_t green_alpha =
      div255_lanes((((over >> 8) & 0xffU) | 0x00ff0000U) * alpha + ((under >> 8) & 0x00ff00ffU) * rest);
  return red_blue | (green_alpha << 8);
}

// `colour` with its alpha scaled by `coverage` / 255.
[[nodiscard]] constexpr std::uint32_t with_coverage(std::uint32_t colour, std::uint32_t coverage) {
  return (colour & 0x00ffffffU) | (div255((colour >> 24) * coverage) << 24);
}

}  // namespace wavetank::visualizer

// The shape of tumbling and sliding windows, as a specification writes it; how times fall into them is assigner.hpp's.
#pragma once

#include <cstdint>

#include "engine/base/time.hpp"

namespace wavetank::engine {

// A tumbling window is a sliding one whose slide is its size.
// Invariants: size > 0, slide > 0, |offset| < slide (AS-03, AS-06).
struct WindowShape {
  Millis size;
  Millis slide;
  Millis offset;
  friend constexpr bool operator==(const WindowShape&, const WindowShape&) = default;
};

[[nodiscard]] constexpr WindowShape tumbling(Millis size, Millis offset = {}) { return {size, size, offset}; }

[[nodiscard]] constexpr bool is_valid(const WindowShape& shape) {
  const std::int64_t offset = shape.offset.count;
  return shape.size.count > 0 && shape.slide.count > 0 && offset < shape.slide.count && offset > -shape.slide.count;
}

}  // namespace wavetank::engine

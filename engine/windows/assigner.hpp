// Which windows contain a timestamp: tumbling and sliding event-time windows (FLINK.md AS-02 to AS-07).
//
// Pure arithmetic, truncating division, wrapping sums, as in the real system.
#pragma once

#include <cstdint>

#include "engine/base/assert.hpp"
#include "engine/facts/windows.hpp"

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
  return shape.size.count > 0 && shape.slide.count > 0 && offset < shape.slide.count &&
         offset > -shape.slide.count;
}

// AS-02: the largest start at or below `time`, on the grid of `interval` shifted by `offset`.
[[nodiscard]] constexpr EventTime window_start(EventTime time, Millis offset, Millis interval) {
  const std::int64_t rest = wrapping_subtract(time.ticks(), offset.count) % interval.count;
  const std::int64_t back = rest < 0 ? rest + interval.count : rest;
  return wrapping_subtract(time, Millis{back});
}

// Calls `visit(Window)` for each window of `time`, newest first (AS-06); none if slide > size leaves a gap (AS-07).
// REQUIRES: time is not MIN, which means no timestamp (AS-04).
template <typename Visit>
void assign_windows(const WindowShape& shape, EventTime time, const Visit& visit) {
  WT_REQUIRE(time != EventTime::min());
  const EventTime newest = window_start(time, shape.offset, shape.slide);
  if (shape.slide == shape.size) {  // tumbling: exactly one, also where sums wrap
    visit(Window{newest, wrapping_add(newest, shape.size)});
    return;
  }
  const EventTime beyond = wrapping_subtract(time, shape.size);
  EventTime start = newest;
  while (start > beyond) {
    visit(Window{start, wrapping_add(start, shape.size)});
    const EventTime earlier = wrapping_subtract(start, shape.slide);
    if (earlier > start) return;  // the real system goes around and on through all 64 bits
    start = earlier;
  }
}

}  // namespace wavetank::engine

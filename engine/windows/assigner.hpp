// Which windows contain a timestamp: tumbling and sliding event-time windows (AS-02 to AS-07).
//
// Pure arithmetic, truncating division, wrapping sums, as in the real system.
#pragma once

#include <cstdint>

#include "engine/base/assert.hpp"
#include "engine/facts/windows.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

// AS-02: the largest start at or below `time`, on the grid of `interval` shifted by `offset`.
[[nodiscard]] constexpr EventTime window_start(EventTime time, Millis offset, Millis interval) {
  const std::int64_t rest = wrapping_subtract(time.ticks(), offset.count) % interval.count;
  const std::int64_t back = rest < 0 ? rest + interval.count : rest;
  return wrapping_subtract(time, Millis{back});
}

// The same with its number on the grid; numbers only tell neighbours apart, and may wrap.
struct NumberedStart {
  EventTime start;
  std::uint64_t number = 0;
};
[[nodiscard]] constexpr NumberedStart numbered_start(EventTime time, Millis offset, Millis interval) {
  const std::int64_t from = wrapping_subtract(time.ticks(), offset.count);
  const std::int64_t rest = from % interval.count;
  const std::int64_t whole = from / interval.count;
  const bool below = rest < 0;
  return {wrapping_subtract(time, Millis{below ? rest + interval.count : rest}),
          static_cast<std::uint64_t>(below ? whole - 1 : whole)};
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

// AS-05: how far the windows of a subtask are moved whose first record arrives at `now`; below `size`.
[[nodiscard]] constexpr Millis stagger_of(WindowStagger stagger, Millis size, ProcessingTime now, std::uint64_t lot) {
  switch (stagger) {
    case WindowStagger::Aligned: return Millis{0};
    case WindowStagger::Random: return Millis{static_cast<std::int64_t>(lot % static_cast<std::uint64_t>(size.count))};
    case WindowStagger::Natural: {
      const EventTime clock(now.ticks());
      return Millis{wrapping_subtract(clock.ticks(), window_start(clock, Millis{0}, size).ticks())};
    }
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(stagger));
}

// Calls `visit(Window)` with the one window of `time`, moved by `stagger`.
template <typename Visit>
void assign_staggered(const WindowShape& shape, Millis stagger, EventTime time, const Visit& visit) {
  const Millis offset{wrapping_add(shape.offset.count, stagger.count) % shape.size.count};
  assign_windows(tumbling(shape.size, offset), time, visit);
}

// AS-15: the windows of one cycle that contain `time`: they share its start, their ends are a step apart.
// REQUIRES: size is a multiple of slide, which is the step.
template <typename Visit>
void assign_cumulated(const WindowShape& shape, EventTime time, const Visit& visit) {
  const EventTime start = window_start(time, shape.offset, shape.size);
  const EventTime last = wrapping_add(start, shape.size);
  for (EventTime end = wrapping_add(window_start(time, shape.offset, shape.slide), shape.slide);;
       end = wrapping_add(end, shape.slide)) {
    visit(Window{start, end});
    if (end == last) return;
  }
}

// Whether any window contains `time`: none does in a gap of a slide longer than the size (AS-07).
[[nodiscard]] constexpr bool is_in_a_window(const WindowShape& shape, EventTime time) {
  const EventTime newest = window_start(time, shape.offset, shape.slide);
  return wrapping_subtract(time.ticks(), newest.ticks()) < shape.size.count;
}

}  // namespace wavetank::engine

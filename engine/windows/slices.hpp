// Slices: what sliding windows share. Event time is cut where a window starts or ends; all records of a slice are in the
// same windows, so what they make is kept once and combined when a window fires.
//
// Pure arithmetic. Only for times far from the ends of the axis, where nothing wraps (kSliceTimeMax).
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "engine/windows/aggregate.hpp"
#include "engine/windows/assigner.hpp"

namespace wavetank::engine {

// Windows that a slice may serve lie between these times, and are at most as long as kSliceSizeMax.
inline constexpr std::int64_t kSliceTimeMax = std::int64_t{1} << 61;
inline constexpr std::int64_t kSliceSizeMax = std::int64_t{1} << 59;

// Some of the windows that contain a time, a slide apart: the starts of the first and the last one.
struct WindowRun {
  EventTime oldest;
  EventTime newest;
  std::uint64_t count = 0;  // 0: none
  bool whole = false;       // no window that contains the time is missing
};

// Whether windows of this shape are worth slicing, and short enough.
[[nodiscard]] constexpr bool can_slice(const WindowShape& shape) {
  return shape.slide < shape.size && shape.size.count <= kSliceSizeMax;
}

// Whether these aggregates of a window are those of its slices combined: the order of records must mean nothing.
[[nodiscard]] inline bool can_combine(std::span<const Aggregate> aggregates) {
  return std::ranges::all_of(aggregates, [](const Aggregate& aggregate) {
    return aggregate.kind != AggregateKind::List && aggregate.kind != AggregateKind::Reduce;
  });
}

// A slice and its number: of neighbours it is one apart, or two.
struct NumberedWindow {
  Window window;
  std::uint64_t number = 0;
};

// The slice of `time`. REQUIRES: can_slice(shape), and `time` is at most kSliceTimeMax + kSliceSizeMax from 0.
[[nodiscard]] constexpr NumberedWindow slice_of(const WindowShape& shape, EventTime time) {
  const NumberedStart opened = numbered_start(time, shape.offset, shape.slide);
  const EventTime closed = window_start(time, Millis{shape.offset.count + shape.size.count}, shape.slide);
  const Window slice{std::max(opened.start, closed), wrapping_add(std::min(opened.start, closed), shape.slide)};
  if (opened.start == closed) return {slice, opened.number};
  return {slice, 2 * opened.number + (closed > opened.start ? 1u : 0u)};
}

// The windows that contain `time`, whose last instant is beyond `bound` and which a slice may serve.
// REQUIRES: can_slice(shape).
[[nodiscard]] constexpr WindowRun run_of(const WindowShape& shape, EventTime time, EventTime bound) {
  constexpr std::int64_t kFar = kSliceTimeMax + kSliceSizeMax;
  const std::int64_t size = shape.size.count;
  const std::int64_t slide = shape.slide.count;
  if (time.ticks() < -kFar || time.ticks() > kFar) return {};
  const std::int64_t first = time.ticks() - size + 1;  // no window that starts earlier contains it
  const std::int64_t unfired = std::max(bound.ticks(), -kFar) - size + 2;
  const std::int64_t from = std::max({first, unfired, -kSliceTimeMax});
  const EventTime last = window_start(time, shape.offset, shape.slide);
  const EventTime newest =
      window_start(EventTime(std::min(time.ticks(), kSliceTimeMax - size)), shape.offset, shape.slide);
  if (newest.ticks() < from) return {};
  const std::int64_t steps = (newest.ticks() - from) / slide;
  const std::int64_t all = (last.ticks() - first) / slide + 1;
  return {EventTime(newest.ticks() - steps * slide), newest, static_cast<std::uint64_t>(steps) + 1, steps + 1 == all};
}

}  // namespace wavetank::engine

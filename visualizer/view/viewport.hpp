// Which part of a plane is seen, and how it moves. All int64: a millisecond stays one, however far from the epoch.
#pragma once

#include <cstdint>

#include "visualizer/view/plane.hpp"

namespace wavetank::visualizer {

// Half-open, never empty.
struct Range {
  std::int64_t from = 0;
  std::int64_t to = 1;
  [[nodiscard]] constexpr std::int64_t length() const { return engine::wrapping_subtract(to, from); }
  [[nodiscard]] constexpr bool contains(std::int64_t at) const { return from <= at && at < to; }
  friend constexpr bool operator==(const Range&, const Range&) = default;
};

// Invariants: kSpanMin <= length() <= kSpanMax of both ranges.
struct Viewport {
  Range event{0, 1000};           // event time, milliseconds
  Range clock{0, 1'000'000'000};  // simulated time, nanoseconds
  friend constexpr bool operator==(const Viewport&, const Viewport&) = default;
};
inline constexpr std::int64_t kSpanMin = 4;
inline constexpr std::int64_t kSpanMax = std::int64_t{1} << 61;

// A point of the plane.
struct PlanePoint {
  std::int64_t event_ms = 0;
  std::int64_t clock_ns = 0;
};

// Shown after / shown before, in percent, per axis.
struct ZoomPercent {
  int event = 100;
  int clock = 100;
};

// All of the plane with some air. Event times far away from all others are left out, so that one record from
// tomorrow does not squeeze the rest into a line; the picture points at them from its edge.
[[nodiscard]] Viewport fit(const scenarios::Recording& recording, const Plane& plane);

// The whole run with some air, nanoseconds.
[[nodiscard]] Range fit_run(sim::SimTime end);

// What a still starts with: everything, or, when there are too many windows to be told apart, those around an event.
[[nodiscard]] Viewport opening_view(const scenarios::Recording& recording, const Plane& plane, sim::EventId around);

// `anchor` stays where it is. REQUIRES: 1 <= percent <= 10'000.
[[nodiscard]] Viewport zoomed(const Viewport& viewport, PlanePoint anchor, ZoomPercent percent);
// Stops where the ranges of time end.
[[nodiscard]] Viewport panned(const Viewport& viewport, std::int64_t event_ms, std::int64_t clock_ns);
[[nodiscard]] Viewport centred(const Viewport& viewport, PlanePoint middle);

// `viewport` with its invariants restored; for ranges from outside.
[[nodiscard]] Viewport sound(const Viewport& viewport);

// Where an event stands in the plane: records and windows at their event time, all else on the ideal diagonal.
[[nodiscard]] PlanePoint place_of(const scenarios::Recording& recording, sim::EventId id);

}  // namespace wavetank::visualizer

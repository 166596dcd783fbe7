// Simulated time: int64 nanoseconds since the start of the run. It mixes with no other time by itself.
//
// There is no plain plus, as in engine/base/time.hpp: the arithmetic that saturates says so. What a task's clock
// shows is derived here and nowhere else: a base plus whole simulated milliseconds.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "engine/base/time.hpp"

namespace wavetank::sim {

inline constexpr std::int64_t kNanosecondsPerMillisecond = 1'000'000;

// A length of simulated time in nanoseconds.
struct SimDuration {
  std::int64_t count = 0;
  [[nodiscard]] constexpr std::int64_t ticks() const { return count; }
  friend constexpr auto operator<=>(const SimDuration&, const SimDuration&) = default;
};

// An instant of the run. The run starts at zero; the kernel refuses negative instants.
class SimTime {
 public:
  constexpr SimTime() = default;
  explicit constexpr SimTime(std::int64_t nanoseconds) : nanoseconds_(nanoseconds) {}

  [[nodiscard]] static constexpr SimTime max() { return SimTime(std::numeric_limits<std::int64_t>::max()); }
  [[nodiscard]] constexpr std::int64_t ticks() const { return nanoseconds_; }

  friend constexpr auto operator<=>(const SimTime&, const SimTime&) = default;

 private:
  std::int64_t nanoseconds_ = 0;
};

[[nodiscard]] constexpr SimTime saturating_add(SimTime time, SimDuration length) {
  return SimTime(engine::saturating_add(time.ticks(), length.count));
}
[[nodiscard]] constexpr SimDuration saturating_add(SimDuration a, SimDuration b) {
  return SimDuration{engine::saturating_add(a.count, b.count)};
}
// The length from `from` to `to`; stops at the ends of the range.
[[nodiscard]] constexpr SimDuration saturating_between(SimTime from, SimTime to) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(to.ticks(), from.ticks(), &difference)) return SimDuration{difference};
  return SimDuration{to < from ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()};
}

// The same length on the simulated clock; stops at the ends of the range.
[[nodiscard]] constexpr SimDuration saturating_from(engine::Millis length) {
  std::int64_t product = 0;
  if (!__builtin_mul_overflow(length.count, kNanosecondsPerMillisecond, &product)) {
    return SimDuration{product};
  }
  return SimDuration{length.count < 0 ? std::numeric_limits<std::int64_t>::min()
                                      : std::numeric_limits<std::int64_t>::max()};
}
[[nodiscard]] constexpr SimDuration milliseconds(std::int64_t count) { return saturating_from(engine::Millis{count}); }

// What a clock without skew shows at `time` when it showed `base` at the start: whole milliseconds, rounded
// towards the past, so that a clock never shows an instant that has not come.
[[nodiscard]] constexpr engine::ProcessingTime to_processing_time(engine::ProcessingTime base, SimTime time) {
  const std::int64_t remainder = time.ticks() % kNanosecondsPerMillisecond;
  const std::int64_t whole = time.ticks() / kNanosecondsPerMillisecond - (remainder < 0 ? 1 : 0);
  return engine::saturating_add(base, engine::Millis{whole});
}

}  // namespace wavetank::sim

// Event time and processing time: different types that do not mix, both int64 milliseconds.
//
// There is no plain plus on times. A rule names its arithmetic: `saturating_add` stops at the ends of the
// range, `wrapping_add` goes around as Java's does. Each rule says which one it needs.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace wavetank::engine {

// A length of event or processing time in milliseconds. May be negative (window offsets).
struct Millis {
  std::int64_t count = 0;
  [[nodiscard]] constexpr std::int64_t ticks() const { return count; }
  friend constexpr auto operator<=>(const Millis&, const Millis&) = default;
};

namespace detail {
struct EventTimeTag {};
struct ProcessingTimeTag {};
}  // namespace detail

// A point in time, milliseconds since the epoch, full signed range.
template <typename Tag>
class TimePoint {
 public:
  constexpr TimePoint() = default;
  explicit constexpr TimePoint(std::int64_t milliseconds) : milliseconds_(milliseconds) {}

  [[nodiscard]] static constexpr TimePoint min() { return TimePoint(std::numeric_limits<std::int64_t>::min()); }
  [[nodiscard]] static constexpr TimePoint max() { return TimePoint(std::numeric_limits<std::int64_t>::max()); }
  [[nodiscard]] constexpr std::int64_t ticks() const { return milliseconds_; }

  friend constexpr auto operator<=>(const TimePoint&, const TimePoint&) = default;

 private:
  std::int64_t milliseconds_ = 0;
};

// When something happened, by the record's own account. MIN means "no timestamp" and "no watermark yet",
// MAX is the end of the stream (WM-01).
using EventTime = TimePoint<detail::EventTimeTag>;

// What a task's clock shows. The simulator derives it from simulated time.
using ProcessingTime = TimePoint<detail::ProcessingTimeTag>;

[[nodiscard]] constexpr std::int64_t wrapping_add(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}
[[nodiscard]] constexpr std::int64_t wrapping_subtract(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
[[nodiscard]] constexpr std::int64_t saturating_add(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

static_assert(saturating_add(std::numeric_limits<std::int64_t>::max(), 1) == std::numeric_limits<std::int64_t>::max());
static_assert(saturating_add(std::numeric_limits<std::int64_t>::min(), -1) == std::numeric_limits<std::int64_t>::min());
static_assert(wrapping_add(std::numeric_limits<std::int64_t>::max(), 1) == std::numeric_limits<std::int64_t>::min());

// How far apart two numbers are, without going around.
[[nodiscard]] constexpr std::uint64_t distance(std::int64_t a, std::int64_t b) {
  const auto from = static_cast<std::uint64_t>(a < b ? a : b);
  return static_cast<std::uint64_t>(a < b ? b : a) - from;
}

template <typename Tag>
[[nodiscard]] constexpr TimePoint<Tag> wrapping_add(TimePoint<Tag> time, Millis length) {
  return TimePoint<Tag>(wrapping_add(time.ticks(), length.count));
}
template <typename Tag>
[[nodiscard]] constexpr TimePoint<Tag> wrapping_subtract(TimePoint<Tag> time, Millis length) {
  return TimePoint<Tag>(wrapping_subtract(time.ticks(), length.count));
}
template <typename Tag>
[[nodiscard]] constexpr TimePoint<Tag> saturating_add(TimePoint<Tag> time, Millis length) {
  return TimePoint<Tag>(saturating_add(time.ticks(), length.count));
}
// The length from `from` to `to`; stops at the ends of the range.
template <typename Tag>
[[nodiscard]] constexpr Millis saturating_between(TimePoint<Tag> from, TimePoint<Tag> to) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(to.ticks(), from.ticks(), &difference)) return Millis{difference};
  return Millis{to < from ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max()};
}

}  // namespace wavetank::engine

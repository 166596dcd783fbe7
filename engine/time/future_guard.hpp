// A guard against records from the future: beyond Flink, off unless a strategy has one.
//
// A watermark believes the largest time it sees, so one device whose clock is a day ahead makes a day of others late. The
// guard compares a record's time with the task's clock, both in milliseconds since 1970. What it finds beyond the
// tolerance does not move event time as far as it says.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "engine/base/time.hpp"

namespace wavetank::engine {

enum class FutureRecords : std::uint8_t {
  Ignore,      // it goes on with its time, but is not heard by the generator; that it came counts for idleness
  Clamp,       // it goes on with its time; the generator hears the latest time that is tolerated
  SideOutput,  // as Ignore, and it leaves by the side output
};

struct FutureGuard {
  Millis tolerance{0};  // not negative
  FutureRecords then = FutureRecords::Ignore;
  friend constexpr bool operator==(const FutureGuard&, const FutureGuard&) = default;

  // The latest time that is believed at `now`; saturates.
  [[nodiscard]] constexpr EventTime latest(ProcessingTime now) const {
    return saturating_add(EventTime(now.ticks()), tolerance);
  }
  // How far `time` is beyond that; nothing if it is believed. Saturates.
  [[nodiscard]] constexpr std::optional<Millis> beyond(EventTime time, ProcessingTime now) const {
    const EventTime last = latest(now);
    if (time <= last) return std::nullopt;
    const bool is_farther = last.ticks() < 0 && time.ticks() > std::numeric_limits<std::int64_t>::max() + last.ticks();
    return Millis{is_farther ? std::numeric_limits<std::int64_t>::max() : time.ticks() - last.ticks()};
  }
};

}  // namespace wavetank::engine

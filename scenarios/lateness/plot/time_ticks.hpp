// Where the lines of an axis of dates stand: whole months and years where they are long, round lengths where they are not.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace wavetank::scenarios {

struct TimeTick {
  std::int64_t time_ms = 0;
  std::string text;  // as much of the date and time as the step needs, UTC
};

// At most `count_max` ticks from `from_ms` to `to_ms`, both in. None where a calendar has no such years.
// REQUIRES: from_ms <= to_ms, count_max > 0.
[[nodiscard]] std::vector<TimeTick> time_ticks(std::int64_t from_ms, std::int64_t to_ms, std::int64_t count_max);

// The least of 1, 2, 5, 10, 20, 50 … that puts at most `count_max` steps into `span`.
[[nodiscard]] std::uint64_t round_step(std::uint64_t span, std::uint64_t count_max);

}  // namespace wavetank::scenarios

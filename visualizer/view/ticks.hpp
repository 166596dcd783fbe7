// Where the lines of a time axis stand: round numbers of milliseconds, seconds, minutes, hours, days.
#pragma once

#include <cstdint>
#include <vector>

#include "visualizer/view/viewport.hpp"

namespace wavetank::visualizer {

inline constexpr std::size_t kTicksMax = 200;

// The smallest round step that puts at most `count_max` ticks into `length_ms`. REQUIRES: count_max > 0.
[[nodiscard]] std::int64_t tick_step_ms(std::int64_t length_ms, std::int64_t count_max);

// Multiples of `step_ms` inside the range, at most kTicksMax. REQUIRES: step_ms > 0.
[[nodiscard]] std::vector<std::int64_t> ticks_in(const Range& range_ms, std::int64_t step_ms);

}  // namespace wavetank::visualizer

// Round steps of time.
#include "visualizer/view/ticks.hpp"

#include <array>

namespace wavetank::visualizer {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr std::array kSteps = {std::int64_t{1},
                               std::int64_t{2},
                               std::int64_t{5},
                               std::int64_t{10},
                               std::int64_t{20},
                               std::int64_t{50},
                               std::int64_t{100},
                               std::int64_t{200},
                               std::int64_t{500},
                               kSecond,
                               2 * kSecond,
                               5 * kSecond,
                               10 * kSecond,
                               15 * kSecond,
                               30 * kSecond,
                               kMinute,
                               2 * kMinute,
                               5 * kMinute,
                               10 * kMinute,
                               15 * kMinute,
                               30 * kMinute,
                               kHour,
                               2 * kHour,
                               3 * kHour,
                               6 * kHour,
                               12 * kHour,
                               kDay,
                               2 * kDay,
                               7 * kDay,
                               14 * kDay,
                               28 * kDay,
                               91 * kDay,
                               365 * kDay};

}  // namespace

std::int64_t tick_step_ms(std::int64_t length_ms, std::int64_t count_max) {
  WT_REQUIRE(count_max > 0, count_max);
  for (const std::int64_t step : kSteps) {
    if (length_ms / step < count_max) return step;
  }
  std::int64_t step = kSteps.back();
  while (length_ms / step >= count_max && step < kSpanMax / 10) step *= 10;
  return step;
}

std::vector<std::int64_t> ticks_in(const Range& range_ms, std::int64_t step_ms) {
  WT_REQUIRE(step_ms > 0, step_ms);
  std::int64_t at = range_ms.from / step_ms * step_ms;
  if (at < range_ms.from) at += step_ms;
  std::vector<std::int64_t> ticks;
  for (; at < range_ms.to && ticks.size() < kTicksMax; at += step_ms) ticks.push_back(at);
  return ticks;
}

}  // namespace wavetank::visualizer

#include "scenarios/lateness/plot/time_ticks.hpp"

#include <array>
#include <chrono>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/survey/candidate.hpp"
#include "scenarios/lateness/survey/day_survey.hpp"

namespace wavetank::scenarios {
namespace {

namespace calendar = std::chrono;

constexpr std::int64_t kTickDayMs = 86'400'000;
constexpr std::int64_t kTickMonthMs = 31 * kTickDayMs;
constexpr std::int64_t kTickMonthsOfYear = 12;
// Within the years 1 to 9999 dates have ten letters.
constexpr std::int64_t kTickFirstMs = -62'135'596'800'000;
constexpr std::int64_t kTickLastMs = 253'402'300'799'999;

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string clock_text(std::int64_t time_ms, std::int64_t step_ms) {
  const std::int64_t in_day = time_ms - utc_day_of(time_ms) * kTickDayMs;
  std::string text = two_digits(in_day / 3'600'000) + ":" + two_digits(in_day / 60'000 % 60);
  if (step_ms % 60'000 == 0) return text;
  text += ":" + two_digits(in_day / 1'000 % 60);
  if (step_ms % 1'000 == 0) return text;
  return text + "." + std::to_string(in_day % 1'000 + 1'000).substr(1);
}

// Of a tick of lengths: the date where it begins, else the time of the day.
std::string tick_text(std::int64_t time_ms, std::int64_t step_ms) {
  const std::string date = day_text(utc_day_of(time_ms));
  if (step_ms % kTickDayMs == 0) return date;
  return time_ms % kTickDayMs == 0 ? date.substr(5) : clock_text(time_ms, step_ms);
}

std::int64_t month_of(std::int64_t time_ms) {
  const calendar::year_month_day date{calendar::sys_days{calendar::days{utc_day_of(time_ms)}}};
  return static_cast<int>(date.year()) * kTickMonthsOfYear + static_cast<unsigned>(date.month()) - 1;
}

std::int64_t start_of_month(std::int64_t month) {
  const calendar::year_month_day first{calendar::year{static_cast<int>(month / kTickMonthsOfYear)},
                                       calendar::month{static_cast<unsigned>(month % kTickMonthsOfYear + 1)},
                                       calendar::day{1}};
  return calendar::sys_days{first}.time_since_epoch().count() * kTickDayMs;
}

std::vector<TimeTick> month_ticks(std::int64_t from_ms, std::int64_t to_ms, std::int64_t count_max) {
  constexpr std::array<std::int64_t, 10> kSteps{1, 2, 3, 6, 12, 24, 60, 120, 600, 12'000};
  const std::int64_t months = month_of(to_ms) - month_of(from_ms);
  std::int64_t step = kSteps.back();
  for (std::size_t i = kSteps.size(); i-- > 0;) {
    if (months / kSteps[i] < count_max) step = kSteps[i];
  }
  std::vector<TimeTick> ticks;
  for (std::int64_t month = month_of(from_ms) / step * step; month <= month_of(to_ms); month += step) {
    const std::int64_t time = start_of_month(month);
    if (time < from_ms || time > to_ms) continue;
    ticks.push_back({time, day_text(utc_day_of(time)).substr(0, step % kTickMonthsOfYear == 0 ? 4 : 7)});
  }
  return ticks;
}

}  // namespace

std::vector<TimeTick> time_ticks(std::int64_t from_ms, std::int64_t to_ms, std::int64_t count_max) {
  WT_REQUIRE(from_ms <= to_ms && count_max > 0, from_ms, to_ms, count_max);
  if (from_ms < kTickFirstMs || to_ms > kTickLastMs) return {};
  const std::int64_t span = to_ms - from_ms;
  if (span / count_max >= kTickMonthMs) return month_ticks(from_ms, to_ms, count_max);
  std::int64_t step = kTickMonthMs;
  for (const std::int64_t length : round_lengths()) {
    if (length == 0 || span / length >= count_max) continue;
    step = length;
    break;
  }
  if (step > 14 * kTickDayMs) return month_ticks(from_ms, to_ms, count_max);
  std::vector<TimeTick> ticks;
  const std::int64_t first = from_ms - ((from_ms % step) + step) % step;
  for (std::int64_t time = first; time <= to_ms; time += step) {
    if (time >= from_ms) ticks.push_back({time, tick_text(time, step)});
  }
  return ticks;
}

std::uint64_t round_step(std::uint64_t span, std::uint64_t count_max) {
  WT_REQUIRE(count_max > 0);
  for (std::uint64_t power = 1;; power *= 10) {
    for (const std::uint64_t digit : {1U, 2U, 5U}) {
      if (span / (power * digit) <= count_max || power >= 1'000'000'000'000'000'000) return power * digit;
    }
  }
}

}  // namespace wavetank::scenarios

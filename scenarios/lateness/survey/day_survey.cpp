// A set of keys for each day.
#include "scenarios/lateness/survey/day_survey.hpp"

#include <bit>
#include <chrono>

#include "engine/base/mix.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kDayLengthMs = 86'400'000;

}  // namespace

std::int64_t utc_day_of(std::int64_t time_ms) { return time_ms / kDayLengthMs - (time_ms % kDayLengthMs < 0 ? 1 : 0); }

std::string day_text(std::int64_t day) {
  constexpr std::int64_t kDaysOfCalendar = 10'000'000;  // of std::chrono, whose years are of 16 bits
  if (day < -kDaysOfCalendar || day > kDaysOfCalendar) return "day " + std::to_string(day);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  const auto padded = [](unsigned number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return std::to_string(static_cast<int>(date.year())) + padded(static_cast<unsigned>(date.month())) +
         padded(static_cast<unsigned>(date.day()));
}

void DaySurvey::Keys::add(std::uint32_t key) {
  const std::size_t word = key / 64;
  if (word >= words_.size()) words_.resize(word + 1);
  words_[word] |= std::uint64_t{1} << (key % 64);
}

std::uint64_t DaySurvey::Keys::count() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t word : words_) sum += static_cast<std::uint64_t>(std::popcount(word));
  return sum;
}

DaySurvey::Day& DaySurvey::day(Last& last, std::int64_t number) {
  if (last.day == nullptr || last.number != number) last = {&days_[number], number};
  return *last.day;
}

void DaySurvey::take(std::int64_t event_ms, std::optional<std::int64_t> arrival_ms, std::uint32_t key) {
  const std::int64_t happened = day_of_(event_ms);
  day(last_event_, happened).by_event.add(key);
  if (!arrival_ms) return;
  const std::int64_t arrived = day_of_(*arrival_ms);
  day(last_arrival_, arrived).by_arrival.add(key);
  if (arrived != happened) ++other_day_;
}

DaysAnswer DaySurvey::finish(bool arrivals) const {
  DaysAnswer answer;
  answer.zone = zone_;
  if (arrivals) answer.other_day = other_day_;
  std::uint64_t active = 0;
  std::uint64_t moved = 0;
  std::uint64_t worst = 0;
  for (const auto& [number, day] : days_) {
    const auto by_event = static_cast<std::int64_t>(day.by_event.count());
    const auto by_arrival = static_cast<std::int64_t>(day.by_arrival.count());
    if (by_event > 0) ++answer.days;
    active += static_cast<std::uint64_t>(by_event);
    const auto difference =
        static_cast<std::uint64_t>(by_event > by_arrival ? by_event - by_arrival : by_arrival - by_event);
    moved += difference;
    if (difference <= worst) continue;
    worst = difference;
    answer.worst_day = day_text(number);
    answer.worst_by_event = by_event;
    answer.worst_by_arrival = by_arrival;
  }
  if (answer.days > 0) answer.active_mean = (active + answer.days / 2) / answer.days;
  if (arrivals && active > 0) {
    answer.moved_per_mille = static_cast<std::uint64_t>((engine::Wide{moved} * 1'000 + active / 2) / active);
  }
  if (!arrivals) answer.worst_day.clear();
  return answer;
}

}  // namespace wavetank::scenarios

// On which days rows happen and arrive, and who is active on them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/lateness/answer.hpp"

namespace wavetank::scenarios {

// Days since 1970 of a time in milliseconds, in some zone.
using DayOf = std::function<std::int64_t(std::int64_t)>;
[[nodiscard]] std::int64_t utc_day_of(std::int64_t time_ms);
// "2013-02-08"
[[nodiscard]] std::string day_text(std::int64_t day);

// Costs a bit for each day and key, twice.
class DaySurvey {
 public:
  DaySurvey(std::string zone, DayOf day_of) : zone_(std::move(zone)), day_of_(std::move(day_of)) {}
  DaySurvey(const DaySurvey&) = delete;
  DaySurvey& operator=(const DaySurvey&) = delete;
  DaySurvey(DaySurvey&&) = default;
  DaySurvey& operator=(DaySurvey&&) = default;
  ~DaySurvey() = default;

  // `arrival_ms`: none without a column of arrivals.
  void take(std::int64_t event_ms, std::optional<std::int64_t> arrival_ms, std::uint32_t key);
  [[nodiscard]] DaysAnswer finish(bool arrivals) const;
  [[nodiscard]] const DayOf& day_of() const { return day_of_; }

 private:
  class Keys {  // a set of numbers
   public:
    void add(std::uint32_t key);
    [[nodiscard]] std::uint64_t count() const;

   private:
    std::vector<std::uint64_t> words_;
  };
  struct Day {
    Keys by_event;
    Keys by_arrival;
  };
  struct Last {  // asked for; most rows ask for the same day
    Day* day = nullptr;
    std::int64_t number = 0;
  };

  Day& day(Last& last, std::int64_t number);

  std::string zone_;
  DayOf day_of_;
  std::map<std::int64_t, Day> days_;
  Last last_event_;
  Last last_arrival_;
  std::uint64_t other_day_ = 0;
};

}  // namespace wavetank::scenarios

#include "scenarios/lateness/survey/day_survey.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kOneDay = 86'400'000;

TEST(UtcDay, BeginsAtMidnightAlsoBefore1970) {
  EXPECT_EQ(utc_day_of(0), 0);
  EXPECT_EQ(utc_day_of(kOneDay - 1), 0);
  EXPECT_EQ(utc_day_of(kOneDay), 1);
  EXPECT_EQ(utc_day_of(-1), -1);
}

TEST(DayText, IsADate) {
  EXPECT_EQ(day_text(0), "1970-01-01");
  EXPECT_EQ(day_text(-1), "1969-12-31");
  EXPECT_EQ(day_text(15'744), "2013-02-08");
  EXPECT_EQ(day_text(std::int64_t{1} << 40), "day 1099511627776");
}

TEST(DaySurvey, CountsWhoArrivesOnAnotherDay) {
  DaySurvey days("UTC", utc_day_of);
  days.take(0, 10, 0);
  days.take(kOneDay - 1, kOneDay, 1);      // at midnight
  days.take(kOneDay - 2, kOneDay + 5, 2);  // and another key
  days.take(kOneDay, kOneDay, 1);
  const DaysAnswer answer = days.finish(true);
  EXPECT_EQ(answer.other_day, 2U);
  EXPECT_EQ(answer.days, 2U);
  EXPECT_EQ(answer.active_mean, 2U);        // 3 keys and 1 key
  EXPECT_EQ(answer.moved_per_mille, 750U);  // by arrival 1 and 2
  EXPECT_EQ(answer.worst_day, "1970-01-01");
  EXPECT_EQ(answer.worst_by_event, 3);
  EXPECT_EQ(answer.worst_by_arrival, 1);
}

TEST(DaySurvey, SaysNothingOfArrivalsThatNobodyKnows) {
  DaySurvey days("UTC", utc_day_of);
  days.take(0, std::nullopt, 0);
  const DaysAnswer answer = days.finish(false);
  EXPECT_FALSE(answer.other_day.has_value());
  EXPECT_FALSE(answer.moved_per_mille.has_value());
  EXPECT_EQ(answer.worst_day, "");
}

}  // namespace
}  // namespace wavetank::scenarios

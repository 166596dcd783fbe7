#include "scenarios/lateness/survey/zone.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kZoneHour = 3'600'000;
constexpr std::int64_t kZoneDay = 24 * kZoneHour;
constexpr std::int64_t kMarch10 = 15'774;  // 2013-03-10, when summer time began in New York

TEST(DaysOfZone, FollowSummerTime) {
  const auto days = days_of_zone("America/New_York");
  ASSERT_TRUE(days.ok()) << days.problem().message;
  const DayOf& day_of = days.value();
  EXPECT_EQ(day_of(kMarch10 * kZoneDay + 5 * kZoneHour), kMarch10);  // midnight in winter
  EXPECT_EQ(day_of(kMarch10 * kZoneDay + 5 * kZoneHour - 1), kMarch10 - 1);
  EXPECT_EQ(day_of((kMarch10 + 1) * kZoneDay + 4 * kZoneHour), kMarch10 + 1);  // and in summer
  EXPECT_EQ(day_of((kMarch10 + 1) * kZoneDay + 4 * kZoneHour - 1), kMarch10);
}

TEST(DaysOfZone, AreDaysAtTheEndsOfTimeToo) {
  const auto days = days_of_zone("Europe/Berlin");
  ASSERT_TRUE(days.ok());
  EXPECT_LT(days.value()(std::numeric_limits<std::int64_t>::min()), 0);
  EXPECT_GT(days.value()(std::numeric_limits<std::int64_t>::max()), 0);
}

TEST(DaysOfZone, RefusesAZoneThatIsNotThere) {
  const auto days = days_of_zone("Europe/Berln");
  ASSERT_FALSE(days.ok());
  EXPECT_EQ(days.problem().hint, "did you mean Europe/Berlin?");
}

}  // namespace
}  // namespace wavetank::scenarios

#include "scenarios/lateness/plot/time_ticks.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kTickTestDay = 86'400'000;
constexpr std::int64_t kNewYear2013 = 15'706 * kTickTestDay;

std::string texts_of(const std::vector<TimeTick>& ticks) {
  std::string text;
  for (const TimeTick& tick : ticks) text += (text.empty() ? "" : " ") + tick.text;
  return text;
}

TEST(TimeTicks, AreAsFineAsTheSpanNeeds) {
  const auto ticks = [](std::int64_t length) { return texts_of(time_ticks(kNewYear2013, kNewYear2013 + length, 5)); };
  EXPECT_EQ(ticks(8), "01-01 00:00:00.002 00:00:00.004 00:00:00.006 00:00:00.008");
  EXPECT_EQ(ticks(40'000), "01-01 00:00:10 00:00:20 00:00:30 00:00:40");
  EXPECT_EQ(ticks(2 * kTickTestDay), "01-01 12:00 01-02 12:00 01-03");
  EXPECT_EQ(ticks(6 * kTickTestDay), "2013-01-01 2013-01-03 2013-01-05 2013-01-07");
  EXPECT_EQ(ticks(364 * kTickTestDay), "2013-01 2013-04 2013-07 2013-10");
  EXPECT_EQ(ticks(4'000 * kTickTestDay), "2015 2020");
}

TEST(TimeTicks, OfYearsThatNoCalendarHasAreNone) {
  EXPECT_TRUE(time_ticks(std::numeric_limits<std::int64_t>::min() / 4, 0, 5).empty());
  EXPECT_TRUE(time_ticks(0, std::numeric_limits<std::int64_t>::max() / 4, 5).empty());
}

TEST(TimeTicks, OfOneInstantAreAtMostOne) { EXPECT_LE(time_ticks(7, 7, 5).size(), 1U); }

TEST(RoundStep, IsTheLeastThatFits) {
  EXPECT_EQ(round_step(7, 7), 1U);
  EXPECT_EQ(round_step(8, 7), 2U);
  EXPECT_EQ(round_step(10'000, 7), 2'000U);
  EXPECT_GT(round_step(std::numeric_limits<std::uint64_t>::max(), 1), 0U);
}

}  // namespace
}  // namespace wavetank::scenarios

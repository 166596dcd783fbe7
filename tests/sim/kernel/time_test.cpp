#include "sim/kernel/time.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wavetank::sim {
namespace {

std::int64_t clock_at(std::int64_t base_ms, std::int64_t time_ns) {
  return to_processing_time(engine::ProcessingTime(base_ms), SimTime(time_ns)).ticks();
}

TEST(SimulatedTime, ShowsWholeMillisecondsThatHavePassed) {
  EXPECT_EQ(clock_at(0, 0), 0);
  EXPECT_EQ(clock_at(0, 999'999), 0);
  EXPECT_EQ(clock_at(0, 1'000'000), 1);
  EXPECT_EQ(clock_at(1'700'000'000'000, 2'500'000), 1'700'000'000'002);
}

TEST(SimulatedTime, RoundsTowardsThePastBeforeTheStart) {
  EXPECT_EQ(clock_at(0, -1), -1);
  EXPECT_EQ(clock_at(0, -1'000'000), -1);
  EXPECT_EQ(clock_at(0, -1'000'001), -2);
}

TEST(SimulatedTime, StopsAtTheEndsOfTheRange) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(clock_at(kMax, 5'000'000), kMax);
  EXPECT_EQ(saturating_add(SimTime::max(), SimDuration{1}), SimTime::max());
  EXPECT_EQ(milliseconds(kMax).count, kMax);
  EXPECT_EQ(milliseconds(-kMax).count, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(saturating_between(SimTime(-2), SimTime::max()).count, kMax);
}

TEST(SimulatedTime, ConvertsMillisecondsExactly) {
  EXPECT_EQ(milliseconds(3).count, 3'000'000);
  EXPECT_EQ(saturating_from(engine::Millis{-2}).count, -2'000'000);
}

}  // namespace
}  // namespace wavetank::sim

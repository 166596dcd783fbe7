// Round times.
#include "visualizer/view/ticks.hpp"

#include <gtest/gtest.h>

namespace wavetank::visualizer {
namespace {

TEST(Ticks, StepsAreRoundTimesAndNotTooMany) {
  EXPECT_EQ(tick_step_ms(10, 10), 2);
  EXPECT_EQ(tick_step_ms(30'000, 8), 5'000);
  EXPECT_EQ(tick_step_ms(24 * 3'600'000, 9), 3 * 3'600'000);
  EXPECT_EQ(tick_step_ms(28LL * 24 * 3'600'000, 5), 7LL * 24 * 3'600'000);
}

TEST(Ticks, StandOnMultiplesOfTheStepAlsoBeforeZero) {
  EXPECT_EQ(ticks_in({-7, 11}, 5), (std::vector<std::int64_t>{-5, 0, 5, 10}));
  EXPECT_EQ(ticks_in({5, 10}, 5), (std::vector<std::int64_t>{5}));
}

TEST(Ticks, AreBounded) {
  EXPECT_EQ(ticks_in({0, 1'000'000}, 1).size(), kTicksMax);
  EXPECT_LE(kSpanMax / tick_step_ms(kSpanMax, 8), 80);
}

}  // namespace
}  // namespace wavetank::visualizer

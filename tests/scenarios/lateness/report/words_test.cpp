#include "scenarios/lateness/report/words.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

TEST(ShortLength, HasTheTwoGreatestUnits) {
  EXPECT_EQ(short_length(0), "0s");
  EXPECT_EQ(short_length(250), "250ms");
  EXPECT_EQ(short_length(61'500), "1m1s");
  EXPECT_EQ(short_length(3'600'000), "1h");
  EXPECT_EQ(short_length(9 * 86'400'000LL + 3'600'000), "9d1h");
  EXPECT_EQ(short_length(163 * 86'400'000LL + 3'600'000), "163d");
  EXPECT_EQ(short_length(-120'000), "-2m");
}

TEST(Grouped, HasCommas) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(328'521), "328,521");
  EXPECT_EQ(grouped(1'000'000), "1,000,000");
}

TEST(Percent, NeverRoundsUpToAll) {
  EXPECT_EQ(percent(1, 3), "33.33 %");
  EXPECT_EQ(percent(999'999, 1'000'000), "99.99 %");
  EXPECT_EQ(percent(5, 5), "100.00 %");
  EXPECT_EQ(percent(0, 0), "0 %");
}

TEST(TargetText, IsAsSomebodyAsksForIt) {
  EXPECT_EQ(target_text(999, 1'000), "99.9 %");
  EXPECT_EQ(target_text(1, 1), "100 %");
  EXPECT_EQ(target_text(999'950, 1'000'000), "99.995 %");
}

}  // namespace
}  // namespace wavetank::scenarios

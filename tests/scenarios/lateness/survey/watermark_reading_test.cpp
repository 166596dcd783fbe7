#include "scenarios/lateness/survey/watermark_reading.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

// Takes rows "partition:time" and gives the highs after each.
std::string highs(const std::vector<std::pair<std::uint32_t, std::int64_t>>& rows) {
  PartitionHighs highs;
  MergedHigh all;
  std::string text;
  for (const auto& [partition, time] : rows) {
    all.take(time);
    highs.take(partition, time, *all.high());
    text += (text.empty() ? "" : " ") + std::to_string(*highs.high());
  }
  return text;
}

TEST(PartitionHighs, FollowTheSlowestPartition) {
  EXPECT_EQ(highs({{0, 10}, {1, 4}, {0, 20}, {1, 7}, {1, 30}}), "10 10 10 10 20");
}

TEST(PartitionHighs, AreNotTakenBackByAPartitionThatComesLater) {
  EXPECT_EQ(highs({{0, 50}, {1, 1}, {0, 60}}), "50 50 50");
}

TEST(PartitionHighs, TellWhoHoldsBackAndHowFar) {
  PartitionHighs highs;
  highs.take(0, 10, 10);
  highs.take(1, 4, 10);
  highs.take(0, 90, 90);
  EXPECT_EQ(highs.partitions()[0].holds_back, 1U);
  EXPECT_EQ(highs.partitions()[1].holds_back, 2U);
  EXPECT_EQ(highs.partitions()[1].behind_others, 86);
}

}  // namespace
}  // namespace wavetank::scenarios

// The oracle's watermark against known cases of the valve and the rules' words on several inputs.
#include "properties/oracle/watermark.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/words.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::ControlKind;
using engine::EventTime;

class OracleWatermark : public ::testing::Test {
 protected:
  void channels(const std::vector<std::uint32_t>& counts) { judged_ = CombinedWatermark(counts); }
  // What taking it brings: "" or "10" or "10 20".
  std::string take(std::uint32_t channel, ControlKind kind, std::int64_t value = 0) {
    Arrival arrival;
    arrival.at = sim::EventId{++position_};
    arrival.kind = ArrivalKind::Control;
    arrival.control = kind;
    arrival.time = EventTime(value);
    arrival.channel = channel;
    std::string said;
    for (const Advance& advance : judged_.take(arrival)) said += (said.empty() ? "" : " ") + name_of(advance.to);
    return said;
  }
  std::string says(std::uint32_t channel, std::int64_t value) { return take(channel, ControlKind::Watermark, value); }
  std::string idles(std::uint32_t channel) { return take(channel, ControlKind::Idle); }
  std::string wakes(std::uint32_t channel) { return take(channel, ControlKind::Active); }

  CombinedWatermark judged_{{1}};
  std::uint32_t position_ = 0;
};

TEST_F(OracleWatermark, OfOneChannelFollowsItUnlessItIsIdle) {
  EXPECT_EQ(says(0, 25), "25");
  EXPECT_EQ(says(0, 18), "");
  EXPECT_EQ(says(0, 42), "42");
  EXPECT_EQ(idles(0), "");
  EXPECT_EQ(says(0, 50), "");
  EXPECT_EQ(wakes(0), "");
  EXPECT_EQ(says(0, 50), "50");
}

TEST_F(OracleWatermark, OfThreeChannelsIsTheLeast) {
  channels({3});
  EXPECT_EQ(says(0, 0), "");
  EXPECT_EQ(says(1, 0), "");
  EXPECT_EQ(says(2, 0), "0");
  EXPECT_EQ(says(0, 12), "");
  EXPECT_EQ(says(2, 8), "");
  EXPECT_EQ(says(2, 10), "");
  EXPECT_EQ(says(1, 15), "10");
  EXPECT_EQ(says(2, 17), "12");
  EXPECT_EQ(says(0, 20), "15");
}

TEST_F(OracleWatermark, GrowsWhenTheSlowestGoesIdle) {
  channels({3});
  says(0, 25);
  says(1, 10);
  EXPECT_EQ(says(2, 17), "10");
  EXPECT_EQ(idles(1), "17");
  EXPECT_EQ(idles(2), "25");
}

TEST_F(OracleWatermark, OfNoAlignedChannelSaysNothing) {
  channels({3});
  says(0, 10);
  says(1, 7);
  EXPECT_EQ(idles(2), "7");
  EXPECT_EQ(wakes(2), "");
  EXPECT_EQ(idles(0), "");
  EXPECT_EQ(idles(1), "");
}

TEST_F(OracleWatermark, IsFlushedWhenAllGoIdle) {
  channels({3});
  says(0, 10);
  says(1, 5);
  EXPECT_EQ(says(2, 3), "3");
  EXPECT_EQ(idles(0), "");
  EXPECT_EQ(idles(1), "");
  EXPECT_EQ(idles(2), "10");
}

TEST_F(OracleWatermark, LeavesOutAChannelThatReturnsUntilItHasCaughtUp) {
  channels({3});
  says(0, 10);
  says(1, 7);
  EXPECT_EQ(says(2, 3), "3");
  EXPECT_EQ(idles(2), "7");
  EXPECT_EQ(wakes(2), "");
  EXPECT_EQ(says(2, 5), "");
  EXPECT_EQ(says(2, 9), "");
  EXPECT_EQ(says(1, 12), "9");
}

TEST_F(OracleWatermark, OfSeveralInputsIsHeldBackByOneThatReturns) {
  channels({1, 1});
  says(0, 10);
  EXPECT_EQ(says(1, 3), "3");
  EXPECT_EQ(idles(1), "10");
  EXPECT_EQ(wakes(1), "");
  EXPECT_EQ(says(0, 20), "");
  EXPECT_EQ(says(1, 8), "");
  EXPECT_EQ(says(1, 15), "15");
}

TEST_F(OracleWatermark, OfSeveralInputsIsTheGreatestOnceAllAreIdle) {
  channels({1, 1});
  says(0, 10);
  EXPECT_EQ(says(1, 3), "3");
  EXPECT_EQ(idles(0), "");
  EXPECT_EQ(idles(1), "10");
}

TEST_F(OracleWatermark, KnowsWhoHoldsItBack) {
  channels({2});
  EXPECT_EQ(judged_.slowest()->channel, 0u);
  EXPECT_FALSE(judged_.slowest()->said.has_value());
  says(0, 10);
  says(1, 3);
  EXPECT_EQ(judged_.slowest()->channel, 1u);
  EXPECT_EQ(judged_.slowest()->said, sim::EventId{2});
}

}  // namespace
}  // namespace wavetank::properties::testing

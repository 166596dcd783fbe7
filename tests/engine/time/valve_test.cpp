// The watermark valve, on cases that tell its rules apart (WM-21 to WM-26), and on what it must ignore.
#include "engine/time/valve.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

class ValveTest : public ::testing::Test {
 protected:
  void open(std::size_t channels) { valve_.emplace(channels); }
  // One watermark per channel, in order; returns what came out last.
  std::string open_at(const std::vector<std::int64_t>& watermarks) {
    open(watermarks.size());
    std::string last;
    for (std::uint32_t i = 0; i < watermarks.size(); ++i) last = watermark(i, watermarks[i]);
    return last;
  }
  std::string watermark(std::uint32_t from, std::int64_t time) {
    return checked(valve_->on_watermark(channel(from), at(time)));
  }
  std::string idle(std::uint32_t from) { return checked(valve_->on_status(channel(from), StreamStatus::Idle)); }
  std::string active(std::uint32_t from) { return checked(valve_->on_status(channel(from), StreamStatus::Active)); }
  std::string checked(const TimeEvents& events) {
    valve_->check_invariants();
    return words(events);
  }

  std::optional<Valve> valve_;
};

TEST_F(ValveTest, StartsActiveAlignedAndAtMin) {  // WM-21
  open(2);
  EXPECT_EQ(valve_->last_output(), kMin);
  EXPECT_EQ(valve_->status(), StreamStatus::Active);
  EXPECT_TRUE(valve_->is_aligned(channel(1)));
}

TEST_F(ValveTest, OfOneChannelPassesWhatGrowsWhileActive) {
  open(1);
  EXPECT_EQ(watermark(0, 25), "25");
  EXPECT_EQ(watermark(0, 18), "");
  EXPECT_EQ(watermark(0, 42), "42");
  EXPECT_EQ(idle(0), "idle");
  EXPECT_EQ(watermark(0, 50), "");
  EXPECT_EQ(active(0), "active");
  EXPECT_EQ(watermark(0, 50), "50");
}

TEST_F(ValveTest, FollowsTheSlowestOfThreeChannels) {
  EXPECT_EQ(open_at({0, 0, 0}), "0");
  EXPECT_EQ(watermark(0, 12), "");
  EXPECT_EQ(watermark(2, 8), "");
  EXPECT_EQ(watermark(2, 10), "");
  EXPECT_EQ(watermark(1, 15), "10");
  EXPECT_EQ(watermark(2, 17), "12");
  EXPECT_EQ(watermark(0, 20), "15");
}

TEST_F(ValveTest, MovesOnWhenItsSlowestChannelGoesIdle) {
  EXPECT_EQ(open_at({25, 10, 17}), "10");
  EXPECT_EQ(idle(1), "17");
  EXPECT_EQ(idle(2), "25");
}

TEST_F(ValveTest, SaysNothingWhenOnlyUnalignedChannelsAreLeft) {  // FLINK-7721
  open(3);
  watermark(0, 10);
  watermark(1, 7);
  EXPECT_EQ(idle(2), "7");
  EXPECT_EQ(active(2), "");
  EXPECT_EQ(idle(0), "");
  EXPECT_EQ(idle(1), "");
  EXPECT_EQ(valve_->last_output(), at(7));
}

TEST_F(ValveTest, FlushesTheGreatestBeforeItGoesIdle) {
  EXPECT_EQ(open_at({10, 5, 3}), "3");
  EXPECT_EQ(idle(0), "");
  EXPECT_EQ(idle(1), "");
  EXPECT_EQ(idle(2), "10 idle");
}

TEST_F(ValveTest, FlushesNothingWhenALaggardIdlesLast) {  // WM-24 as in 2.3.0; FLINK-40475 would flush the 10
  open(3);
  watermark(0, 10);
  watermark(1, 7);
  EXPECT_EQ(idle(2), "7");
  active(2);
  idle(0);
  idle(1);
  EXPECT_EQ(idle(2), "idle");
  EXPECT_EQ(valve_->last_output(), at(7));
}

TEST_F(ValveTest, TurnsActiveWithoutAWatermark) {  // WM-25 as in 2.3.0; FLINK-40475 would emit the 10
  open(3);
  watermark(0, 10);
  watermark(1, 7);
  idle(2);
  active(2);
  idle(0);
  idle(1);
  EXPECT_EQ(active(0), "");
  EXPECT_EQ(watermark(0, 10), "");  // nothing new from channel 0
  EXPECT_EQ(idle(2), "");           // channel 2 was not the slowest that counted
  EXPECT_EQ(valve_->last_output(), at(7));
  EXPECT_EQ(watermark(0, 11), "11");
}

TEST_F(ValveTest, LeavesAReturningLaggardOutUntilItHasCaughtUp) {
  EXPECT_EQ(open_at({10, 7, 3}), "3");
  EXPECT_EQ(idle(2), "7");
  EXPECT_EQ(active(2), "");
  EXPECT_FALSE(valve_->is_aligned(channel(2)));
  EXPECT_EQ(watermark(2, 5), "");
  EXPECT_FALSE(valve_->is_aligned(channel(2)));
  EXPECT_EQ(watermark(2, 9), "");
  EXPECT_TRUE(valve_->is_aligned(channel(2)));
  EXPECT_EQ(watermark(1, 12), "9");
}

TEST_F(ValveTest, KeepsItsOutputWhenALaggardComesAndGoes) {
  EXPECT_EQ(open_at({7, 10}), "7");
  EXPECT_EQ(idle(0), "10");
  EXPECT_EQ(active(0), "");
  EXPECT_EQ(watermark(0, 9), "");
  EXPECT_EQ(idle(0), "");
}

TEST_F(ValveTest, DoesNotWaitForAChannelThatNeverSpoke) {
  open(3);
  watermark(0, 15);
  watermark(1, 10);
  EXPECT_EQ(idle(2), "10");
  EXPECT_EQ(watermark(1, 18), "15");
  EXPECT_EQ(watermark(0, 20), "18");
}

TEST_F(ValveTest, IgnoresARepeatedStatus) {  // WM-26
  open(2);
  EXPECT_EQ(active(0), "");
  idle(0);
  EXPECT_EQ(idle(0), "");
  EXPECT_EQ(idle(1), "idle");
}

TEST_F(ValveTest, EndsWhenTheLastChannelHasEnded) {
  open(2);
  EXPECT_EQ(words(valve_->on_watermark(channel(0), kMax)), "");
  EXPECT_EQ(words(valve_->on_watermark(channel(1), kMax)), "MAX");
}

TEST_F(ValveTest, RefusesAChannelThatItDoesNotHave) {
  open(2);
  EXPECT_THROW(watermark(2, 1), InvariantViolation);
}

TEST(ValveMutant, TakesTheGreatestOfItsChannels) {
  Mutants mutants;
  mutants.plant(Mutant::ValveUsesMax);
  Valve valve(2, mutants);
  EXPECT_EQ(words(valve.on_watermark(channel(0), at(9))), "9");
  EXPECT_EQ(words(valve.on_watermark(channel(1), at(4))), "");
}

}  // namespace
}  // namespace wavetank::engine::testing

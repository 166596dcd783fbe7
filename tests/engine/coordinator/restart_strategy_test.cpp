// Restart strategies: when a failed job comes back, and when it does not.
#include "engine/coordinator/restart_strategy.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

class Restart : public ::testing::Test {
 protected:
  void use(RestartSpec spec) { strategy_ = RestartStrategy(spec); }
  RestartAnswer fail_after(std::int64_t milliseconds, std::int64_t jitter = 0) {
    now_ = saturating_add(now_, Millis{milliseconds});
    return strategy_.on_failure(now_, Millis{jitter});
  }
  std::int64_t delay_after(std::int64_t milliseconds, std::int64_t jitter = 0) {
    return fail_after(milliseconds, jitter).delay.count;
  }
  [[nodiscard]] std::int64_t jitter_in(std::int64_t milliseconds) const {
    return strategy_.jitter_max(saturating_add(now_, Millis{milliseconds})).count;
  }

 private:
  RestartStrategy strategy_{NoRestart{}};
  ProcessingTime now_;
};

ExponentialRestart growing(std::int64_t initial, std::int64_t max, Factor multiplier) {
  return {.initial = Millis{initial},
          .max = Millis{max},
          .multiplier = multiplier,
          .reset_threshold = Millis{100},
          .jitter = {0, 1}};
}

TEST_F(Restart, WithoutAStrategyIsRefusedAtOnce) {  // RS-06
  use(NoRestart{});
  EXPECT_FALSE(fail_after(0).may_restart);
}

TEST_F(Restart, WithAFixedDelayIsRefusedAfterItsAttempts) {  // RS-02
  use(FixedDelayRestart{.attempts = 2, .delay = Millis{7}});
  EXPECT_EQ(fail_after(0), (RestartAnswer{true, true, Millis{7}}));
  EXPECT_TRUE(fail_after(1'000'000).may_restart);
  EXPECT_FALSE(fail_after(1'000'000).may_restart);
}

TEST_F(Restart, AtAFailureRateIsRefusedWhileTooManyFallIntoTheInterval) {  // RS-03
  use(FailureRateRestart{.failures = 2, .interval = Millis{10}, .delay = Millis{3}});
  EXPECT_TRUE(fail_after(0).may_restart);
  EXPECT_TRUE(fail_after(4).may_restart);
  EXPECT_FALSE(fail_after(6).may_restart);  // three in ten milliseconds: the first is not older than that
  EXPECT_TRUE(fail_after(5).may_restart);
}

TEST_F(Restart, GrowsByAFractionAndForgetsWhatIsBehindThePoint) {  // RS-04
  use(growing(4, 1'000, {23, 10}));
  EXPECT_EQ(delay_after(0), 4);
  EXPECT_EQ(delay_after(5), 9);    // 9.2
  EXPECT_EQ(delay_after(10), 21);  // 21.16: grown from 9.2, not from 9
}

TEST_F(Restart, GrowsToAWholeProductExactly) {
  use(growing(100, 1'000, {115, 100}));
  EXPECT_EQ(delay_after(0), 100);
  EXPECT_EQ(delay_after(101), 115);  // doubles would say 114
}

TEST_F(Restart, TakesAFailureIntoTheAttemptThatWaits) {  // RS-04
  use(growing(4, 1'000, {2, 1}));
  EXPECT_EQ(fail_after(0), (RestartAnswer{true, true, Millis{4}}));
  EXPECT_EQ(fail_after(1), (RestartAnswer{false, true, Millis{3}}));
  EXPECT_EQ(fail_after(3), (RestartAnswer{false, true, Millis{0}}));  // at the very moment of the restart
  EXPECT_EQ(fail_after(1), (RestartAnswer{true, true, Millis{8}}));
}

TEST_F(Restart, BeginsAnewAfterAQuietTime) {  // RS-04
  use(growing(4, 1'000, {2, 1}));
  EXPECT_EQ(delay_after(0), 4);
  EXPECT_EQ(delay_after(4 + 99), 8);
  EXPECT_EQ(delay_after(8 + 100), 4);
}

TEST_F(Restart, CountsAttemptsUntilItBeginsAnew) {
  ExponentialRestart spec = growing(4, 1'000, {1, 1});
  spec.attempts = 2;
  use(spec);
  EXPECT_TRUE(fail_after(0).may_restart);
  EXPECT_TRUE(fail_after(5).may_restart);
  EXPECT_FALSE(fail_after(5).may_restart);
  EXPECT_TRUE(fail_after(104).may_restart);
}

TEST_F(Restart, JittersBeforeItClamps) {  // RS-05
  ExponentialRestart spec = growing(2, 7, {2, 1});
  spec.jitter = {1, 4};
  use(spec);
  EXPECT_EQ(jitter_in(0), 0);  // a quarter of 2, cut off
  EXPECT_EQ(delay_after(0), 2);
  EXPECT_EQ(jitter_in(1), 0);  // nothing is drawn for a failure that is taken in
  EXPECT_EQ(jitter_in(3), 1);
  EXPECT_EQ(delay_after(3, -1), 3);
  EXPECT_EQ(delay_after(4, -2), 6);  // 8 less 2
  EXPECT_EQ(delay_after(7, -4), 7);  // 16 less 4 is still above the greatest
}

TEST_F(Restart, NeverOverflowsHoweverOftenTheJobFails) {
  ExponentialRestart spec = growing(1, std::int64_t{1} << 62, {0xffffffffu, 1});
  use(spec);
  EXPECT_EQ(delay_after(0), 1);
  EXPECT_EQ(delay_after(2), 0xffffffff);
  EXPECT_EQ(delay_after(std::int64_t{1} << 32), std::int64_t{1} << 62);
  EXPECT_GT(delay_after((std::int64_t{1} << 62) + 1), std::int64_t{1} << 61);  // up to the end of time
}

TEST_F(Restart, RefusesAJitterThatIsTooGreat) {
  use(growing(4, 1'000, {2, 1}));
  EXPECT_THROW((void)fail_after(0, 1), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

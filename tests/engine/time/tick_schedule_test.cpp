// The grid of ticks, and which of them are worth running.
#include "engine/time/tick_schedule.hpp"

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing::tick_schedule {
namespace {

ProcessingTime p(std::int64_t milliseconds) { return ProcessingTime(milliseconds); }
IdleInstant reading(std::int64_t milliseconds) { return IdleInstant::of(p(milliseconds)); }
TickNeed after(std::int64_t milliseconds) { return {TickUrgency::AfterDeadline, reading(milliseconds)}; }

TEST(TickSchedule, TicksAnIntervalAfterItsAnchorAndOn) {
  const TickSchedule schedule(p(1000), Millis{200});
  EXPECT_EQ(schedule.next_after(p(0)), p(1200));
  EXPECT_EQ(schedule.next_after(p(1000)), p(1200));
  EXPECT_EQ(schedule.next_after(p(1199)), p(1200));
}

TEST(TickSchedule, TakesATickAtNowForRun) {  // ties: the tick was before the record
  EXPECT_EQ(TickSchedule(p(1000), Millis{200}).next_after(p(1200)), p(1400));
}

TEST(TickSchedule, CountsFromWhenALateTickRan) {  // WM-05
  TickSchedule schedule(p(1000), Millis{200});
  schedule.ran(p(1250));
  EXPECT_EQ(schedule.next_after(p(1250)), p(1450));
}

TEST(TickSchedule, HasNoTicksWithAnIntervalOfZeroNorBeyondMax) {
  EXPECT_EQ(TickSchedule(p(0), Millis{0}).next_after(p(5)), std::nullopt);
  EXPECT_EQ(TickSchedule(p(0), Millis{7}).next_after(ProcessingTime::max()), std::nullopt);
  EXPECT_EQ(TickSchedule(ProcessingTime::min(), Millis{7}).next_after(p(0)), p(6));  // 2^63 = 1 modulo 7
  EXPECT_THROW(TickSchedule(p(0), Millis{-1}), InvariantViolation);
}

TEST(TickSchedule, SkipsToTheFirstTickAfterTheDeadline) {
  const TickSchedule schedule(p(0), Millis{10});
  EXPECT_EQ(schedule.next_useful({TickUrgency::None}, p(12), reading(12)), std::nullopt);
  EXPECT_EQ(schedule.next_useful({TickUrgency::Next}, p(12), reading(12)), p(20));
  EXPECT_EQ(schedule.next_useful(after(45), p(12), reading(12)), p(50));
  EXPECT_EQ(schedule.next_useful(after(50), p(12), reading(12)), p(60));  // strictly more
  EXPECT_EQ(schedule.next_useful(after(3), p(12), reading(12)), p(20));
}

TEST(TickSchedule, AllowsForAClockThatLagsBehindTime) {
  const TickSchedule schedule(p(0), Millis{10});
  EXPECT_EQ(schedule.next_useful(after(45), p(12), reading(2)), p(60));
}

}  // namespace
}  // namespace wavetank::engine::testing::tick_schedule

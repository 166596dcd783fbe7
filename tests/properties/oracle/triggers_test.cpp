// Triggers, accumulation and evictors, many with numbers of the real system's own tests, in milliseconds.
#include "tests/properties/oracle/oracle_of_windows.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::TriggerKind;

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

TEST_F(Oracle, CountsToFourAndAnew) {
  global();
  trigger({.kind = TriggerKind::Purging});
  trigger({.kind = TriggerKind::Count, .count = 4});
  for (int i = 0; i < 9; ++i) record(i);
  EXPECT_EQ(story(), "#4 early the global window of key a = 4; #8 early the global window of key a = 4");
}

// AS-13: a rest that is never filled is never said.
TEST_F(Oracle, SaysNothingOfARest) {
  global();
  trigger({.kind = TriggerKind::Purging});
  trigger({.kind = TriggerKind::Count, .count = 4});
  record(1);
  watermark(kMax);
  EXPECT_EQ(story(), "");
}

TEST_F(Oracle, WaitsForTheEndOfTheStream) {
  global();
  trigger({.kind = TriggerKind::EndOfStream});
  record(1);
  record(7);
  watermark(1000);
  watermark(kMax);
  EXPECT_EQ(story(), "#4 early the global window of key a = 2");
}

// TR-08, TR-09: every interval, also those that one watermark passes at once, and the end.
TEST_F(Oracle, FiresEachIntervalOfEventTimeAndAtTheEnd) {
  trigger({.kind = TriggerKind::ContinuousEvent, .interval = {4}});
  record(1);
  watermark(3);
  watermark(20);
  EXPECT_EQ(story(), "#3 early [0,10) of key a = 1; #3 early [0,10) of key a = 1; #3 on time [0,10) of key a = 1");
}

// TR-08: towards the epoch, so of a negative time one interval late.
TEST_F(Oracle, AlignsIntervalsToTheEpoch) {
  trigger({.kind = TriggerKind::ContinuousEvent, .interval = {4}});
  record(-7);
  watermark(-5);
  EXPECT_EQ(story(), "");
  watermark(0);
  EXPECT_EQ(story(), "#3 on time [-10,0) of key a = 1");
}

// TR-10: its first firing is in the past of a window of event time: once, and never again.
TEST_F(Oracle, FiresByTheClockOnceIfTheWindowIsOver) {
  trigger({.kind = TriggerKind::ContinuousProcessing, .interval = {4}});
  clock(100);
  record(1);
  call(101);
  call(110);
  EXPECT_EQ(story(), "#2 early [0,10) of key a = 1");
}

TEST_F(Oracle, EndsWindowsByTheClock) {
  node_.shape = engine::tumbling(Millis{3000});
  node_.time = engine::TimeDomain::Processing;
  clock(3);
  record(0);
  record(99);
  call(3000);
  clock(5000);
  record(5);
  call(6000);
  EXPECT_EQ(story(), "#3 on time [0,3000) of key a = 2; #5 on time [3000,6000) of key a = 1");
}

// TM-07: the millisecond of its time is not over yet.
TEST_F(Oracle, DoesNotEndAWindowWithItsLastMillisecond) {
  node_.time = engine::TimeDomain::Processing;
  record(0);
  call(9);
  EXPECT_EQ(story(), "");
}

// TR-11: the distance is to the record that fired last.
TEST_F(Oracle, FiresWhenAFieldHasMoved) {
  global();
  node_.trigger_field = "value";
  trigger({.kind = TriggerKind::Delta, .threshold = 3});
  record(1, "a", 10);
  record(2, "a", 13);
  record(3, "a", 14);
  record(4, "a", 12);
  record(5, "a", 10);
  EXPECT_EQ(story(), "#3 early the global window of key a = 3; #5 early the global window of key a = 5");
}

TEST_F(Oracle, FiresAfterATimeout) {
  global();
  trigger({.kind = TriggerKind::ProcessingTimeout, .interval = {50}});
  trigger({.kind = TriggerKind::Count, .count = 3});
  record(1);
  clock(10);
  record(2);
  call(51);
  record(3);
  record(4);
  EXPECT_EQ(story(), "#3 early the global window of key a = 2");
}

TEST_F(Oracle, MovesTheDeadlineWithEveryRecord) {
  global();
  trigger({.kind = TriggerKind::ProcessingTimeout, .interval = {50}, .resets_on_record = true});
  trigger({.kind = TriggerKind::Count, .count = 3});
  record(1);
  clock(10);
  record(2);
  call(51);
  call(61);
  EXPECT_EQ(story(), "#4 early the global window of key a = 2");
}

TEST_F(Oracle, FiresEarlyOnTimeAndLate) {
  node_.allowed_lateness = Millis{5};
  trigger({.kind = TriggerKind::Staged, .count = 2, .early = engine::EarlyFirings::Count});
  record(1);
  record(2);
  record(3);
  watermark(9);
  record(4);
  EXPECT_EQ(story(), "#2 early [0,10) of key a = 2; #4 on time [0,10) of key a = 3; #5 late [0,10) of key a = 4");
}

TEST_F(Oracle, GathersLateRecordsByTheClock) {
  node_.allowed_lateness = Millis{50};
  trigger({.kind = TriggerKind::Staged, .late = engine::LateFirings::ProcessingInterval, .late_interval = {20}});
  record(1);
  watermark(9);
  clock(100);
  record(2);
  record(3);
  call(121);
  EXPECT_EQ(story(), "#2 on time [0,10) of key a = 1; #5 late [0,10) of key a = 3");
}

TEST_F(Oracle, TakesBackBeforeItSpeaksAgain) {
  node_.allowed_lateness = Millis{5};
  node_.accumulation = scenarios::Accumulation::Retracting;
  record(1);
  watermark(9);
  record(2);
  EXPECT_EQ(story(), "#2 on time [0,10) of key a = 1; #3 late [0,10) of key a = 2; #3 takes back [0,10) = 1");
}

// Purging, within the lateness.
TEST_F(Oracle, SaysTheDeltaOfALateRecord) {
  node_.shape = engine::tumbling(Millis{2000});
  node_.allowed_lateness = Millis{500};
  node_.accumulation = scenarios::Accumulation::Discarding;
  record(500);
  watermark(1500);
  record(1300);
  watermark(2300);
  record(1997);
  watermark(6000);
  record(1998);
  EXPECT_EQ(story(), "#4 on time [0,2000) of key a = 2; #5 late [0,2000) of key a = 1; #7 dropped");
}

// AS-15.
TEST_F(Oracle, CumulatesFromTheStartOfTheCycle) {
  node_.assigner = engine::AssignerKind::Cumulate;
  node_.shape = {Millis{5000}, Millis{2500}, {}};
  record(0);
  record(4999);
  watermark(4999);
  EXPECT_EQ(story(), "#3 on time [0,2500) of key a = 1; #3 on time [0,5000) of key a = 2");
}

// There is no lateness by the clock.
TEST_F(Oracle, RefusesNothingByTheClock) {
  node_.time = engine::TimeDomain::Processing;
  watermark(100000);
  record(0);
  call(10);
  EXPECT_EQ(story(), "#3 on time [0,10) of key a = 1");
}

// After, then before.
TEST_F(Oracle, EvictsByCount) {
  global();
  trigger({.kind = TriggerKind::Count, .count = 2});
  node_.evictor = {.kind = engine::EvictorKind::Count, .when = engine::EvictWhen::After, .count = 4};
  for (int i = 0; i < 8; ++i) record(i);
  EXPECT_EQ(story(),
            "#2 early the global window of key a = 2; #4 early the global window of key a = 4; "
            "#6 early the global window of key a = 6; #8 early the global window of key a = 6");
  node_.evictor.when = engine::EvictWhen::Before;
  EXPECT_EQ(story(),
            "#2 early the global window of key a = 2; #4 early the global window of key a = 4; "
            "#6 early the global window of key a = 4; #8 early the global window of key a = 4");
}

// EV-05: with those that are just as old as the cutoff.
TEST_F(Oracle, EvictsByTime) {
  node_.evictor = {.kind = engine::EvictorKind::Time, .size = {3}};
  record(2);
  record(5);
  record(4);
  watermark(9);
  EXPECT_EQ(story(), "#4 on time [0,10) of key a = 2");
}

// EV-06, EV-03: those that are just as far away as the threshold go; nothing may be left.
TEST_F(Oracle, EvictsByDelta) {
  node_.evictor = {.kind = engine::EvictorKind::Delta, .threshold = 2};
  node_.evictor_field = "value";
  record(1, "a", 1);
  record(2, "a", 2);
  record(3, "a", 3);
  watermark(9);
  EXPECT_EQ(story(), "#4 on time [0,10) of key a = 2");
  node_.evictor.threshold = 0;
  EXPECT_EQ(story(), "#4 on time [0,10) of key a = 0");
}

// WO-18: the timer that ends the state is asked, too, but says nothing.
TEST_F(Oracle, EndsTheStateAfterTheLateness) {
  node_.allowed_lateness = Millis{5};
  record(1);
  watermark(13);
  EXPECT_TRUE(expected().ends.empty());
  watermark(14);
  ASSERT_EQ(expected().ends.size(), 1U);
  EXPECT_EQ(name_of(expected().ends.front().because), "#3");
}

// What would end at the end of time does not end.
TEST_F(Oracle, KeepsTheStateThatHasNoEnd) {
  node_.allowed_lateness = Millis{kMax};
  record(1);
  watermark(kMax);
  EXPECT_TRUE(expected().ends.empty());
}

}  // namespace
}  // namespace wavetank::properties::testing

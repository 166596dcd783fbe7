// Triggers, evictors and clocks inside the general window operator (TR-02 to TR-13, EV-01 to EV-07, AS-12 to AS-15,
// WO-02 to WO-18, TM-04 to TM-08).
#include <gtest/gtest.h>

#include "tests/engine/operators/window/window_rig.hpp"

namespace wavetank::engine::testing {
namespace {

WindowRig rig_of(WindowSpec window, AggregateKind aggregate = AggregateKind::Sum) {
  return WindowRig({.window = std::move(window), .aggregate = aggregate});
}
TriggerSpec counting(std::int64_t count) { return {{{.kind = TriggerKind::Count, .count = count}}}; }
TriggerSpec purging(TriggerPart part) { return {{{.kind = TriggerKind::Purging}, part}}; }
TriggerSpec staged(TriggerPart part) {
  part.kind = TriggerKind::Staged;
  return {{part}};
}
WindowRig staged_tens(TriggerPart part, std::int64_t lateness = 20) {
  return rig_of({.assigner = rig_tumbling(10), .trigger = staged(part), .allowed_lateness = Millis{lateness}});
}

TEST(TriggerWindowTest, FiringsOfAWindowThatDoesNotPurgeRepeatAll) {  // WO-11
  WindowRig rig = rig_of({.assigner = rig_tumbling(10), .allowed_lateness = Millis{5}});
  EXPECT_EQ(rig.play("a@1 W9 a@2 a@3"), "a[0,10) 1, a[0,10) 2, a[0,10) 3");
}

TEST(TriggerWindowTest, FiringsOfAWindowThatPurgesSayWhatIsNew) {  // WO-11, WO-12
  WindowRig rig = rig_of(
      {.assigner = rig_tumbling(10), .trigger = purging({.kind = TriggerKind::Event}), .allowed_lateness = Millis{5}});
  EXPECT_EQ(rig.play("a@1 a@1 W9 a:4@2 W14"), "a[0,10) 2, a[0,10) 4");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(TriggerWindowTest, PurgingKeepsWhatTheTriggerRemembers) {  // TR-02
  WindowRig rig = rig_of({.assigner = rig_tumbling(100),
                          .trigger = purging({.kind = TriggerKind::ContinuousEvent, .interval = Millis{10}})});
  EXPECT_EQ(rig.play("a@5 W10"), "a[0,100) 1");
  EXPECT_EQ(rig.counts().entries, 1u);  // the next time
  EXPECT_EQ(rig.play("W20"), "");       // WO-12
  EXPECT_EQ(rig.play("a:3@22 W30"), "a[0,100) 3");
}

TEST(TriggerWindowTest, AJumpOfTheWatermarkFiresEachInterval) {  // TR-09
  WindowRig rig = rig_of(
      {.assigner = rig_tumbling(50), .trigger = {{{.kind = TriggerKind::ContinuousEvent, .interval = Millis{20}}}}});
  EXPECT_EQ(rig.play("a@5 W99"), "a[0,50) 1, a[0,50) 1, a[0,50) 1");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

// A watermark that jumps past a window's end once made all its interval firings late.
TEST(TriggerWindowTest, FiringsThatAJumpCatchesUpWithAreEarlyThenOnTime) {
  WindowRig rig = rig_of(
      {.assigner = rig_tumbling(30), .trigger = {{{.kind = TriggerKind::ContinuousEvent, .interval = Millis{10}}}}});
  static_cast<void>(rig.play("a@5 W1000"));
  EXPECT_EQ(rig.reasons(), (std::vector{FireReason::Early, FireReason::Early, FireReason::OnTime}));
}

// At the ends of time the next firing of an interval wraps around, and the operator fired without end.
TEST(TriggerWindowTest, FiringsWithoutEndFailTheJob) {
  WindowRig rig = rig_of({.assigner = rig_tumbling(2'000'000'000),
                          .trigger = purging({.kind = TriggerKind::ContinuousEvent, .interval = Millis{1}})});
  static_cast<void>(rig.play("a@5 W1000"));
  EXPECT_FALSE(rig.failed());
  static_cast<void>(rig.play("W1000000000"));
  EXPECT_TRUE(rig.failed());
}

TEST(TriggerWindowTest, ATimerSetInThePastWaitsForTheNextWatermark) {  // TM-04
  WindowRig rig = rig_of(
      {.assigner = rig_tumbling(50), .trigger = {{{.kind = TriggerKind::ContinuousEvent, .interval = Millis{10}}}}});
  EXPECT_EQ(rig.play("W30 a@5"), "");
  EXPECT_EQ(rig.play("W="), "a[0,50) 1, a[0,50) 1, a[0,50) 1");  // 10, 20, 30
}

TEST(TriggerWindowTest, TheWindowsOfARecordFireNewestFirst) {  // AS-06, WO-01
  WindowRig rig = rig_of({.assigner = {.shape = {Millis{10}, Millis{5}, Millis{0}}}, .trigger = counting(1)});
  EXPECT_EQ(rig.play("a@7"), "a[5,15) 1, a[0,10) 1");
}

TEST(TriggerWindowTest, CumulatedWindowsSayMoreAndMore) {  // AS-15
  const WindowShape six_by_two{Millis{6}, Millis{2}, Millis{0}};
  WindowRig rig = rig_of({.assigner = {.kind = AssignerKind::Cumulate, .shape = six_by_two}});
  EXPECT_EQ(rig.play("a@0 a@3 W9 a@5"), "a[0,2) 1, a[0,4) 2, a[0,6) 2");
}

TEST(TriggerWindowTest, ARecordWithoutATimestampFailsTheJob) {  // AS-04
  const std::string none = "a@" + std::to_string(INT64_MIN);
  EXPECT_EQ(rig_of({.assigner = rig_tumbling(10), .trigger = counting(1)}).play(none), "fails");
  EXPECT_EQ(rig_of({.assigner = on_the_clock(rig_tumbling(10)), .trigger = counting(1)}).play(none), "a[0,10) 1");
}

TEST(TriggerWindowTest, ACountWindowNeverSaysWhatIsLeftOver) {  // AS-13
  WindowRig rig = rig_of({.assigner = rig_global(), .trigger = purging({.kind = TriggerKind::Count, .count = 2})});
  EXPECT_EQ(rig.play("a:1@0 b@0 a:2@0 a:4@0"), "a 3");
  EXPECT_EQ(rig.play("W" + std::to_string(INT64_MAX)), "");
}

TEST(TriggerWindowTest, ASlidingCountWindowHasFewerRecordsAtFirst) {  // AS-13
  WindowRig rig =
      rig_of({.assigner = rig_global(), .trigger = counting(2), .evictor = {.kind = EvictorKind::Count, .count = 3}},
             AggregateKind::List);
  EXPECT_EQ(rig.play("a:1@0 a:2@0 a:3@0 a:4@0 a:5@0 a:6@0"), "a [1,2], a [2,3,4], a [4,5,6]");
}

TEST(TriggerWindowTest, TheEndOfTheStreamFiresAGlobalWindowOnce) {  // AS-12, WO-10
  WindowRig rig = rig_of({.assigner = rig_global(), .trigger = {{{.kind = TriggerKind::EndOfStream}}}});
  EXPECT_EQ(rig.play("a@0 a@1 W99"), "");
  EXPECT_EQ(rig.counts().event_timers, 1u);  // and none for its cleanup
  EXPECT_EQ(rig.play("W" + std::to_string(INT64_MAX)), "a 2");
}

TEST(TriggerWindowTest, ATimeoutFiresAsTheClockGoesOn) {  // TR-13
  WindowRig rig = rig_of({.assigner = rig_global(),
                          .trigger = {{{.kind = TriggerKind::ProcessingTimeout, .interval = Millis{50}},
                                       {.kind = TriggerKind::Count, .count = 3}}}});
  EXPECT_EQ(rig.play("a@0 T20 a@0 T50"), "");
  EXPECT_EQ(rig.play("T51"), "a 2");  // TM-07
  EXPECT_EQ(rig.play("a@0 a@0 a@0"), "a 5");
  EXPECT_EQ(rig.play("T500"), "");
}

TEST(TriggerWindowTest, ATimeoutFiresAtTheCleanupTimerToo) {  // TR-13, WO-18
  WindowRig rig = rig_of({.assigner = rig_tumbling(10),
                          .trigger = {{{.kind = TriggerKind::ProcessingTimeout, .interval = Millis{50}},
                                       {.kind = TriggerKind::Count, .count = 3}}},
                          .allowed_lateness = Millis{5}});
  EXPECT_EQ(rig.play("a@0 W13"), "");
  EXPECT_EQ(rig.play("W14"), "a[0,10) 1");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

// The trigger's timer at the end is the one that ends the window's state; whoever removes one removes both.
TEST(TriggerWindowTest, ATimeoutAroundTheEventTriggerTakesTheCleanupTimerAlong) {  // TR-13, TM-01, WO-18
  WindowRig rig = rig_of(
      {.assigner = rig_tumbling(10),
       .trigger = {{{.kind = TriggerKind::ProcessingTimeout, .interval = Millis{50}}, {.kind = TriggerKind::Event}}}});
  EXPECT_EQ(rig.play("a@0 T51"), "a[0,10) 1");
  EXPECT_EQ(rig.play("W99"), "");
  EXPECT_EQ(rig.sizes(), "0 0 1 0");  // its contents, for ever
}

TEST(TriggerWindowTest, WindowsOfTheClockIgnoreTimestampsAndLateness) {  // AS-08, WO-02, T-42
  WindowRig rig = rig_of({.assigner = on_the_clock(rig_tumbling(10)),
                          .trigger = {{{.kind = TriggerKind::Processing}}},
                          .allowed_lateness = Millis{100}});
  EXPECT_EQ(rig.play("W1000 T25 a@-7 T29"), "");
  EXPECT_EQ(rig.sizes(), "0 1 1 0");  // one timer: end and cleanup
  EXPECT_EQ(rig.play("T30"), "a[20,30) 1");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(TriggerWindowTest, RestoredTimersThatAreOverdueFireAtOnce) {  // TM-08
  WindowRig rig =
      rig_of({.assigner = on_the_clock(rig_tumbling(10)), .trigger = {{{.kind = TriggerKind::Processing}}}});
  EXPECT_EQ(rig.play("T25 a@0 b@0 T29 R2"), "");
  EXPECT_EQ(rig.counts().processing_timers, 2u);
  EXPECT_EQ(rig.play("T300").size(), std::string("a[20,30) 1, b[20,30) 1").size());
}

TEST(TriggerWindowTest, CleanupSaturatesAtTheEndOfTime) {  // WO-02
  WindowRig rig = rig_of({.assigner = rig_tumbling(10), .trigger = counting(1), .allowed_lateness = Millis{INT64_MAX}});
  EXPECT_EQ(rig.play("a@5 W1000 a@6"), "a[0,10) 1, a[0,10) 2");
  EXPECT_EQ(rig.counts().event_timers, 0u);
}

TEST(TriggerWindowTest, APurgedWindowsTimerAsksTheTriggerAndSaysNothing) {  // T-41, WO-17
  WindowRig rig = rig_of({.assigner = rig_tumbling(10), .trigger = purging({.kind = TriggerKind::Count, .count = 1})});
  EXPECT_EQ(rig.play("a@5"), "a[0,10) 1");
  EXPECT_EQ(rig.play("W9"), "");
  EXPECT_EQ(rig.notes_of(NoteKind::EventTimer), 1u);
}

TEST(TriggerWindowTest, ARecordLeavesOnlyOnceAsLate) {  // WO-14, WO-15
  WindowRig counted = rig_of({.assigner = rig_tumbling(10), .trigger = counting(9)});
  EXPECT_EQ(counted.play("W9 a@9"), "");
  EXPECT_EQ(counted.counts().dropped, 1u);
  WindowRig gap = rig_of({.assigner = {.shape = {Millis{2}, Millis{10}, Millis{0}}}, .late = LateRecords::SideOutput});
  EXPECT_EQ(gap.play("a@5 W9 a@5"), "late a@5");
  EXPECT_EQ(gap.notes_of(NoteKind::RecordUnassigned), 1u);
}

TEST(EvictingWindowTest, EvictsForGood) {  // EV-02, T-50
  const auto with = [](EvictWhen when) {
    return rig_of({.assigner = rig_global(),
                   .trigger = counting(2),
                   .evictor = {.kind = EvictorKind::Count, .when = when, .count = 4}});
  };
  EXPECT_EQ(with(EvictWhen::After).play("a@0 a@0 a@0 a@0 a@0 a@0 a@0 a@0"), "a 2, a 4, a 6, a 6");
  EXPECT_EQ(with(EvictWhen::Before).play("a@0 a@0 a@0 a@0 a@0 a@0"), "a 2, a 4, a 4");
}

TEST(EvictingWindowTest, TellsOfEachRecordItLeavesOut) {  // EV-02
  const auto told = [](EvictWhen when) {
    WindowRig rig = rig_of({.assigner = rig_global(),
                            .trigger = counting(3),
                            .evictor = {.kind = EvictorKind::Count, .when = when, .count = 1}});
    (void)rig.play("a@0 a@0 a@0 b@0 a@0");
    return rig.notes_of(NoteKind::RecordEvict);
  };
  EXPECT_EQ(told(EvictWhen::Before), 2u);
  EXPECT_EQ(told(EvictWhen::After), 2u);
}

TEST(EvictingWindowTest, SpeaksOfNothingIfNothingIsLeft) {  // EV-03
  WindowRig rig = rig_of({.assigner = rig_global(),
                          .trigger = counting(1),
                          .evictor = {.kind = EvictorKind::Delta, .threshold = 0, .field = kRigValue}});
  EXPECT_EQ(rig.play("a:5@0"), "a null");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(EvictingWindowTest, KeepsTheYoungAndTheNear) {  // EV-05, EV-06
  WindowRig young = rig_of(
      {.assigner = rig_global(), .trigger = counting(3), .evictor = {.kind = EvictorKind::Time, .size = Millis{10}}},
      AggregateKind::List);
  EXPECT_EQ(young.play("a:1@0 a:2@20 a:3@10"), "a [2]");
  WindowRig near = rig_of({.assigner = rig_global(),
                           .trigger = counting(3),
                           .evictor = {.kind = EvictorKind::Delta, .threshold = 5, .field = kRigValue}},
                          AggregateKind::List);
  EXPECT_EQ(near.play("a:1@0 a:6@0 a:9@0"), "a [6,9]");
}

TEST(EvictingWindowTest, RecordsSurviveARestoreInOrderOfArrival) {  // EV-01
  WindowRig rig =
      rig_of({.assigner = rig_tumbling(10), .evictor = {.kind = EvictorKind::Count, .count = 2}}, AggregateKind::List);
  EXPECT_EQ(rig.play("a:1@5 a:2@3 R3 W= a:3@1 W9"), "a[0,10) [2,3]");
}

TEST(StagedWindowTest, FiresEarlyByCount) {
  WindowRig rig = staged_tens({.count = 2, .early = EarlyFirings::Count});
  EXPECT_EQ(rig.play("a@0 a@1 a@2"), "a[0,10) 2");
  EXPECT_EQ(rig.play("W9"), "a[0,10) 3");
  EXPECT_EQ(rig.play("a@3"), "a[0,10) 4");  // late, each record
}

TEST(StagedWindowTest, FiresEarlyByEventTime) {
  WindowRig rig = staged_tens({.interval = Millis{4}, .early = EarlyFirings::EventInterval});
  EXPECT_EQ(rig.play("a@1 W4"), "a[0,10) 1");
  EXPECT_EQ(rig.play("a@5 W8"), "a[0,10) 2");
  EXPECT_EQ(rig.play("W99"), "a[0,10) 2");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(StagedWindowTest, FiresEarlyByTheClockOnlyForNewRecords) {
  WindowRig rig = staged_tens({.interval = Millis{50}, .early = EarlyFirings::ProcessingInterval});
  EXPECT_EQ(rig.play("a@1 T51"), "a[0,10) 1");
  EXPECT_EQ(rig.play("T500"), "");
  EXPECT_EQ(rig.play("a@2 W9"), "a[0,10) 2");
  EXPECT_EQ(rig.play("T1000"), "");  // what was to come early came on time
}

TEST(StagedWindowTest, FiresLateForEachRecordOrByTheClockOrNotAtAll) {
  EXPECT_EQ(staged_tens({}).play("a@1 W9 a@2 a@3"), "a[0,10) 1, a[0,10) 2, a[0,10) 3");
  EXPECT_EQ(staged_tens({.late = LateFirings::None}).play("a@1 W9 a@2 W99"), "a[0,10) 1");
  WindowRig by_clock = staged_tens({.late = LateFirings::ProcessingInterval, .late_interval = Millis{5}});
  EXPECT_EQ(by_clock.play("a@1 W9 a@2 a@3"), "a[0,10) 1");
  EXPECT_EQ(by_clock.play("T6"), "a[0,10) 3");
  EXPECT_EQ(by_clock.play("T100 W99"), "");
  EXPECT_EQ(by_clock.sizes(), "0 0 0 0");
}

TEST(StagedWindowTest, FiresOnTimeOnceAlsoAfterARestore) {  // TR-15
  WindowRig rig = staged_tens({.late = LateFirings::None});
  EXPECT_EQ(rig.play("a@1 W9"), "a[0,10) 1");
  EXPECT_EQ(rig.play("R1 a@2 W9"), "");
  EXPECT_EQ(rig.play("W99"), "");
}

TEST(StagedWindowTest, AWindowThatBeganLateIsNotOnTimeAfterARestore) {  // TR-15
  WindowRig rig = staged_tens({.late = LateFirings::None});
  EXPECT_EQ(rig.play("W15 a@1"), "");
  EXPECT_EQ(rig.play("R1 a@2 W="), "");
}

TEST(StagedWindowTest, ALateFiringIsNotTakenForAnEarlyOneOfEqualTime) {
  WindowRig rig = staged_tens({.interval = Millis{4},
                               .early = EarlyFirings::EventInterval,
                               .late = LateFirings::ProcessingInterval,
                               .late_interval = Millis{29}});
  EXPECT_EQ(rig.play("W15 a@1"), "");  // due at 29 of the clock; at 29 of event time its state ends
  EXPECT_EQ(rig.play("W29"), "");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(StagedWindowTest, ASessionThatOpensAgainForgetsItsLateFiring) {
  WindowRig rig = rig_of({.assigner = rig_session(10),
                          .trigger = staged({.interval = Millis{1000},
                                             .early = EarlyFirings::EventInterval,
                                             .late = LateFirings::ProcessingInterval,
                                             .late_interval = Millis{15}}),
                          .allowed_lateness = Millis{50}});
  EXPECT_EQ(rig.play("a@1 W10"), "a[1,11) 1");
  EXPECT_EQ(rig.play("a@1 a@9"), "");  // late at 15; then it ends at 19, and is open
  EXPECT_EQ(rig.play("T16"), "");
  EXPECT_EQ(rig.play("W30"), "a[1,19) 3");
}

TEST(StagedWindowTest, LeavesTheTimerThatEndsAWindowOfTheClock) {
  WindowRig rig = rig_of({.assigner = on_the_clock(rig_tumbling(10)),
                          .trigger = staged({.interval = Millis{9}, .early = EarlyFirings::ProcessingInterval})});
  EXPECT_EQ(rig.play("a@0 W9"), "a[0,10) 1");
  EXPECT_EQ(rig.play("T10"), "");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(StagedWindowTest, TakesBackEachFiringBeforeTheNext) {
  WindowRig rig = rig_of({.assigner = rig_tumbling(10),
                          .trigger = staged({.count = 2, .early = EarlyFirings::Count}),
                          .refiring = Refiring::Retracts,
                          .allowed_lateness = Millis{5}});
  EXPECT_EQ(rig.play("a@0 a@1"), "a[0,10) 2");
  EXPECT_EQ(rig.play("a@2 R2 W9"), "-a[0,10) 2, +a[0,10) 3");
  EXPECT_EQ(rig.play("a@3"), "-a[0,10) 3, +a[0,10) 4");
  EXPECT_EQ(rig.play("W14"), "");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

}  // namespace
}  // namespace wavetank::engine::testing

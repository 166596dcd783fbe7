// Session windows on the general operator: merging, lateness, what is taken back (AS-09, AS-10, WO-06 to WO-24).
#include <gtest/gtest.h>

#include "tests/engine/operators/window/window_rig.hpp"

namespace wavetank::engine::testing {
namespace {

WindowRig sessions_of(std::int64_t gap, std::int64_t lateness = 0) {
  return WindowRig(
      {.window = {
           .assigner = rig_session(gap), .allowed_lateness = Millis{lateness}, .late = LateRecords::SideOutput}});
}
WindowRig lists_of(std::int64_t gap) {
  return WindowRig({.window = {.assigner = rig_session(gap)}, .aggregate = AggregateKind::List});
}
WindowRig retracting_sessions(std::int64_t lateness) {
  return WindowRig(
      {.window = {.assigner = rig_session(3), .refiring = Refiring::Retracts, .allowed_lateness = Millis{lateness}}});
}
WindowRig sessions_by_value(EqualSession equal) {
  return WindowRig({.window = {.assigner = rig_session_by_value(), .semantics = {.equal_session = equal}}});
}

TEST(SessionWindowTest, RecordsExactlyAGapApartShareASession) {  // AS-10
  EXPECT_EQ(sessions_of(3).play("a@0 a@3 W99"), "a[0,6) 2");
  EXPECT_EQ(sessions_of(3).play("a@0 a@4 W99"), "a[0,3) 1, a[4,7) 1");
}

TEST(SessionWindowTest, KeysHaveSessionsOfTheirOwn) {
  EXPECT_EQ(sessions_of(3).play("a@0 b@1 a@2 W99"), "b[1,4) 1, a[0,5) 2");
}

TEST(SessionWindowTest, OneRecordMergesThreeSessions) {  // T-45, WO-22: in order of start
  WindowRig rig(WindowRigOptions{.window = {.assigner = rig_session_by_value()}, .aggregate = AggregateKind::List});
  EXPECT_EQ(rig.play("a:2@10 a:3@0 a:4@5 a:7@3 W99"), "a[0,12) [3,4,2,7]");
  EXPECT_EQ(rig.notes_of(NoteKind::WindowMerge), 3u);
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, ContentsOfTheEarliestSessionComeFirst) {  // WO-22, DT-03
  EXPECT_EQ(lists_of(3).play("a:1@5 a:2@0 a:3@6 a:4@3 W99"), "a[0,9) [2,1,3,4]");
}

TEST(SessionWindowTest, AnExpiredRecordExtendsALiveSessionBackwards) {  // WO-07
  WindowRig rig = sessions_of(3);
  EXPECT_EQ(rig.play("a@10 W9"), "");
  EXPECT_EQ(rig.play("a@7"), "");          // its own window ended before 10
  EXPECT_EQ(rig.play("a@3"), "late a@3");  // touches nothing
  EXPECT_EQ(rig.play("W99"), "a[7,13) 2");
  EXPECT_EQ(rig.counts().dropped, 0u);
}

TEST(SessionWindowTest, ALateRecordThatTouchesNothingLeavesNothing) {  // WO-06, FLINK-4134
  WindowRig rig = sessions_of(3);
  EXPECT_EQ(rig.play("W20 a@5 W30"), "late a@5");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, IsOverAtItsCleanupTime) {  // WO-03, inclusive
  WindowRig rig = sessions_of(3, 5);
  EXPECT_EQ(rig.play("a@0 W2"), "a[0,3) 1");
  EXPECT_EQ(rig.play("W6 a@1"), "a[0,4) 2");  // until 3 + 5
  EXPECT_EQ(rig.play("W8 a@0"), "late a@0");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, AMergedAwaySessionsTimersAskNobody) {  // WO-09, WO-17
  WindowRig rig = sessions_of(3);
  static_cast<void>(rig.play("a@0 a@2"));
  EXPECT_EQ(rig.sizes(), "1 0 2 0");  // one timer, one session and its contents
  EXPECT_EQ(rig.play("W2"), "");
  EXPECT_EQ(rig.play("W4"), "a[0,5) 2");
  EXPECT_EQ(rig.notes_of(NoteKind::EventTimer), 1u);
}

TEST(SessionWindowTest, LeftOverTimersOfContinuousTriggersAreDropped) {  // T-48, WO-17
  WindowRig rig(
      WindowRigOptions{.window = {.assigner = rig_session(3),
                                  .trigger = {{{.kind = TriggerKind::ContinuousEvent, .interval = Millis{100}}}},
                                  .allowed_lateness = Millis{10}}});
  static_cast<void>(rig.play("a@0 a@2 a@4"));
  EXPECT_EQ(rig.counts().event_timers, 6u);  // 2 of [0,3), 2 and 4 of [0,5), 2 and 6 of [0,7), and the cleanup
  EXPECT_EQ(rig.play("W6"), "a[0,7) 3, a[0,7) 3");
  EXPECT_EQ(rig.notes_of(NoteKind::EventTimer), 2u);
}

TEST(SessionWindowTest, CountsAreSummedByAMergeThatDoesNotFire) {  // TR-07
  WindowRig rig(WindowRigOptions{
      .window = {.assigner = rig_session(3), .trigger = {{{.kind = TriggerKind::Count, .count = 3}}}}});
  EXPECT_EQ(rig.play("a@0 a@1 a@6 a@7"), "");
  EXPECT_EQ(rig.play("a@4"), "a[0,10) 5");  // four by merging, the fifth record fires
  EXPECT_EQ(rig.play("a@5 a@5"), "");
  EXPECT_EQ(rig.play("a@5"), "a[0,10) 8");
}

TEST(SessionWindowTest, PurgingLeavesTheSession) {  // TR-02, FLINK-4994
  WindowRig rig(WindowRigOptions{
      .window = {.assigner = rig_session(3),
                 .trigger = {{{.kind = TriggerKind::Purging}, {.kind = TriggerKind::Count, .count = 2}}}}});
  EXPECT_EQ(rig.play("a@0 a@1"), "a[0,4) 2");
  EXPECT_EQ(rig.notes_of(NoteKind::WindowPurge), 1u);
  EXPECT_EQ(rig.counts().entries, 1u);  // the session alone
  EXPECT_EQ(rig.play("a@4 a@5"), "a[0,8) 2");
  EXPECT_EQ(rig.play("W99"), "");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, AGapOutOfTheRecordIsItsOwn) {  // AS-09
  WindowRig rig = sessions_by_value(EqualSession::LosesContents);
  EXPECT_EQ(rig.play("a:2@0 a:5@2 a:1@8 W99"), "a[0,7) 7, a[8,9) 1");
}

TEST(SessionWindowTest, AGapThatIsNotPositiveFailsTheJob) {  // AS-09
  EXPECT_EQ(sessions_by_value(EqualSession::LosesContents).play("a:0@5"), "fails");
  EXPECT_EQ(sessions_by_value(EqualSession::LosesContents).play("a:-4@5"), "fails");
}

TEST(SessionWindowTest, AnEqualWindowOrphansTheContentsAsShipped) {  // WO-24
  WindowRig rig = sessions_by_value(EqualSession::LosesContents);
  EXPECT_EQ(rig.play("a:3@0 a:4@2 a:6@0 W99"), "a[0,6) 6");
  EXPECT_EQ(rig.counts().entries, 1u);  // for ever
  EXPECT_EQ(rig.play("R2 W200"), "");
  EXPECT_EQ(rig.counts().entries, 1u);
}

TEST(SessionWindowTest, AnEqualWindowJoinsTheContentsIfRepaired) {  // WO-24
  WindowRig rig = sessions_by_value(EqualSession::KeepsContents);
  EXPECT_EQ(rig.play("a:3@0 a:4@2 a:6@0 W99"), "a[0,6) 13");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, AMergeWhoseEndPlusLatenessOverflowsFails) {  // WO-08: no guard, unlike WO-02
  WindowRig rig = sessions_of(3, INT64_MAX);
  EXPECT_EQ(rig.play("a@10 W0"), "");
  EXPECT_EQ(rig.play("b@12"), "");  // WO-02 saturates: kept for ever
  EXPECT_EQ(rig.counts().event_timers, 2u);
  EXPECT_EQ(rig.play("a@11"), "fails");
}

TEST(SessionWindowTest, ASessionThatIsKeptForEverHasNoCleanupTimer) {  // WO-02
  WindowRig rig = sessions_of(3, INT64_MAX);
  EXPECT_EQ(rig.play("a@10 W500"), "a[10,13) 1");
  EXPECT_EQ(rig.sizes(), "0 0 2 0");
  EXPECT_EQ(rig.play("a@10"), "a[10,13) 2");
}

TEST(SessionWindowTest, OnTheClockMergeWhereTheRecordsCome) {  // AS-08
  WindowRig rig(WindowRigOptions{
      .window = {.assigner = on_the_clock(rig_session(10)), .trigger = {{{.kind = TriggerKind::Processing}}}}});
  EXPECT_EQ(rig.play("T100 a@-5 T105 a@7 T110 W99"), "");
  EXPECT_EQ(rig.sizes(), "0 1 2 0");
  EXPECT_EQ(rig.play("T114"), "");
  EXPECT_EQ(rig.play("T115"), "a[100,115) 2");  // TM-07: a millisecond after 114
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

TEST(SessionWindowTest, OnTheClockAMergeThatEndsNowFails) {  // WO-08
  const WindowRigOptions options{
      .window = {.assigner = on_the_clock(rig_session(1)), .trigger = {{{.kind = TriggerKind::Processing}}}}};
  WindowRig in_time(options);
  EXPECT_EQ(in_time.play("T100 a@0"), "");
  EXPECT_EQ(in_time.play("T101 a@0"), "a[100,101) 1");  // gone before the next one comes
  WindowRig delayed(options);
  EXPECT_EQ(delayed.play("T100 a@0 C101 a@0"), "fails");
}

TEST(SessionWindowTest, ALateFiringIsTakenBackFirst) {
  WindowRig rig = retracting_sessions(10);
  EXPECT_EQ(rig.play("a@0 W2"), "a[0,3) 1");
  EXPECT_EQ(rig.play("a:5@0"), "-a[0,3) 1, +a[0,3) 6");
}

TEST(SessionWindowTest, ASessionThatGrewTakesBackWhatItSaidWhenItWasSmaller) {
  WindowRig rig = retracting_sessions(10);
  EXPECT_EQ(rig.play("a@0 W2 a:5@2"), "a[0,3) 1");
  EXPECT_EQ(rig.play("W4"), "-a[0,3)@4 1, +a[0,5) 6");
}

TEST(SessionWindowTest, AMergedAwaySessionsResultIsTakenBack) {
  WindowRig rig = retracting_sessions(20);
  EXPECT_EQ(rig.play("a@0 a:2@6 W8"), "a[0,3) 1, a[6,9) 2");
  EXPECT_EQ(rig.play("a:4@3"), "-a[6,9) 2, -a[0,3)@8 1, +a[0,9) 7");
  EXPECT_EQ(rig.play("W99"), "");
  EXPECT_EQ(rig.sizes(), "0 0 0 0");
}

// What broke: of a session that was merged away, the last record of the message was blamed.
TEST(SessionWindowTest, WhatIsTakenBackNamesTheRecordThatMerges) {
  WindowRig rig = retracting_sessions(20);
  EXPECT_EQ(rig.play("a@0 a:2@6 W8 a:4@3 a@40"), "a[0,3) 1, a[6,9) 2, -a[6,9) 2, -a[0,3)@8 1, +a[0,9) 7");
  EXPECT_EQ(rig.causes_of_take_backs(), (std::vector<std::uint32_t>{3, 3}));
}

TEST(SessionWindowTest, WhatWasSaidIsRememberedOverARestore) {
  WindowRig rig = retracting_sessions(20);
  EXPECT_EQ(rig.play("a@0 a:2@6 W8"), "a[0,3) 1, a[6,9) 2");
  EXPECT_EQ(rig.play("R2 W= a:4@3"), "-a[6,9) 2, -a[0,3)@8 1, +a[0,9) 7");
}

TEST(SessionWindowTest, ASessionEmptiedByItsEvictorTakesItsResultBackWhenMergedAway) {
  WindowRig rig(
      WindowRigOptions{.window = {.assigner = rig_session(3),
                                  .evictor = {.kind = EvictorKind::Count, .when = EvictWhen::After, .count = 0},
                                  .refiring = Refiring::Retracts,
                                  .allowed_lateness = Millis{20}}});
  EXPECT_EQ(rig.play("a@0 a:2@6 W8"), "a[0,3) 1, a[6,9) 2");
  EXPECT_EQ(rig.play("a:4@3"), "-a[6,9) 2, -a[0,3)@8 1, +a[0,9) 4");
  static_cast<void>(rig.play("W99"));
  EXPECT_TRUE(rig.checkpoint().keyed.empty());
}

TEST(SessionWindowTest, WithoutKeysThereIsOneSequenceOfSessions) {  // AS-14
  WindowRig rig(WindowRigOptions{.window = {.assigner = rig_session(3), .keyed = false}});
  EXPECT_EQ(rig.play("a@0 b@2 R1 c@4 W99"), "[0,7) 3");
}

TEST(SessionWindowTest, ARestoreForgetsTheWatermarkAndAcceptsWhatWasLate) {  // WM-09
  WindowRig rig = sessions_of(3);
  EXPECT_EQ(rig.play("W20 a@5"), "late a@5");
  EXPECT_EQ(rig.play("R1 a@5 W="), "a[5,8) 1");
}

}  // namespace
}  // namespace wavetank::engine::testing

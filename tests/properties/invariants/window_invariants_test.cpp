// Offences against the laws of windows, planted by hand; beside each stands the same run without it.
#include <gtest/gtest.h>

#include "tests/properties/hand_made_run.hpp"

namespace wavetank::properties::testing {
namespace {

// A record at 3, the watermark 9 that ends [0,10), the result, the end of its state.
struct OneWindow {
  explicit OneWindow(const HandMadeOptions& options = {}) : hand(options) {
    record = hand.record(3);
    hand.joins(record, 0);
    control = hand.watermark(9);
    advance = hand.advance(control, 9);
  }
  void speak(std::int64_t count = 1) { hand.sends(hand.fires(advance, FireReason::OnTime, 0, count), 9); }

  HandMadeRun hand;
  EventId record{};
  EventId control{};
  EventId advance{};
};

TEST(WinAssign, FindsARecordInAWindowThatDoesNotContainIt) {
  OneWindow one;
  EXPECT_EQ(one.hand.story(win_assign), "clean");
  one.hand.joins(one.hand.record(12), 20);
  EXPECT_EQ(one.hand.story(win_assign),
            "win-assign: the record of 12 taken at #5 was added to [20,30), which does not contain it (#6)\n"
            "win-assign: the record of 12 taken at #5 was never added to [10,20), which contains it (#6)");
}

TEST(WinAssign, WantsTheNewestWindowFirst) {
  HandMadeRun hand;
  std::get<scenarios::WindowNode>(hand.scenario.pipeline[1].op).shape.slide = Millis{5};
  const EventId record = hand.record(7);
  hand.joins(record, 0);
  hand.joins(record, 5);
  EXPECT_EQ(hand.story(win_assign), "win-assign: the record of 7 taken at #1 was added to [5,15) after [0,10) (#3)");
}

TEST(WinLateClass, FindsALateRecordThatJoins) {
  OneWindow one;
  EXPECT_EQ(one.hand.story(win_late_class), "clean");
  one.hand.joins(one.hand.record(4), 0);
  EXPECT_EQ(one.hand.story(win_late_class),
            "win-late-class: the record of 4 taken at #5 joined [0,10) at #6, but the watermark had reached 9 (it was "
            "9 since #3)");
}

TEST(WinLateClass, FindsARecordThatIsRefusedThoughItIsNotLate) {
  OneWindow one({.lateness = 1});
  one.hand.drops(one.hand.record(4));
  EXPECT_EQ(one.hand.story(win_late_class),
            "win-late-class: the record of 4 taken at #5 was refused at #6, but [0,10) was not late (it was 9 since "
            "#3)");
}

TEST(WinFate, FindsARecordWithoutOne) {
  OneWindow one;
  EXPECT_EQ(one.hand.story(win_fate), "clean");
  one.hand.record(12);
  one.hand.watermark(15);
  EXPECT_EQ(one.hand.story(win_fate),
            "win-fate: the record of 12 taken at #5 has no fate, though it joined a window (#5, #6)");
}

TEST(WinFate, FindsARecordWithTwo) {
  OneWindow one;
  const EventId record = one.hand.record(12);
  one.hand.joins(record, 10);
  one.hand.drops(record);
  EXPECT_EQ(one.hand.story(win_fate),
            "win-fate: the record of 12 taken at #5 joined a window and was counted as dropped (#6, #7)");
}

TEST(WinFate, FindsADropWhereTheLateOutputWasMeant) {
  OneWindow one({.late = engine::LateRecords::SideOutput});
  one.hand.drops(one.hand.record(4));
  EXPECT_EQ(one.hand.story(win_fate),
            "win-fate: the record of 4 taken at #5 was counted as dropped, not as the operator is set (#5, #6)");
}

TEST(WinContent, FindsAFiringThatForgets) {
  OneWindow one({.lateness = 5});
  one.speak();
  EXPECT_EQ(one.hand.story(win_content), "clean");
  const EventId late = one.hand.record(4);
  one.hand.joins(late, 0);
  one.hand.fires(late, FireReason::Late, 0, 1);
  EXPECT_EQ(one.hand.story(win_content),
            "win-content: [0,10) of key a spoke with n = 1, but the 2 records added since #2 make 2 (#9)");
}

TEST(WinContent, FindsARecordThatLiesOutside) {
  HandMadeRun hand;
  hand.joins(hand.record(10), 0);
  EXPECT_EQ(hand.story(win_content), "win-content: the record of 10 was added to [0,10) (#2)");
}

TEST(WinEmpty, FindsAFiringWithoutContents) {
  HandMadeRun hand;
  hand.fires(hand.advance(hand.watermark(9), 9), FireReason::OnTime, 0, 0);
  EXPECT_EQ(hand.story(win_empty), "win-empty: [0,10) of key a spoke at #3 with no record in it");
}

TEST(WinOnTimeOnce, FindsTheSecondFiring) {
  OneWindow one;
  one.speak();
  EXPECT_EQ(one.hand.story(win_on_time_once), "clean");
  one.speak();
  EXPECT_EQ(one.hand.story(win_on_time_once), "win-on-time-once: [0,10) of key a fired on time at #5 and again at #7");
}

TEST(WinOnTimeOnce, FindsAFiringBeforeItsTime) {
  HandMadeRun hand;
  hand.joins(hand.record(3), 0);
  hand.fires(hand.advance(hand.watermark(8), 8), FireReason::OnTime, 0, 1);
  EXPECT_EQ(hand.story(win_on_time_once),
            "win-on-time-once: [0,10) of key a fired on time at #5, when the watermark went from MIN to 8");
}

TEST(WinOnTimeOnce, FindsAWindowThatKeepsSilent) {
  OneWindow one;
  one.hand.watermark(12);
  EXPECT_EQ(one.hand.story(win_on_time_once),
            "win-on-time-once: [0,10) of key a did not fire when the watermark passed it at #4, though it held a "
            "record since #2");
}

TEST(WinLateRefire, FindsAFiringAfterTheLateness) {
  OneWindow one({.lateness = 2});
  one.hand.fires(one.hand.record(4), FireReason::Late, 0, 1);
  EXPECT_EQ(one.hand.story(win_late_refire), "clean");
  one.hand.advance(one.hand.watermark(11), 11, 9);
  one.hand.fires(one.hand.record(4), FireReason::Late, 0, 1);
  EXPECT_EQ(one.hand.story(win_late_refire),
            "win-late-refire: [0,10) of key a spoke late at #10, but its lateness had ended at 11 (the watermark was "
            "11)");
}

TEST(WinGcTime, FindsStateThatGoesTooEarly) {
  OneWindow one({.lateness = 2});
  one.hand.clears(one.advance, 0);
  EXPECT_EQ(
      one.hand.story(win_gc_time),
      "win-gc-time: [0,10) of key a lost its state at #5, when the watermark went from MIN to 9; it is due at 11");
}

TEST(WinGcTime, FindsStateThatStays) {
  OneWindow one;
  one.hand.watermark(12);
  EXPECT_EQ(one.hand.story(win_gc_time),
            "win-gc-time: [0,10) of key a kept its state when the watermark reached 9 at #4");
}

TEST(WinGcTime, AcceptsStateThatGoesOnTime) {
  OneWindow one;
  one.hand.clears(one.advance, 0);
  EXPECT_EQ(one.hand.story(win_gc_time), "clean");
}

TEST(WinBounds, FindsAResultWithAnotherTime) {
  OneWindow one;
  one.speak();
  EXPECT_EQ(one.hand.story(win_bounds), "clean");
  one.hand.sends(one.hand.fires(one.advance, FireReason::OnTime, 0, 1), 10);
  EXPECT_EQ(one.hand.story(win_bounds), "win-bounds: a result of [0,10) of key a carries time 10 (#8)");
}

TEST(WinBounds, FindsAResultThatIsNotSent) {
  OneWindow one;
  one.hand.fires(one.advance, FireReason::OnTime, 0, 1);
  EXPECT_EQ(one.hand.story(win_bounds), "win-bounds: [0,10) of key a was sent 0 times to 1 readers (#5)");
}

TEST(OutModel, FindsAResultThatIsMissing) {
  OneWindow one;
  EXPECT_EQ(one.hand.story(out_model),
            "out-model: [0,10) of key a must speak on time because of #3, and had not at #4");
  one.speak();
  EXPECT_EQ(one.hand.story(out_model), "clean");
}

TEST(OutModel, FindsAResultTooMany) {
  OneWindow one;
  one.speak();
  one.speak();
  EXPECT_EQ(one.hand.story(out_model),
            "out-model: [0,10) of key a spoke on time at #7, and the oracle knows of no such result");
}

TEST(OutModel, FindsAResultThatSaysSomethingElse) {
  OneWindow one;
  one.speak(2);
  EXPECT_EQ(one.hand.story(out_model),
            "out-model: [0,10) of key a spoke on time at #5 with n = 2; what arrived since #1 makes 1");
}

TEST(Closing, AStepThatFailedIsNotJudged) {
  OneWindow one;
  one.speak();
  const EventId record = one.hand.record(15);
  one.hand.add(EventKind::JobFail, HandMadeRun::kWindow, record, 0, 0);
  EXPECT_NE(one.hand.story(win_fate), "clean");
  one.hand.run.job_failed = true;
  EXPECT_EQ(one.hand.story(win_fate), "clean");
}

TEST(Closing, ATimeBeyondTheOraclesRangeEndsItsJudgement) {
  HandMadeRun hand;
  hand.record(kJudgedTimeMax + 1);
  hand.joins(hand.record(12), 0);
  EXPECT_EQ(hand.story(win_assign), "clean");
  EXPECT_EQ(hand.story(win_fate), "clean");
}

}  // namespace
}  // namespace wavetank::properties::testing

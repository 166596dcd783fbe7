// Offences against the laws of triggers, accumulation, sessions and timers, planted by hand; beside each stands the same
// run without it.
#include <gtest/gtest.h>

#include "tests/properties/hand_made_run.hpp"

namespace wavetank::properties::testing {
namespace {

constexpr Window span(std::int64_t start, std::int64_t end) { return {EventTime(start), EventTime(end)}; }

struct HandMadeSessions : HandMadeRun {
  HandMadeSessions() : HandMadeRun({.lateness = 100}) {
    node().assigner = engine::AssignerKind::Session;
    node().session_gap = Millis{10};
  }
  // One record at `time` in a session of its own.
  EventId alone(std::int64_t time) { return joins(record(time), span(time, time + 10)); }
};

TEST(WinTrigger, FindsAFiringTooEarly) {
  HandMadeRun hand;
  hand.node().trigger.parts = {{.kind = engine::TriggerKind::Count, .count = 2}};
  const EventId first = hand.record(3);
  hand.joins(first, 0);
  EXPECT_EQ(hand.story(win_trigger), "clean");
  hand.fires(first, FireReason::Early, 0, 1);
  EXPECT_EQ(hand.story(win_trigger),
            "win-trigger: [0,10) of key a spoke early at #3, but its trigger does not fire with #1");
}

TEST(WinTrigger, FindsAFiringThatIsMissing) {
  HandMadeRun hand;
  hand.node().trigger.parts = {{.kind = engine::TriggerKind::Count, .count = 1}};
  hand.joins(hand.record(3), 0);
  EXPECT_EQ(hand.story(win_trigger),
            "win-trigger: the trigger of [0,10) of key a fires early with #1, but it had not spoken at #2");
}

TEST(WinAccumulate, FindsAnAccumulatingWindowThatForgets) {
  HandMadeRun hand;
  const EventId record = hand.record(3);
  hand.joins(record, 0);
  EXPECT_EQ(hand.story(win_accumulate), "clean");
  hand.purges(record, 0);
  EXPECT_EQ(hand.story(win_accumulate),
            "win-accumulate: [0,10) of key a dropped its contents at #3, though it accumulates");
}

TEST(WinAccumulate, FindsADiscardingWindowThatKeepsWhatItSaid) {
  HandMadeRun hand;
  hand.node().accumulation = scenarios::Accumulation::Discarding;
  hand.joins(hand.record(3), 0);
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.fires(advance, FireReason::OnTime, 0, 1);
  EXPECT_EQ(hand.story(win_accumulate), "win-accumulate: [0,10) of key a kept what it said at #5, though it discards");
  hand.purges(advance, 0);
  EXPECT_EQ(hand.story(win_accumulate), "clean");
}

TEST(WinAccumulate, FindsAResultThatIsNotTakenBack) {
  HandMadeRun hand({.lateness = 5});
  hand.node().accumulation = scenarios::Accumulation::Retracting;
  const EventId first = hand.fires(hand.record(3), FireReason::Late, 0, 1);
  const EventId late = hand.record(4);
  hand.fires(late, FireReason::Late, 0, 2);
  EXPECT_EQ(hand.story(win_accumulate),
            "win-accumulate: [0,10) of key a spoke at #2 and again at #4 without taking it back");
  hand.takes_back(late, first);
  EXPECT_NE(hand.story(win_accumulate).find("what does not stand"), std::string::npos);
}

TEST(WinAccumulate, AcceptsAResultThatIsTakenBackFirst) {
  HandMadeRun hand({.lateness = 5});
  hand.node().accumulation = scenarios::Accumulation::Retracting;
  const EventId first = hand.fires(hand.record(3), FireReason::Late, 0, 1);
  const EventId late = hand.record(4);
  hand.takes_back(late, first);
  hand.fires(late, FireReason::Late, 0, 2);
  EXPECT_EQ(hand.story(win_accumulate), "clean");
}

TEST(WinAccumulate, FindsAResultThatIsTakenBackTwice) {
  HandMadeRun hand({.lateness = 5});
  hand.node().accumulation = scenarios::Accumulation::Retracting;
  const EventId first = hand.fires(hand.record(3), FireReason::Late, 0, 1);
  const EventId late = hand.record(4);
  hand.takes_back(late, first);
  hand.takes_back(late, first);
  EXPECT_EQ(hand.story(win_accumulate), "win-accumulate: window/0 took back at #5 what does not stand");
}

TEST(WinEvict, FindsARecordThatShouldHaveStayed) {
  HandMadeRun hand;
  hand.node().evictor = {.kind = engine::EvictorKind::Count, .count = 1};
  const EventId first = hand.record(3);
  hand.joins(first, 0);
  hand.joins(hand.record(4), 0);
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.add(EventKind::RecordEvict, HandMadeRun::kWindow, advance, 3, hand.run.trace.at(first).b);
  hand.fires(advance, FireReason::OnTime, 0, 1);
  EXPECT_EQ(hand.story(win_evict), "clean");
  hand.node().evictor.count = 2;
  EXPECT_EQ(hand.story(win_evict),
            "win-evict: [0,10) of key a left out 1 records when it spoke at #8; of the 2 since #1 its evictor names 0");
}

TEST(WinEvict, FindsARecordThatShouldHaveGoneAfterTheResult) {
  HandMadeRun hand;
  hand.node().evictor = {.kind = engine::EvictorKind::Count, .when = engine::EvictWhen::After, .count = 0};
  hand.joins(hand.record(3), 0);
  hand.fires(hand.advance(hand.watermark(9), 9), FireReason::OnTime, 0, 1);
  EXPECT_EQ(hand.story(win_evict),
            "win-evict: [0,10) of key a left out 0 records when it spoke at #5; of the 1 since #1 its evictor names 1");
}

TEST(WinSessionShape, FindsSessionsThatTouch) {
  HandMadeSessions hand;
  hand.alone(0);
  hand.alone(11);
  EXPECT_EQ(hand.story(win_session_shape), "clean");
  hand.alone(21);
  EXPECT_EQ(hand.story(win_session_shape),
            "win-session-shape: [21,31) of key a is open at #6 beside [11,21), which is open since #4 and which it "
            "touches");
}

TEST(WinSessionShape, FindsASessionThatIsTooLong) {
  HandMadeSessions hand;
  hand.joins(hand.record(0), span(0, 12));
  EXPECT_EQ(hand.story(win_session_shape),
            "win-session-shape: [0,12) of key a holds records that span [0,10) (#2, #2)");
}

TEST(WinSessionOrder, FindsABridgeThatJoinsTwoOfThree) {
  HandMadeSessions hand;
  hand.alone(0);
  hand.alone(18);
  const EventId bridge = hand.record(9);
  hand.merges(bridge, span(0, 10), span(0, 28));
  hand.merges(bridge, span(18, 28), span(0, 28));
  hand.joins(bridge, span(0, 28));
  EXPECT_EQ(hand.story(win_session_order), "clean");
  hand.alone(28);
  EXPECT_EQ(hand.story(win_session_order),
            "win-session-order: the sessions of key a are [0,28) [28,38) after #10; in any order its records make "
            "[0,38)");
}

// After the end of one, another may touch where it was.
TEST(WinSessionOrder, LooksUntilTheFirstEnd) {
  HandMadeSessions hand;
  hand.alone(0);
  hand.add(EventKind::WindowClear, HandMadeRun::kWindow, hand.advance(hand.watermark(109), 109), hand.place(0), 0);
  hand.alone(10);
  EXPECT_EQ(hand.story(win_session_order), "clean");
}

TEST(WinMergeMoves, FindsAPartThatStillSpeaks) {
  HandMadeSessions hand;
  hand.alone(0);
  const EventId more = hand.record(5);
  hand.merges(more, span(0, 10), span(0, 15));
  hand.joins(more, span(0, 15));
  const EventId advance = hand.advance(hand.watermark(9), 9);
  EXPECT_EQ(hand.story(win_merge_moves), "clean");
  hand.timer(EventKind::EventTimer, advance, 9);
  EXPECT_EQ(hand.story(win_merge_moves),
            "win-merge-moves: [0,10) of key a became part of [0,15) at #4, and yet there is timer.event of it at #8");
}

TEST(WinContent, FindsAMergeThatLosesAPart) {
  HandMadeSessions hand;
  hand.alone(0);
  const EventId more = hand.record(5);
  hand.merges(more, span(0, 10), span(0, 15));
  hand.joins(more, span(0, 15));
  const EventId fire = hand.fires(hand.advance(hand.watermark(14), 14), FireReason::OnTime, 0, 1);
  hand.run.trace.events.back().a = hand.place(span(0, 15));
  EXPECT_EQ(hand.story(win_content),
            "win-content: [0,15) of key a spoke with n = 1, but the 2 records added since #2 make 2 (#8)");
  EXPECT_EQ(static_cast<std::uint32_t>(fire), 8U);
}

TEST(WinGcTime, FindsStateOfTheClockThatStays) {
  HandMadeRun hand;
  hand.node().time = engine::TimeDomain::Processing;
  hand.joins(hand.record(3), 0);
  hand.calls(10);
  EXPECT_EQ(hand.story(win_gc_time), "clean");  // simulated time stands at 0: the host called too early
  hand.run.trace.events.back().time = sim::SimTime(10'000'000);
  EXPECT_EQ(hand.story(win_gc_time), "win-gc-time: [0,10) of key a kept its state, which ends with #3");
  hand.clears(hand.timer(EventKind::ProcessingTimer, EventId{3}, 9), 0);
  EXPECT_EQ(hand.story(win_gc_time), "clean");
}

TEST(TimerDue, FindsATimerBeforeItsTime) {
  HandMadeRun hand;
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.timer(EventKind::EventTimer, advance, 9);
  hand.timer(EventKind::ProcessingTimer, hand.calls(21), 20);
  EXPECT_EQ(hand.story(timer_due), "clean");
  hand.timer(EventKind::EventTimer, advance, 10);
  hand.timer(EventKind::ProcessingTimer, hand.calls(21), 21);
  EXPECT_EQ(hand.story(timer_due),
            "timer-due: an event timer of window/0 for 10 came due at #6, when the watermark was 9\n"
            "timer-due: a processing timer of window/0 for 21 came due at #8, when the clock was 21");
}

TEST(TimerDue, FindsAWindowOfTheClockThatIsNotCalledInTime) {
  HandMadeRun hand;
  hand.node().time = engine::TimeDomain::Processing;
  hand.joins(hand.record(3), 0);
  hand.record(4);
  hand.run.trace.events.back().time = sim::SimTime(10'000'000);
  EXPECT_EQ(hand.story(timer_due), "clean");
  hand.record(5);
  hand.run.trace.events.back().time = sim::SimTime(12'000'000);
  EXPECT_EQ(hand.story(timer_due),
            "timer-due: a processing timer of window/0 for 9 had not come due when it took #4, at 12");
}

TEST(TimerDue, FindsAFunctionThatTheClockCallsTooLate) {
  HandMadeRun hand;
  hand.scenario.pipeline[1].op = scenarios::SilenceNode{"key", Millis{9}, engine::TimeDomain::Processing};
  hand.timer(EventKind::ProcessingTimerSet, hand.record(3), 9);
  hand.calls(12);
  hand.run.trace.events.back().time = sim::SimTime(12'000'000);
  EXPECT_EQ(hand.story(timer_due),
            "timer-due: a processing timer of window/0 for 9 had not come due when it took #3, at 12");
  scenarios::FaultSpec stall;
  stall.kind = scenarios::FaultKind::ThreadStall;
  stall.target = "window/0";
  stall.at = sim::SimTime(8'000'000);
  stall.duration = sim::milliseconds(4);
  hand.scenario.faults.push_back(stall);
  EXPECT_EQ(hand.story(timer_due), "clean");
}

TEST(TimerDue, FindsATimerThatARecordSetOff) {
  HandMadeRun hand;
  hand.timer(EventKind::EventTimer, hand.record(3), 9);
  EXPECT_EQ(hand.story(timer_due),
            "timer-due: an event timer of window/0 for 9 came due at #2, and no watermark made it");
}

TEST(TimerOrder, FindsATimerThatIsOvertaken) {
  HandMadeRun hand;
  const EventId advance = hand.advance(hand.watermark(30), 30);
  hand.timer(EventKind::EventTimer, advance, 9);
  hand.timer(EventKind::EventTimer, advance, 19, 10);
  EXPECT_EQ(hand.story(timer_order), "clean");
  hand.timer(EventKind::EventTimer, advance, 15, 10);
  EXPECT_EQ(hand.story(timer_order), "timer-order: a timer of window/0 for 15 came due at #5, after one for 19 at #4");
}

// TM-04.
TEST(TimerOrder, AcceptsATimerThatAnotherOneSet) {
  HandMadeRun hand;
  const EventId advance = hand.advance(hand.watermark(30), 30);
  hand.timer(EventKind::EventTimerSet, hand.timer(EventKind::EventTimer, advance, 19), 15);
  hand.timer(EventKind::EventTimer, advance, 15);
  EXPECT_EQ(hand.story(timer_order), "clean");
}

TEST(TimerOnce, FindsATimerThatNobodySet) {
  HandMadeRun hand;
  hand.node().accumulation = scenarios::Accumulation::Discarding;
  hand.joins(hand.record(3), 0);
  const EventId advance = hand.advance(hand.watermark(9), 9);
  EXPECT_EQ(hand.story(timer_once),
            "timer-once: a timer of [0,10) of key a for 9 is due with #3, and had not come at #4");
  hand.timer(EventKind::EventTimer, advance, 9);
  EXPECT_EQ(hand.story(timer_once), "clean");
  hand.timer(EventKind::EventTimer, advance, 9);
  EXPECT_EQ(hand.story(timer_once), "timer-once: a timer of [0,10) of key a for 9 came due at #6, and none waited");
}

TEST(TimerOnce, FindsAFunctionsTimerThatIsForgotten) {
  HandMadeRun hand;
  hand.scenario.pipeline[1].op = scenarios::SilenceNode{};
  hand.timer(EventKind::EventTimerSet, hand.record(3), 8);
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.forwards(advance, 9);
  EXPECT_EQ(hand.story(timer_once),
            "timer-once: a timer of key a for 8 had not come due when watermark 9 was passed on at #5");
}

TEST(TimerOnce, FindsAFunctionsTimerThatWasDeleted) {
  HandMadeRun hand;
  hand.scenario.pipeline[1].op = scenarios::SilenceNode{};
  const EventId record = hand.record(3);
  hand.timer(EventKind::EventTimerSet, record, 8);
  hand.timer(EventKind::EventTimerDelete, record, 8);
  hand.timer(EventKind::EventTimer, hand.advance(hand.watermark(9), 9), 8);
  EXPECT_EQ(hand.story(timer_once), "timer-once: a timer of key a for 8 came due at #6, and none waited");
}

}  // namespace
}  // namespace wavetank::properties::testing

// Each trigger by itself: what it says to records, timers and merges, and which timers stand afterwards
// (TR-03 to TR-14).
#include "engine/windows/trigger.hpp"

#include <string>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

constexpr Window kTriggerWindow{EventTime(0), EventTime(100)};

// A trigger at the window [0,100) of one key; answers are "", "fire", "fire purge".
class TriggerDesk {
 public:
  explicit TriggerDesk(std::vector<TriggerPart> parts, Window window = kTriggerWindow)
      : trigger_(TriggerSpec{std::move(parts)}), window_(window), id_(facts_.windows.intern(window)) {
    schema_ = facts_.rows.add_schema({"input", {{"value", FieldType::Int64, FieldRole::Plain, 0}}});
  }

  EventTime watermark = EventTime::min();
  ProcessingTime now{0};
  TriggerState state;

  std::string record(std::int64_t time, std::int64_t value = 0) {
    const Cell cells[] = {{value, false}};
    const RowId row = facts_.row(schema_, RowKind::Insert, cells);
    TriggerCall at = call();
    return words(trigger_.on_record(EventTime(time), facts_.rows, row, at));
  }
  std::string event_timer(std::int64_t time) {
    timers_.event.remove({time, kNoKey, id_}, order_);
    TriggerCall at = call();
    return words(trigger_.on_event_timer(EventTime(time), at));
  }
  std::string processing_timer(std::int64_t time) {
    timers_.processing.remove({time, kNoKey, id_}, order_);
    now = ProcessingTime(time);
    TriggerCall at = call();
    return words(trigger_.on_processing_timer(ProcessingTime(time), at));
  }
  void merge(const std::vector<TriggerState>& merged) {
    TriggerCall at = call();
    trigger_.on_merge(merged, at);
  }
  void clear() {
    TriggerCall at = call();
    trigger_.clear(at);
  }
  // "e99 p20": event timers, then processing timers.
  [[nodiscard]] std::string timers() const {
    std::string all;
    timers_.event.each([&](const Timer& timer) { all += " e" + std::to_string(timer.time); });
    timers_.processing.each([&](const Timer& timer) { all += " p" + std::to_string(timer.time); });
    return all.empty() ? all : all.substr(1);
  }

 private:
  TriggerCall call() { return {window_, watermark, now, TimerScope(timers_, order_, kNoKey, id_), state}; }
  static std::string words(TriggerResult result) {
    EXPECT_TRUE(result.fire || !result.purge);
    return std::string(result.fire ? "fire" : "") + (result.purge ? " purge" : "");
  }

  Facts facts_;
  Trigger trigger_;
  Window window_;
  WindowId id_;
  SchemaId schema_{};
  KeyedTimers timers_;
  TimerOrder order_{facts_, kMaxParallelismDefault};
};

TriggerPart count_of(std::int64_t count) { return {.kind = TriggerKind::Count, .count = count}; }
TriggerPart every_event_time(std::int64_t interval) {
  return {.kind = TriggerKind::ContinuousEvent, .interval = Millis{interval}};
}
TriggerPart every_processing_time(std::int64_t interval) {
  return {.kind = TriggerKind::ContinuousProcessing, .interval = Millis{interval}};
}
TriggerPart timeout_of(std::int64_t interval) {
  return {.kind = TriggerKind::ProcessingTimeout, .interval = Millis{interval}};
}
constexpr TriggerPart kEventPart{.kind = TriggerKind::Event};
constexpr TriggerPart kPurgingPart{.kind = TriggerKind::Purging};
TriggerState counted(std::int64_t count) { return {.set = TriggerState::kCount, .count = count}; }
TriggerState due_at(std::int64_t time) { return {.set = TriggerState::kFireTime, .fire_time = time}; }

TEST(EventTriggerTest, WaitsForTheEndOfItsWindow) {  // TR-04
  TriggerDesk desk({kEventPart});
  EXPECT_EQ(desk.record(5), "");
  EXPECT_EQ(desk.record(7), "");
  EXPECT_EQ(desk.timers(), "e99");
  EXPECT_EQ(desk.event_timer(50), "");
  EXPECT_EQ(desk.event_timer(99), "fire");
  EXPECT_EQ(desk.timers(), "");
}

TEST(EventTriggerTest, FiresForEachRecordOfAWindowThatIsOver) {  // TR-05
  TriggerDesk desk({kEventPart});
  desk.watermark = EventTime(99);
  EXPECT_EQ(desk.record(5), "fire");
  EXPECT_EQ(desk.record(5), "fire");
  EXPECT_EQ(desk.timers(), "");
}

TEST(EventTriggerTest, AMergeIntoAWindowThatIsOverSetsNoTimer) {  // TR-04, T-47
  TriggerDesk desk({kEventPart});
  desk.watermark = EventTime(99);
  desk.merge({TriggerState{}});
  EXPECT_EQ(desk.timers(), "");
  desk.watermark = EventTime(98);
  desk.merge({TriggerState{}});
  EXPECT_EQ(desk.timers(), "e99");
  desk.clear();
  EXPECT_EQ(desk.timers(), "");
}

TEST(ProcessingTriggerTest, FiresForAnyTimerAndNeverForARecord) {  // TR-06
  TriggerDesk desk({{.kind = TriggerKind::Processing}});
  desk.now = ProcessingTime(200);
  EXPECT_EQ(desk.record(5), "");
  EXPECT_EQ(desk.timers(), "p99");
  EXPECT_EQ(desk.event_timer(99), "");
  EXPECT_EQ(desk.processing_timer(42), "fire");
}

TEST(ProcessingTriggerTest, AMergeSetsATimerOnlyInTheFuture) {  // TR-06
  TriggerDesk desk({{.kind = TriggerKind::Processing}});
  desk.now = ProcessingTime(99);
  desk.merge({TriggerState{}});
  EXPECT_EQ(desk.timers(), "");
  desk.now = ProcessingTime(98);
  desk.merge({TriggerState{}});
  EXPECT_EQ(desk.timers(), "p99");
}

TEST(CountTriggerTest, FiresAtEachNthRecord) {  // TR-07
  TriggerDesk desk({count_of(2)});
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.record(1), "fire");
  EXPECT_EQ(desk.state, TriggerState{});
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.record(1), "fire");
}

TEST(CountTriggerTest, AMergeSumsAndDoesNotFire) {  // TR-07
  TriggerDesk desk({count_of(3)});
  desk.merge({counted(2), TriggerState{}, counted(2)});
  EXPECT_EQ(desk.state, counted(4));
  EXPECT_EQ(desk.record(1), "fire");
  EXPECT_EQ(desk.state, TriggerState{});
}

TEST(CountTriggerTest, PurgingLeavesTheCountAndClearingDoesNot) {  // TR-07, TR-12
  TriggerDesk desk({kPurgingPart, count_of(2)});
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.state, counted(1));
  EXPECT_EQ(desk.record(1), "fire purge");
  EXPECT_EQ(desk.record(1), "");
  desk.clear();
  EXPECT_EQ(desk.state, TriggerState{});
}

TEST(ContinuousEventTriggerTest, FiresEachIntervalAlignedToTheEpoch) {  // TR-08, TR-09
  TriggerDesk desk({every_event_time(40)});
  EXPECT_EQ(desk.record(41), "");
  EXPECT_EQ(desk.record(3), "");  // the first record decided
  EXPECT_EQ(desk.timers(), "e80 e99");
  EXPECT_EQ(desk.event_timer(40), "");  // somebody else's
  EXPECT_EQ(desk.event_timer(80), "fire");
  EXPECT_EQ(desk.timers(), "e99");
  EXPECT_EQ(desk.state, due_at(99));
  EXPECT_EQ(desk.event_timer(99), "fire");
  EXPECT_EQ(desk.state, due_at(99));  // is kept
}

TEST(ContinuousEventTriggerTest, OfANegativeTimeIsAnIntervalLate) {  // TR-08
  TriggerDesk desk({every_event_time(10)}, {EventTime(-50), EventTime(50)});
  EXPECT_EQ(desk.record(-15), "");
  EXPECT_EQ(desk.state, due_at(0));
}

TEST(ContinuousEventTriggerTest, FiresForEachRecordOfAWindowThatIsOver) {  // TR-08
  TriggerDesk desk({every_event_time(40)});
  desk.watermark = EventTime(99);
  EXPECT_EQ(desk.record(3), "fire");
  EXPECT_EQ(desk.timers(), "");
}

TEST(ContinuousEventTriggerTest, AMergeTakesTheFirstTimeAndClearLeavesTheTimerOfTheEnd) {  // TR-09
  TriggerDesk desk({every_event_time(40)});
  desk.merge({due_at(80), due_at(40)});
  EXPECT_EQ(desk.timers(), "e40");
  EXPECT_EQ(desk.record(50), "");
  EXPECT_EQ(desk.timers(), "e40 e99");
  desk.clear();
  EXPECT_EQ(desk.timers(), "e99");
  EXPECT_EQ(desk.state, TriggerState{});
}

TEST(ContinuousProcessingTriggerTest, FiresEachIntervalOfTheClock) {  // TR-10
  TriggerDesk desk({every_processing_time(30)});
  desk.now = ProcessingTime(35);
  EXPECT_EQ(desk.record(5), "");
  EXPECT_EQ(desk.timers(), "p60");
  EXPECT_EQ(desk.processing_timer(60), "fire");
  EXPECT_EQ(desk.processing_timer(70), "");
  EXPECT_EQ(desk.processing_timer(90), "fire");
  EXPECT_EQ(desk.timers(), "p99");
  desk.clear();
  EXPECT_EQ(desk.timers(), "");
}

TEST(ContinuousProcessingTriggerTest, InAWindowThatTheClockHasPassedFiresOnceAndNeverAgain) {  // TR-10
  TriggerDesk desk({every_processing_time(30)});
  desk.now = ProcessingTime(500);
  EXPECT_EQ(desk.record(5), "");
  EXPECT_EQ(desk.timers(), "p99");
  EXPECT_EQ(desk.processing_timer(99), "fire");
  EXPECT_EQ(desk.record(5), "");
  EXPECT_EQ(desk.timers(), "");
}

TEST(DeltaTriggerTest, MeasuresFromTheLastFiringAndStrictly) {  // TR-11
  TriggerDesk desk({{.kind = TriggerKind::Delta, .threshold = 10}});
  EXPECT_EQ(desk.record(1, 100), "");
  EXPECT_EQ(desk.record(1, 110), "");     // as far as the threshold is not beyond it
  EXPECT_EQ(desk.record(1, 89), "fire");  // either way
  EXPECT_EQ(desk.record(1, 99), "");      // from 89 now
  EXPECT_EQ(desk.record(1, 100), "fire");
}

TEST(DeltaTriggerTest, MeasuresTheWholeRangeWithoutGoingAround) {  // TR-11
  TriggerDesk desk({{.kind = TriggerKind::Delta, .threshold = INT64_MAX}});
  EXPECT_EQ(desk.record(1, INT64_MIN), "");
  EXPECT_EQ(desk.record(1, -1), "");
  EXPECT_EQ(desk.record(1, INT64_MAX), "fire");
}

TEST(GlobalTriggerTest, NeverDoesNothingAndTheEndOfTheStreamFiresOnce) {  // AS-12
  TriggerDesk never({{.kind = TriggerKind::Never}}, kGlobalWindow);
  EXPECT_EQ(never.record(5), "");
  EXPECT_EQ(never.timers(), "");
  TriggerDesk at_end({{.kind = TriggerKind::EndOfStream}}, kGlobalWindow);
  EXPECT_EQ(at_end.record(5), "");
  EXPECT_EQ(at_end.timers(), "e" + std::to_string(INT64_MAX));
  EXPECT_EQ(at_end.event_timer(INT64_MAX), "fire");
}

TEST(TimeoutTriggerTest, FiresAfterTheIntervalAndForgetsEverything) {  // TR-13, T-49
  TriggerDesk desk({timeout_of(50), count_of(3)});
  EXPECT_EQ(desk.record(1), "");
  desk.now = ProcessingTime(20);
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.timers(), "p50");
  EXPECT_EQ(desk.processing_timer(50), "fire");
  EXPECT_EQ(desk.state, TriggerState{});
}

TEST(TimeoutTriggerTest, AFiringWithinItEndsTheWait) {  // TR-13
  TriggerDesk desk({timeout_of(50), count_of(2)});
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.record(1), "fire");
  EXPECT_EQ(desk.timers(), "");
  EXPECT_EQ(desk.state, TriggerState{});
}

TEST(TimeoutTriggerTest, MovesWithEachRecordIfToldSo) {  // TR-13
  TriggerPart timeout = timeout_of(50);
  timeout.resets_on_record = true;
  TriggerDesk desk({timeout, count_of(3)});
  EXPECT_EQ(desk.record(1), "");
  desk.now = ProcessingTime(20);
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.timers(), "p70");
}

TEST(TimeoutTriggerTest, ThatIsNotClearedNeverComesAgain) {  // TR-13
  TriggerPart timeout = timeout_of(50);
  timeout.clears_on_timeout = false;
  TriggerDesk desk({timeout, count_of(3)});
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.processing_timer(50), "fire");
  EXPECT_EQ(desk.state.count, 1);
  EXPECT_EQ(desk.state.deadline, 50);
  EXPECT_EQ(desk.record(1), "");
  EXPECT_EQ(desk.timers(), "");
}

TEST(TimeoutTriggerTest, FiresForEveryTimerOfItsWindow) {  // TR-13: also for the one at cleanup time
  TriggerDesk plain({timeout_of(50), count_of(3)});
  EXPECT_EQ(plain.event_timer(99), "fire");
  TriggerDesk purging({timeout_of(50), kPurgingPart, kEventPart});
  EXPECT_EQ(purging.event_timer(99), "fire purge");
  TriggerDesk around({kPurgingPart, timeout_of(50), count_of(3)});
  EXPECT_EQ(around.processing_timer(50), "fire purge");
}

TEST(TriggerSpecTest, SaysWhichTriggersCanMerge) {  // TR-03
  EXPECT_TRUE(can_merge(TriggerSpec{{kEventPart}}));
  EXPECT_TRUE(can_merge(TriggerSpec{{kPurgingPart, count_of(3)}}));
  EXPECT_TRUE(can_merge(TriggerSpec{{every_processing_time(5)}}));
  EXPECT_TRUE(can_merge(TriggerSpec{{{.kind = TriggerKind::Staged}}}));
  EXPECT_FALSE(can_merge(TriggerSpec{{{.kind = TriggerKind::Delta}}}));
  EXPECT_FALSE(can_merge(TriggerSpec{{timeout_of(5), count_of(3)}}));
  EXPECT_FALSE(can_merge(TriggerSpec{{kPurgingPart, {.kind = TriggerKind::Delta}}}));
  EXPECT_FALSE(can_merge(TriggerSpec{{{.kind = TriggerKind::Never}}}));
}

TEST(TriggerSpecTest, IsAChainWithOneInnermostPart) {
  EXPECT_TRUE(is_valid(TriggerSpec{{kPurgingPart, timeout_of(5), kPurgingPart, kEventPart}}));
  EXPECT_FALSE(is_valid(TriggerSpec{}));
  EXPECT_FALSE(is_valid(TriggerSpec{{kPurgingPart}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{kEventPart, kEventPart}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{timeout_of(5), timeout_of(5), kEventPart}}));
}

TEST(TriggerSpecTest, HasNumbersThatMeanSomething) {
  EXPECT_FALSE(is_valid(TriggerSpec{{count_of(0)}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{every_event_time(0)}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{every_processing_time(-1)}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{timeout_of(0), kEventPart}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{{.kind = TriggerKind::Delta, .threshold = -1}}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{{.kind = TriggerKind::Staged, .early = EarlyFirings::Count}}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{{.kind = TriggerKind::Staged, .early = EarlyFirings::EventInterval}}}));
  EXPECT_FALSE(is_valid(TriggerSpec{{{.kind = TriggerKind::Staged, .late = LateFirings::ProcessingInterval}}}));
}

}  // namespace
}  // namespace wavetank::engine::testing

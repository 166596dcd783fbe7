// Timestamps and watermarks in mid-stream.
#include "engine/time/assigner.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

ProcessingTime p(std::int64_t milliseconds) { return ProcessingTime(milliseconds); }

AssignerSpec spec(GeneratorKind kind, TimestampRule rule = TimestampRule::Extract) {
  return {.strategy = {.kind = kind, .idle_timeout = {}, .interval = Millis{10}}, .timestamps = rule};
}

class AssignerTest : public ::testing::Test {
 protected:
  void open(const AssignerSpec& with) { assigner_.emplace(with, p(0)); }
  // The record's timestamp, then what follows it.
  std::string record(const IncomingRecord& incoming) {
    const AssignedRecord assigned = assigner_->on_record(incoming, now_);
    const std::string after = words(assigned.after);
    return words(TimeEvent::watermark(assigned.time)) + (after.empty() ? "" : " then " + after);
  }
  std::string clock(std::int64_t time) {
    now_ = p(time);
    return words(assigner_->on_clock(now_));
  }

  std::optional<Assigner> assigner_;
  ProcessingTime now_ = p(0);
};

TEST_F(AssignerTest, ExtractsKeepsOrCountsOn) {  // WM-07
  open(spec(GeneratorKind::None));
  EXPECT_EQ(record({.own = at(5), .previous = at(8)}), "5");
  open(spec(GeneratorKind::None, TimestampRule::Keep));
  EXPECT_EQ(record({.own = at(5), .previous = at(8)}), "8");
  EXPECT_EQ(record({.own = at(5), .previous = {}}), "MIN");
  open(spec(GeneratorKind::None, TimestampRule::PreviousPlusOne));
  EXPECT_EQ(record({.own = at(5), .previous = at(8)}), "9");
  EXPECT_EQ(record({.own = at(5), .previous = kMax}), "MIN");
}

TEST_F(AssignerTest, SendsAPunctuatedWatermarkAfterItsRecord) {  // WM-06
  open(spec(GeneratorKind::Punctuated));
  EXPECT_EQ(record({.own = at(5), .previous = {}, .mark = Mark::Marked}), "5 then 5");
}

TEST_F(AssignerTest, TicksOnceAndCountsTheNextFromThere) {  // WM-05
  open(spec(GeneratorKind::Monotonous));
  record({.own = at(2), .previous = {}});
  EXPECT_EQ(clock(5), "");
  EXPECT_EQ(clock(35), "1");
  EXPECT_EQ(assigner_->next_tick(), p(45));
}

TEST_F(AssignerTest, SwallowsWhatUpstreamSaysButMax) {  // WM-08
  open(spec(GeneratorKind::Monotonous));
  EXPECT_EQ(words(assigner_->on_watermark(at(99))), "");
  EXPECT_EQ(words(assigner_->on_status(StreamStatus::Idle)), "");
  EXPECT_EQ(words(assigner_->on_watermark(kMax)), "MAX");
}

TEST_F(AssignerTest, TicksALastTimeOnFinish) {  // WM-08
  open(spec(GeneratorKind::Monotonous));
  record({.own = at(7), .previous = {}});
  EXPECT_EQ(words(assigner_->finish(now_)), "6");
}

TEST_F(AssignerTest, HasNoGeneratorInBatchMode) {  // WM-08
  AssignerSpec batch = spec(GeneratorKind::Punctuated);
  batch.progress = WatermarkProgress::OnlyEnd;
  open(batch);
  EXPECT_EQ(record({.own = at(7), .previous = {}, .mark = Mark::Marked}), "7");
  EXPECT_EQ(assigner_->next_tick(), std::nullopt);
  EXPECT_EQ(words(assigner_->on_watermark(kMax)), "MAX");
}

TEST_F(AssignerTest, DoesNotGoIdleWhilePaused) {  // WM-14
  AssignerSpec idling = spec(GeneratorKind::None);
  idling.strategy.idle_timeout = Millis{15};
  open(idling);
  EXPECT_EQ(clock(10), "");  // starts the timer
  assigner_->pause(p(10));
  EXPECT_EQ(clock(40), "");
  assigner_->resume(p(40));
  EXPECT_EQ(clock(50), "");
  EXPECT_EQ(clock(60), "idle");
}

TEST_F(AssignerTest, SkipsTicksThatWouldSayNothing) {
  AssignerSpec skipping = spec(GeneratorKind::Monotonous);
  skipping.ticks = TickPolicy::UsefulOnly;
  open(skipping);
  EXPECT_EQ(clock(10), "");  // the first, of MIN
  EXPECT_EQ(assigner_->next_tick(), std::nullopt);
  now_ = p(1000);
  record({.own = at(7), .previous = {}});
  EXPECT_EQ(assigner_->next_tick(), p(1010));
  EXPECT_EQ(clock(1010), "6");
}

TEST_F(AssignerTest, RefusesARecordBeforeADueTick) {
  open(spec(GeneratorKind::Monotonous));
  now_ = p(10);
  EXPECT_THROW(record({.own = at(7), .previous = {}}), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

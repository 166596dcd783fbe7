// The watermark multiplexer of a source's splits.
#include "engine/time/multiplexer.hpp"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "engine/time/emitter.hpp"
#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

class MultiplexerTest : public ::testing::Test {
 protected:
  void open(std::uint32_t splits) {
    for (std::uint32_t i = 0; i < splits; ++i) multiplexer_.register_split(SplitSlot{i});
  }
  std::string now(std::uint32_t split, std::int64_t time) {
    return words(multiplexer_.emit_now(SplitSlot{split}, TimeEvent::watermark(at(time))));
  }
  std::string idle_now(std::uint32_t split) {
    return words(multiplexer_.emit_now(SplitSlot{split}, TimeEvent::idle()));
  }
  void later(std::uint32_t split, std::int64_t time) {
    multiplexer_.emit_later(SplitSlot{split}, TimeEvent::watermark(at(time)));
  }
  std::string tick() { return words(multiplexer_.on_tick()); }

  Multiplexer multiplexer_;
};

TEST_F(MultiplexerTest, LeavesIdleSplitsOutOfTheMinimum) {
  open(3);
  now(0, 2);
  now(1, 5);
  EXPECT_EQ(idle_now(2), "2");
  EXPECT_EQ(idle_now(0), "5");
  EXPECT_EQ(now(0, 3), "");
  EXPECT_EQ(multiplexer_.combined(), at(5));
}

TEST_F(MultiplexerTest, CombinesDeferredAndImmediateOnTheTick) {
  open(2);
  later(0, 5);
  EXPECT_EQ(now(1, 2), "2");
  EXPECT_EQ(tick(), "");
  later(1, 4);
  EXPECT_EQ(tick(), "4");
}

TEST_F(MultiplexerTest, IsHeldBackByANewSplitUntilItHasCaughtUp) {  // WM-15
  open(1);
  EXPECT_EQ(now(0, 5), "5");
  multiplexer_.register_split(SplitSlot{1});
  EXPECT_EQ(now(0, 9), "");
  EXPECT_EQ(now(1, 5), "");
  EXPECT_EQ(now(1, 6), "6");
}

TEST_F(MultiplexerTest, FollowsTheOtherSplitOnceOneIsReleased) {
  open(2);
  EXPECT_EQ(now(0, 100), "");
  EXPECT_EQ(now(1, 200), "100");
  EXPECT_EQ(now(0, 150), "150");
  multiplexer_.unregister_split(SplitSlot{0});
  EXPECT_EQ(multiplexer_.combined(), at(150));  // WM-19: not before the tick
  EXPECT_EQ(tick(), "200");
}

TEST_F(MultiplexerTest, EmitsTheGreatestWhenAllSplitsAreIdle) {  // WM-16, FLINK-38454
  open(2);
  now(0, 2);
  EXPECT_EQ(now(1, 5), "2");
  EXPECT_EQ(idle_now(1), "");
  EXPECT_EQ(idle_now(0), "5 idle");
  EXPECT_EQ(tick(), "idle");  // repeats; the emitter removes that
}

TEST_F(MultiplexerTest, SaysNothingWithoutSplits) {  // WM-16
  EXPECT_EQ(tick(), "");
}

TEST_F(MultiplexerTest, StaysIdleWhenItsLastSplitIsGone) {  // WM-19, FLINK-39586
  open(1);
  idle_now(0);
  multiplexer_.unregister_split(SplitSlot{0});
  EXPECT_EQ(tick(), "idle");
}

TEST_F(MultiplexerTest, ForgetsASplitBeforeItsSlotIsUsedAgain) {  // WM-15
  open(1);
  now(0, 9);
  multiplexer_.unregister_split(SplitSlot{0});
  open(1);
  EXPECT_EQ(multiplexer_.watermark_of(SplitSlot{0}), kMin);
}

TEST_F(MultiplexerTest, AWatermarkWakesItsSplitEvenWhenItDoesNotGrow) {  // WM-17
  open(2);
  now(0, 5);
  now(1, 7);
  idle_now(0);
  later(0, 5);
  EXPECT_EQ(multiplexer_.status_of(SplitSlot{0}), StreamStatus::Active);
}

TEST_F(MultiplexerTest, RefusesSplitsThatItDoesNotKnowAndDoubles) {
  open(1);
  EXPECT_THROW(multiplexer_.register_split(SplitSlot{0}), InvariantViolation);
  EXPECT_THROW(now(1, 1), InvariantViolation);
}

TEST(Emitter, PassesGrowingWatermarksOnly) {  // WM-10
  Emitter emitter;
  EXPECT_EQ(words(emitter.on_watermark(kMin)), "");
  EXPECT_EQ(words(emitter.on_watermark(at(3))), "3");
  EXPECT_EQ(words(emitter.on_watermark(at(3))), "");
}

TEST(Emitter, SaysIdleOnceAndActiveWithTheNextLargerWatermark) {  // WM-11
  Emitter emitter;
  emitter.on_watermark(at(3));
  EXPECT_EQ(words(emitter.on_status(StreamStatus::Idle)), "idle");
  EXPECT_EQ(words(emitter.on_status(StreamStatus::Idle)), "");
  EXPECT_EQ(words(emitter.on_watermark(at(3))), "");
  EXPECT_EQ(words(emitter.on_watermark(at(4))), "active 4");
}

}  // namespace
}  // namespace wavetank::engine::testing

// Offences against the laws of watermarks, planted by hand; beside each stands the same run without it.
#include <string>
#include <variant>

#include <gtest/gtest.h>

#include "tests/properties/hand_made_run.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::ControlKind;

TEST(WmMonotone, FindsAWatermarkThatGoesBack) {
  HandMadeRun hand;
  hand.forwards(hand.advance(hand.watermark(9), 9), 9);
  EXPECT_EQ(hand.story(wm_monotone), "clean");
  hand.forwards(hand.advance(hand.watermark(12), 12, 9), 8);
  EXPECT_EQ(hand.story(wm_monotone), "wm-monotone: window/0, output 0: watermark 8 follows 9 (#3, #6)");
}

TEST(WmMonotone, FindsAWatermarkThatRepeats) {
  HandMadeRun hand({.channels = 2});
  hand.watermark(9);
  hand.watermark(9, 1);  // another channel may say the same
  EXPECT_EQ(hand.story(wm_monotone), "clean");
  hand.watermark(9);
  EXPECT_EQ(hand.story(wm_monotone), "wm-monotone: window/0, channel 0: watermark 9 follows 9 (#1, #3)");
}

TEST(WmMonotone, LetsNothingButTheEndFollowASourcesFinalWatermark) {
  HandMadeRun hand;
  const auto says = [&](ControlKind kind, std::int64_t value) {
    hand.add(EventKind::ControlOut, HandMadeRun::kSource, {}, HandMadeRun::word(value),
             static_cast<std::uint64_t>(kind) << 32);
  };
  says(ControlKind::Watermark, EventTime::max().ticks());
  says(ControlKind::End, EventTime::max().ticks());
  EXPECT_EQ(hand.story(wm_monotone), "clean");
  says(ControlKind::Idle, 0);
  EXPECT_EQ(hand.story(wm_monotone), "wm-monotone: source/0, output 0: a status follows the final watermark (#1, #3)");
}

TEST(WmCombine, FindsTheGreatestWhereTheLeastIsMeant) {
  HandMadeRun hand({.channels = 2});
  hand.watermark(4, 1);
  hand.advance(hand.watermark(9, 0), 9);
  EXPECT_EQ(hand.story(wm_combine),
            "wm-combine: window/0 advanced to 9 at #3, but its channels allow 4; channel 1 said 4 at #1");
}

TEST(WmCombine, NamesTheChannelThatHoldsTheWatermarkBack) {
  HandMadeRun hand({.channels = 2});
  hand.watermark(4, 1);
  hand.advance(hand.watermark(4, 0), 4);
  EXPECT_EQ(hand.story(wm_combine), "clean");
  hand.advance(hand.watermark(9, 0), 9, 4);
  EXPECT_EQ(hand.story(wm_combine),
            "wm-combine: window/0 advanced to 9 at #5, but its channels allow 4; channel 1 said 4 at #1");
}

TEST(WmCombine, FindsAWatermarkThatIsNotTaken) {
  HandMadeRun hand;
  hand.watermark(9);
  hand.record(12);
  EXPECT_EQ(hand.story(wm_combine), "wm-combine: window/0 must advance to 9 by #1, and had not at #2");
}

TEST(WmTimersFirst, FindsAResultBehindItsWatermark) {
  HandMadeRun hand;
  hand.joins(hand.record(3), 0);
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.forwards(advance, 9);
  EXPECT_EQ(hand.story(wm_timers_first), "clean");
  hand.sends(hand.fires(advance, FireReason::OnTime, 0, 1), 9);
  EXPECT_EQ(hand.story(wm_timers_first),
            "wm-timers-first: window/0 forwarded watermark 9 at #5, before a window that it made speak did so at #6\n"
            "wm-timers-first: window/0 forwarded watermark 9 at #5, before a result that it made due was sent at #7");
}

class WmBroadcast : public ::testing::Test {
 protected:
  EventId sent(std::int64_t value) {
    return hand_.add(EventKind::ControlOut, HandMadeRun::kSource, {}, HandMadeRun::word(value), 0);
  }
  void received(EventId what) {
    hand_.add(EventKind::ControlIn, HandMadeRun::kWindow, what, hand_.run.trace.at(what).a, 0);
  }
  HandMadeRun hand_;
};

TEST_F(WmBroadcast, DoesNotMissWhatIsStillOnItsWay) {
  received(sent(1));
  sent(2);
  EXPECT_EQ(hand_.story(wm_broadcast), "clean");
}

TEST_F(WmBroadcast, FindsAWatermarkThatNeverCame) {
  sent(1);
  received(sent(2));
  EXPECT_EQ(hand_.story(wm_broadcast), "wm-broadcast: what source/0 sent at #1 never came at window/0, as #3 shows");
}

TEST_F(WmBroadcast, FindsAWatermarkThatCameTwice) {
  const EventId one = sent(1);
  received(one);
  received(one);
  EXPECT_EQ(hand_.story(wm_broadcast), "wm-broadcast: what source/0 sent at #1 came again at window/0, as #3 shows");
}

TEST_F(WmBroadcast, FindsARecordThatAWatermarkOvertook) {
  const EventId record =
      hand_.add(EventKind::RecordOut, HandMadeRun::kSource, {}, 5, engine::pack(hand_.row(), hand_.key()));
  received(sent(6));
  hand_.add(EventKind::RecordIn, HandMadeRun::kWindow, record, 5, engine::pack(hand_.row(), hand_.key()));
  EXPECT_EQ(hand_.story(wm_broadcast), "wm-broadcast: what source/0 sent at #1 was overtaken at window/0, as #4 shows");
}

TEST(WmOwnOutput, FindsAnOnTimeResultBehindTheOutputsOwnWatermark) {
  HandMadeRun hand({.lateness = 5});
  const EventId advance = hand.advance(hand.watermark(9), 9);
  hand.forwards(advance, 9);
  hand.sends(hand.fires(advance, FireReason::Late, 0, 1), 9);  // a late one may
  EXPECT_EQ(hand.story(wm_own_output), "clean");
  hand.sends(hand.fires(advance, FireReason::OnTime, 0, 1), 9);
  EXPECT_EQ(hand.story(wm_own_output), "wm-own-output: window/0 sent watermark 9 at #3 and then a record of 9 at #7");
}

TEST(SrcOffsets, FindsAnOffsetThatWasSkipped) {
  HandMadeRun hand;
  const auto row = engine::pack(hand.row(), engine::kNoKey);
  for (std::uint64_t offset = 0; offset < 3; ++offset) hand.add(EventKind::LogAppend, 1, {}, offset, row);
  hand.add(EventKind::SourceEmit, HandMadeRun::kSource, EventId{1}, 0, row);
  EXPECT_EQ(hand.story(src_offsets), "clean");
  hand.add(EventKind::SourceEmit, HandMadeRun::kSource, EventId{3}, 2, row);
  EXPECT_EQ(hand.story(src_offsets), "src-offsets: source/0 emitted offset 2 of partition 0 where 1 was next (#4, #5)");
}

// A source of one partition, bounded by 2, that speaks after each record.
class HandMadeSource {
 public:
  HandMadeSource() {
    strategy().kind = engine::GeneratorKind::Bounded;
    strategy().bound = Millis{2};
    strategy().emission = engine::WatermarkEmission::EachRecord;
  }
  engine::WatermarkStrategy& strategy() {
    return std::get<scenarios::SourceNode>(hand.scenario.pipeline[0].op).watermark;
  }
  EventId reads(std::int64_t time) {
    const EventId read = hand.add(EventKind::SourceEmit, HandMadeRun::kSource, {}, 0, 0);
    return hand.add(EventKind::RecordOut, HandMadeRun::kSource, read, HandMadeRun::word(time), 0);
  }
  EventId says(std::int64_t watermark) {
    return hand.add(EventKind::ControlOut, HandMadeRun::kSource, {}, HandMadeRun::word(watermark),
                    static_cast<std::uint64_t>(ControlKind::Watermark) << 32);
  }
  void notes(EventKind kind) { hand.add(kind, HandMadeRun::kSource, {}, 1, 0); }
  std::string story() { return hand.story(wm_generator); }

  HandMadeRun hand;
};

TEST(WmGenerator, FindsAWatermarkThatNoRecordAllows) {
  HandMadeSource source;
  source.reads(10);
  source.says(7);
  EXPECT_EQ(source.story(), "clean");
  source.reads(20);
  source.says(18);
  EXPECT_EQ(source.story(), "wm-generator: source/0 said watermark 18, but its records allow 17 (#5, #6)");
}

TEST(WmGenerator, FindsAWatermarkThatIsOwed) {
  HandMadeSource source;
  source.reads(10);
  source.says(7);
  source.reads(20);
  EXPECT_EQ(source.story(), "clean");  // it may be about to say it
  source.reads(21);
  EXPECT_EQ(source.story(), "wm-generator: source/0 had not said watermark 17 yet, which its records allow (#5, #6)");
}

TEST(WmGenerator, FindsABeliefInTheFuture) {
  HandMadeSource source;
  source.strategy().future = engine::FutureGuard{Millis{50}, engine::FutureRecords::Ignore};
  source.reads(10);
  source.says(7);
  source.reads(51);  // the clock shows 0
  EXPECT_EQ(source.story(), "clean");
  source.says(48);
  EXPECT_EQ(source.story(), "wm-generator: source/0 said watermark 48, but its records allow 7 (#2, #6)");
}

TEST(WmGenerator, FindsAPartitionThatIsIdleOrSpokenForTooSoon) {
  HandMadeSource source;
  source.strategy().idle_timeout = Millis{5};
  source.reads(10);
  source.says(7);
  source.notes(EventKind::SourceIdle);
  EXPECT_EQ(source.story(), "wm-generator: source/0 was found idle too soon after its last record (#2, #4)");
  source.strategy().clock = engine::ClockAdvance{Millis{5}, Millis{1}};
  source.hand.run.trace.events.back().kind = EventKind::ClockAdvance;
  EXPECT_EQ(source.story(), "wm-generator: source/0 was found silent too soon after its last record (#2, #4)");
}

}  // namespace
}  // namespace wavetank::properties::testing

// Offences against the order of a sort, planted by hand; beside each stands the same run without it.
#include <gtest/gtest.h>

#include "tests/properties/hand_made_run.hpp"

namespace wavetank::properties::testing {
namespace {

// The operator that a hand-made run has in its middle is a sort here.
struct OneSort {
  OneSort() { hand.scenario.pipeline[1].op = scenarios::SortNode{}; }
  EventId send(EventId record, std::int64_t time) {
    return hand.add(EventKind::RecordOut, HandMadeRun::kWindow, record, HandMadeRun::word(time),
                    engine::pack(hand.row(), engine::kNoKey));
  }
  HandMadeRun hand;
};

TEST(SortOrder, FindsARecordBehindALaterOne) {
  OneSort one;
  const EventId late = one.hand.record(5);
  const EventId early = one.hand.record(3);
  one.hand.advance(one.hand.watermark(9), 9);
  one.send(early, 3);
  one.send(late, 5);
  EXPECT_EQ(one.hand.story(sort_order), "clean");
  one.send(early, 4);
  EXPECT_EQ(one.hand.story(sort_order), "sort-order: window/0 sent a record of 4 after one of 5 (#6, #7)");
}

TEST(SortOrder, FindsARecordThatTheWatermarkHasNotReached) {
  OneSort one;
  const EventId record = one.hand.record(5);
  one.hand.advance(one.hand.watermark(4), 4);
  one.send(record, 5);
  EXPECT_EQ(one.hand.story(sort_order), "sort-order: window/0 sent a record of 5 at the watermark 4 (#3, #4)");
}

TEST(SortOrder, FindsARefusalOfARecordWhosePlaceWasFree) {
  OneSort one;
  const EventId record = one.hand.record(3);
  one.hand.advance(one.hand.watermark(9), 9);
  one.send(record, 3);
  one.hand.drops(one.hand.record(3));
  EXPECT_EQ(one.hand.story(sort_order), "clean");
  one.hand.drops(one.hand.record(4));
  EXPECT_EQ(one.hand.story(sort_order), "sort-order: window/0 refused a record of 4 whose place was free (#7, #8)");
}

}  // namespace
}  // namespace wavetank::properties::testing

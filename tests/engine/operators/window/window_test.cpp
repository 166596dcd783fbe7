// The window operator on cases that tell its rules apart.
#include "engine/operators/window/window.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/window/window_story.hpp"

namespace wavetank::engine::testing {
namespace {

WindowStory tumbling_story(std::int64_t size, std::int64_t lateness = 0) {
  return WindowStory({.shape = tumbling(Millis{size}), .allowed_lateness = Millis{lateness}});
}
WindowStory sliding_story(std::int64_t size, std::int64_t slide) {
  return WindowStory({.shape = {Millis{size}, Millis{slide}, Millis{0}}});
}

constexpr const char* kTwoKeys = "key2@3999 key2@3000 key1@20 key1@0 key1@999 key2@1998 key2@1999 key2@1000";

TEST(WindowOperatorTest, TumblingWindowsFireAtTheirLastInstantAlsoAfterARestore) {
  WindowStory story = tumbling_story(3000);
  EXPECT_EQ(story.play(kTwoKeys), "");
  EXPECT_EQ(story.play("W999"), "");
  EXPECT_EQ(story.play("W1999"), "");
  EXPECT_EQ(story.play("W2999"), "key2 3@2999, key1 3@2999");
  EXPECT_EQ(story.play("R1"), "");
  EXPECT_EQ(story.play("W3999"), "");
  EXPECT_EQ(story.play("W5999"), "key2 2@5999");
  EXPECT_EQ(story.play("W6999 W7999"), "");
  EXPECT_EQ(story.sizes(), "0 0 0");
}

TEST(WindowOperatorTest, SlidingWindowsFireOnePerSlide) {
  WindowStory story = sliding_story(3000, 1000);
  EXPECT_EQ(story.play(kTwoKeys), "");
  EXPECT_EQ(story.play("W999"), "key1 3@999");
  EXPECT_EQ(story.play("W1999"), "key2 3@1999, key1 3@1999");
  EXPECT_EQ(story.play("W2999"), "key2 3@2999, key1 3@2999");
  EXPECT_EQ(story.play("R1"), "");
  EXPECT_EQ(story.play("W3999"), "key2 5@3999");
  EXPECT_EQ(story.play("W4999"), "key2 2@4999");
  EXPECT_EQ(story.play("W5999"), "key2 2@5999");
  EXPECT_EQ(story.play("W6999 W7999"), "");
}

TEST(WindowOperatorTest, ARecordOfWindowsThatOverlapIsToldOnce) {
  WindowStory story = sliding_story(3000, 1000);
  EXPECT_EQ(story.play("k@2500"), "");
  EXPECT_EQ(story.notes_of(NoteKind::SliceAdd), 1u);
  EXPECT_EQ(story.notes_of(NoteKind::WindowAdd), 0u);
  EXPECT_EQ(story.joinings(), 3u);
  EXPECT_EQ(story.sizes(), "3 3 0");
}

// After a restore the watermark is unknown (WM-09): windows that had fired are opened anew, and must be empty.
TEST(WindowOperatorTest, AWindowReopenedAfterARestoreHoldsNothingOfItsSlices) {
  WindowStory story = sliding_story(3000, 1000);
  EXPECT_EQ(story.play("k:5@2500 W2999"), "k 5@2999");
  story.restore_without_watermark();
  EXPECT_EQ(story.play("k:1@2600 W2999"), "k 1@2999");
  EXPECT_EQ(story.play("W4999"), "k 6@3999, k 6@4999");
}

// The recorded case purges; ours accumulates, so the late firing repeats what was there (WO-11).
TEST(WindowOperatorTest, RecordsWithinTheAllowedLatenessFireAgain) {
  WindowStory story = tumbling_story(2000, 500);
  EXPECT_EQ(story.play("k@500 W1500 k@1300"), "");
  EXPECT_EQ(story.play("W2300"), "k 2@1999");
  EXPECT_EQ(story.play("k@1997"), "k 3@1999");
  EXPECT_EQ(story.play("W6000"), "");
  EXPECT_EQ(story.play("k@1998"), "late k@1998");
}

TEST(WindowOperatorTest, WithoutLatenessAWindowEndsWithItsFiring) {
  WindowStory story = tumbling_story(2000);
  EXPECT_EQ(story.play("k@1000 k@1980 W1999"), "k 2@1999");
  EXPECT_EQ(story.play("k@1998"), "late k@1998");
  EXPECT_EQ(story.play("k@2001 W3999"), "k 1@3999");
}

TEST(WindowOperatorTest, ALateRecordStillCountsInItsLiveWindows) {
  WindowStory story = sliding_story(3000, 1000);
  EXPECT_EQ(story.play("key2@1000 W1999"), "key2 1@1999");
  EXPECT_EQ(story.play("key2@2000 W3000"), "key2 2@2999");
  EXPECT_EQ(story.play("key1@3001 key1@3001 key2@2400 key2@2400 key2@3900"), "");
  EXPECT_EQ(story.play("W6000"), "key2 5@3999, key1 2@3999, key2 4@4999, key1 2@4999, key2 1@5999, key1 2@5999");
  EXPECT_EQ(story.play("key1@3001"), "late key1@3001");
}

TEST(WindowOperatorTest, CleanupSaturatesAtTheEndOfTime) {
  WindowStory story = tumbling_story(1000, 2000);
  // [MAX - 1807, MAX - 807): its last instant plus the lateness would overflow.
  EXPECT_EQ(story.play("k@9223372036854774500"), "");
  EXPECT_EQ(story.sizes(), "1 1 0");  // a timer to fire, none to clean up
  EXPECT_EQ(story.play("W9223372036854774999"), "k 1@9223372036854774999");
  EXPECT_EQ(story.sizes(), "0 1 0");
  EXPECT_EQ(story.play("k@9223372036854774500"), "k 2@9223372036854774999");
}

TEST(WindowOperatorTest, ARecordBetweenWindowsIsNeitherLateNorCounted) {  // WO-15
  WindowStory story = sliding_story(5, 10);
  EXPECT_EQ(story.play("k@7"), "");
  EXPECT_EQ(story.sizes(), "0 0 0");
  EXPECT_EQ(story.notes_of(NoteKind::RecordUnassigned), 1u);
}

TEST(WindowOperatorTest, ARecordBetweenWindowsBehindTheWatermarkIsLate) {  // WO-14
  WindowStory story = sliding_story(5, 10);
  EXPECT_EQ(story.play("W7 k@7"), "late k@7");
}

// No overflow guard, unlike the cleanup time: 7 + MAX wraps to before the watermark, and the record is late at once.
TEST(WindowOperatorTest, AnEndlessLatenessMakesRecordsBetweenWindowsLate) {  // WO-14
  WindowStory story({.shape = {Millis{5}, Millis{10}, Millis{0}}, .allowed_lateness = Millis{INT64_MAX}});
  EXPECT_EQ(story.play("k@7"), "");
  EXPECT_EQ(story.play("W0 k@7"), "late k@7");
}

TEST(WindowOperatorTest, LateRecordsAreCountedOrSentAsideNeverBoth) {  // WO-14
  WindowStory counting({.shape = tumbling(Millis{10}), .late = LateRecords::Count});
  EXPECT_EQ(counting.play("W9 k@9"), "");
  EXPECT_EQ(counting.counts().dropped, 1u);
  WindowStory sending({.shape = tumbling(Millis{10}), .late = LateRecords::SideOutput});
  EXPECT_EQ(sending.play("W9 k@9"), "late k@9");
  EXPECT_EQ(sending.counts().dropped, 0u);
}

TEST(WindowOperatorTest, LateIsDecidedAtTheVeryMillisecond) {  // WO-03, inclusive
  WindowStory story = tumbling_story(10, 5);
  EXPECT_EQ(story.play("W13 k@9"), "k 1@9");
  EXPECT_EQ(story.play("W14 k@9"), "late k@9");
}

TEST(WindowOperatorTest, ARecordWithoutTimestampFailsTheJob) {  // AS-04
  WindowStory story = tumbling_story(10);
  EXPECT_EQ(story.play("k@-9223372036854775808"), "fails");
}

TEST(WindowOperatorTest, ListsKeepArrivalOrderAcrossBatchesAndRestores) {
  WindowStory story({.shape = tumbling(Millis{10}), .aggregate = AggregateKind::List});
  EXPECT_EQ(story.play("a:3@1 b:9@1 a:1@2 R2 a:2@0 R1 W9"), "b [9]@9, a [3,1,2]@9");
}

// [0,10) of lateness 2: a firing at 9 and a cleanup at 11, so two timers while both are to come.
TEST(WindowOperatorTest, TimersAreCountedOncePerKeyWindowAndTime) {
  WindowStory story = tumbling_story(10, 2);
  EXPECT_EQ(story.play("a@1 a@2 b@3"), "");
  EXPECT_EQ(story.sizes(), "4 2 0");
  EXPECT_EQ(story.play("W9"), "b 1@9, a 2@9");
  EXPECT_EQ(story.sizes(), "2 2 0");
  EXPECT_EQ(story.play("W11"), "");
  EXPECT_EQ(story.sizes(), "0 0 0");
}

// DT-01: by time, then key group (b has 22, key2 27, a 81), then key; not by arrival.
TEST(WindowOperatorTest, TimersOfEqualTimeFireByKeyGroup) {
  WindowStory story = tumbling_story(10);
  EXPECT_EQ(story.play("a@11 a@1 key2@1 b@11 b@1 W19"), "b 1@9, key2 1@9, a 1@9, b 1@19, a 1@19");
}

TEST(WindowOperatorTest, FiringsSayWhetherTheyWereOnTimeOrLate) {
  WindowStory story = tumbling_story(10, 5);
  EXPECT_EQ(story.play("k@1 W9 k@2"), "k 1@9, k 2@9");
  std::vector<std::uint32_t> reasons;
  for (const Note& note : story.notes()) {
    if (note.kind == NoteKind::WindowFire) reasons.push_back(upper(note.b));
  }
  const std::vector<std::uint32_t> expected = {static_cast<std::uint32_t>(FireReason::OnTime),
                                               static_cast<std::uint32_t>(FireReason::Late)};
  EXPECT_EQ(reasons, expected);
}

TEST(WindowOperatorTest, PlantedBugsShow) {
  WindowStoryOptions options{.shape = tumbling(Millis{10}), .allowed_lateness = Millis{5}};
  options.mutants.plant(Mutant::LateTestOffByOne);
  EXPECT_EQ(WindowStory(options).play("W14 k@9"), "k 1@9");
  options.mutants = {};
  options.mutants.plant(Mutant::LateFiringForgets);
  EXPECT_EQ(WindowStory(options).play("k@1 W9 k@2"), "k 1@9, k 1@9");
}

}  // namespace
}  // namespace wavetank::engine::testing

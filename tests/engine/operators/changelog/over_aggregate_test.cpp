// Frames of rows and of time.
#include "engine/operators/changelog/over_aggregate.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/changelog/changelog_story.hpp"

namespace wavetank::engine::testing {
namespace {

class OverAggregate : public ::testing::Test {
 protected:
  void over(const OverFrame& frame) {
    std::vector<ChangeAggregate> aggregates = {{.kind = ChangeAggregateKind::Sum, .name = "sum", .field = 1},
                                               {.kind = ChangeAggregateKind::Max, .name = "max", .field = 1}};
    const SchemaId result = story_.extended({"sum", "max"});
    story_.run(std::make_unique<OverFunction>(OverSpec{std::move(aggregates), frame, story_.schema(), result},
                                              story_.facts()));
  }
  ChangelogStory story_{{"value"}};
};

TEST_F(OverAggregate, AddsTheRowsBeforeInTheOrderOfTime) {
  over({FrameUnit::Rows, 1});
  EXPECT_EQ(story_.play("+I(a,3)@6 +I(a,1)@8 +I(a,5)@7 W8"), "+I(a,3,3,3) +I(a,5,8,5) +I(a,1,6,5) W8");
}

TEST_F(OverAggregate, GivesRowsOfOneTimeTheSumOfAllInARange) {
  over({FrameUnit::Range, 2});
  EXPECT_EQ(story_.play("+I(a,3)@6 +I(a,1)@8 +I(a,5)@8 W8 +I(a,1)@9 W9"),
            "+I(a,3,3,3) +I(a,1,9,5) +I(a,5,9,5) W8 +I(a,1,7,5) W9");
}

TEST_F(OverAggregate, TakesARowBehindTheWatermarkUntilItsKeyHasGoneOn) {
  over({FrameUnit::Rows, 3});
  EXPECT_EQ(story_.play("+I(a,1)@5 W9 +I(a,2)@7 +I(a,3)@5 W10"), "+I(a,1,1,1) W9 +I(a,2,3,2) W10");
  EXPECT_EQ(story_.notes(NoteKind::RecordDrop), 1u);
}

TEST_F(OverAggregate, SumsUpEverythingWhenUnbounded) {
  over({FrameUnit::Rows, std::nullopt});
  EXPECT_EQ(story_.play("+I(a,1)@5 +I(a,2)@5 W9 S +I(a,3)@10 W11"), "+I(a,1,1,1) +I(a,2,3,2) W9 +I(a,3,6,3) W11");
}

TEST_F(OverAggregate, HoldsEverythingBackWhileTheWatermarkIsNegative) {
  over({FrameUnit::Rows, std::nullopt});
  EXPECT_EQ(story_.play("+I(a,1)@-5 W-3 W0"), "W-3 +I(a,1,1,1) W0");
}

TEST_F(OverAggregate, ForgetsAKeyThatWasStill) {
  over({FrameUnit::Range, 4});
  EXPECT_EQ(story_.play("+I(a,1)@5 W5 W12"), "+I(a,1,1,1) W5 W12");
  EXPECT_EQ(story_.keys_in_state(), 0u);
  EXPECT_EQ(story_.play("+I(a,2)@1 W13"), "+I(a,2,2,2) W13");  // not late any more
}

}  // namespace
}  // namespace wavetank::engine::testing

// Rankings, and how their changes are said.
#include <gtest/gtest.h>

#include "engine/operators/changelog/rank_output.hpp"
#include "tests/engine/operators/changelog/changelog_story.hpp"

namespace wavetank::engine::testing {
namespace {

class TopN : public ::testing::Test {
 protected:
  void rank(TopNSpec spec) {
    spec.by = {1, SortOrder::Descending};
    if (spec.rows == RankedRows::Update) spec.identity = {2};
    spec.schema = story_.schema();
    spec.result = spec.number == RowNumber::Added ? story_.extended({"number"}) : spec.schema;
    story_.run(make_top_n(spec, story_.facts()));
  }
  ChangelogStory story_{{"score", "id"}};
};

TEST_F(TopN, SaysWhoLeavesAndWhoEnters) {
  rank({.rows = RankedRows::Append, .to = 2});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,3,2) +I(a,4,3) +I(a,4,4)"), "+I(a,5,1) +I(a,3,2) -D(a,3,2) +I(a,4,3)");
}

TEST_F(TopN, SaysEachRowAnewWhoseNumberChanged) {
  rank({.rows = RankedRows::Append, .to = 2, .number = RowNumber::Added});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,7,2) +I(a,6,3)"),
            "+I(a,5,1,1) -U(a,5,1,1) +U(a,7,2,1) +I(a,5,1,2) -U(a,5,1,2) +U(a,6,3,2)");
}

TEST_F(TopN, LetsTheNextFollowWhenARowIsTakenBack) {
  rank({.rows = RankedRows::Retract, .to = 2});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2) +I(a,3,3) -D(a,5,1)"), "+I(a,5,1) +I(a,4,2) -D(a,5,1) +I(a,3,3)");
}

TEST_F(TopN, RenumbersEverythingBelowARetraction) {
  rank({.rows = RankedRows::Retract, .to = 2, .number = RowNumber::Added});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2) S -D(a,5,1)"),
            "+I(a,5,1,1) +I(a,4,2,2) -U(a,5,1,1) +U(a,4,2,1) -D(a,4,2,2)");
}

TEST_F(TopN, CountsDownForARowThatIsNotThere) {
  rank({.rows = RankedRows::Retract, .to = 2, .number = RowNumber::Added});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,5,2) -D(a,5,9) +I(a,4,3)"), "+I(a,5,1,1) +I(a,5,2,2) +I(a,4,3,2)");
}

TEST_F(TopN, DoesNotBringBackWhatWasCutOff) {
  rank({.rows = RankedRows::Update, .to = 1});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2) +U(a,3,1)"), "+I(a,5,1) -U(a,5,1) +U(a,3,1)");
}

TEST_F(TopN, MovesARowThatGotBetterPastTheOthers) {
  rank({.rows = RankedRows::Update, .to = 3, .number = RowNumber::Added});
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2) +U(a,6,2)"),
            "+I(a,5,1,1) +I(a,4,2,2) -U(a,5,1,1) -U(a,4,2,2) +U(a,6,2,1) +U(a,5,1,2)");
}

TEST_F(TopN, SaysNothingOfARowOutsideWhenRepaired) {
  const auto with_own_end = [](OutsideRow outside) {
    return TopNSpec{.rows = RankedRows::Update, .to_field = 2, .outside = outside};
  };
  rank(with_own_end(OutsideRow::EvictsItself));
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2)"), "+I(a,5,1) -D(a,4,2) +I(a,4,2)");
  rank(with_own_end(OutsideRow::Unsaid));
  EXPECT_EQ(story_.play("+I(a,5,1) +I(a,4,2)"), "+I(a,5,1)");
}

}  // namespace
}  // namespace wavetank::engine::testing

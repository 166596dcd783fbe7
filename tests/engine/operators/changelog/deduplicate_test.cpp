// Which row of a key stays.
#include "engine/operators/changelog/deduplicate.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/changelog/changelog_story.hpp"

namespace wavetank::engine::testing {
namespace {

class Deduplicate : public ::testing::Test {
 protected:
  void keep(DeduplicateSpec spec) {
    spec.schema = story_.schema();
    story_.run(std::make_unique<DeduplicateFunction>(spec, story_.facts()));
  }
  ChangelogStory story_{{"value"}};
};

TEST_F(Deduplicate, KeepsTheFirstToArriveForGood) {
  keep({.keep = KeptRow::FirstArrived});
  EXPECT_EQ(story_.play("+I(a,2)@5 +I(a,1)@1 S +I(a,3)@9 +I(b,1)@2"), "+I(a,2) +I(b,1)");
}

TEST_F(Deduplicate, KeepsTheLastToArriveAndTakesTheOneBeforeBack) {
  keep({.keep = KeptRow::LastArrived});
  EXPECT_EQ(story_.play("+I(a,2)@5 +I(a,1)@1 +I(a,1)@1"), "+I(a,2) -U(a,2) +U(a,1)");
}

TEST_F(Deduplicate, UpsertsWhenNobodyAsksForMore) {
  keep({.keep = KeptRow::LastArrived, .updates = {.before = false}, .insert = false});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,2)"), "+U(a,2) +U(a,2)");
}

TEST_F(Deduplicate, DeletesTheRowThatIsKeptWhateverIsTakenBack) {
  keep({.keep = KeptRow::LastOfChanges});
  EXPECT_EQ(story_.play("+I(a,2) -U(a,7) -U(a,7) +U(a,8)"), "+I(a,2) -D(a,2) +I(a,8)");
}

TEST_F(Deduplicate, LetsAnOlderRowReplaceTheEarliestAtOnce) {
  keep({.keep = KeptRow::Earliest});
  EXPECT_EQ(story_.play("+I(a,2)@5 +I(a,1)@5 +I(a,3)@4"), "+I(a,2) -U(a,2) +U(a,3)");
}

TEST_F(Deduplicate, LetsTheLaterArrivalWinAmongTheLatest) {
  keep({.keep = KeptRow::Latest});
  EXPECT_EQ(story_.play("+I(a,2)@5 +I(a,1)@5 +I(a,3)@4"), "+I(a,2) -U(a,2) +U(a,1)");
}

TEST_F(Deduplicate, WaitsForTheWatermarkToBeSureOfTheEarliest) {
  keep({.keep = KeptRow::EarliestWaited});
  EXPECT_EQ(story_.play("+I(a,2)@5 +I(a,1)@5 +I(a,3)@4 W3 W4 +I(a,9)@4 W9"), "W3 +I(a,3) W4 W9");
}

TEST_F(Deduplicate, CountsWhatIsBehindTheWatermarkAsLate) {
  keep({.keep = KeptRow::EarliestWaited});
  EXPECT_EQ(story_.play("W6 +I(a,2)@5 +I(a,3)@6 W7"), "W6 +I(a,3) W7");
  EXPECT_EQ(story_.notes(NoteKind::RecordDrop), 1u);
}

TEST_F(Deduplicate, ForgetsTheFirstWithItsTimeToLive) {
  keep({.keep = KeptRow::FirstArrived, .ttl = TimeToLive{.length = Millis{10}}});
  EXPECT_EQ(story_.play("+I(a,2) C9 +I(a,3) C10 +I(a,4)"), "+I(a,2) +I(a,4)");
}

}  // namespace
}  // namespace wavetank::engine::testing

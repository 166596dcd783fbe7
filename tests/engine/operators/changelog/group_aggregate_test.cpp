// Groups that come, change and go.
#include "engine/operators/changelog/group_aggregate.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/changelog/changelog_story.hpp"

namespace wavetank::engine::testing {
namespace {

class GroupAggregate : public ::testing::Test {
 protected:
  void of(UpdateKinds updates, std::optional<TimeToLive> ttl = std::nullopt,
          std::optional<Millis> mini_batch = std::nullopt) {
    std::vector<ChangeAggregate> aggregates = {
        {.kind = ChangeAggregateKind::Sum, .name = "sum", .field = 1},
        {.kind = ChangeAggregateKind::Values, .name = "count", .field = 1},
    };
    const SchemaId result = story_.result({"sum", "count"});
    story_.run(std::make_unique<GroupAggregateFunction>(
        GroupAggregateSpec{std::move(aggregates), updates, ttl, mini_batch, result}, story_.facts()));
  }
  ChangelogStory story_{{"value"}};
};

TEST_F(GroupAggregate, TakesBackWhatItSaidBeforeItSaysTheNewResult) {
  of({.before = true});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,3) +I(b,1)"), "+I(a,2,1) -U(a,2,1) +U(a,5,2) +I(b,1,1)");
}

TEST_F(GroupAggregate, SaysTheNewResultAloneToWhomKnowsRowsByKey) {
  of({.before = false});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,3)"), "+I(a,2,1) +U(a,5,2)");
}

TEST_F(GroupAggregate, VanishesWithItsLastRow) {
  of({.before = true});
  EXPECT_EQ(story_.play("+I(a,2) -D(a,2) +I(a,7)"), "+I(a,2,1) -D(a,2,1) +I(a,7,1)");
  EXPECT_EQ(story_.play("-D(a,7)"), "-D(a,7,1)");
  EXPECT_EQ(story_.keys_in_state(), 0u);
}

TEST_F(GroupAggregate, StaysWhileANullIsThere) {
  of({.before = true});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,-) -D(a,2)"), "+I(a,2,1) -U(a,2,1) +U(a,-,0)");
}

TEST_F(GroupAggregate, SaysNothingWhenNothingToBeSeenChanged) {
  of({.before = true});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,-) +I(a,-)"), "+I(a,2,1)");
}

TEST_F(GroupAggregate, SaysTheSameAgainWhenStatesBehindItMustLiveOn) {
  of({.before = true}, TimeToLive{.length = Millis{10}});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,-)"), "+I(a,2,1) -U(a,2,1) +U(a,2,1)");
}

TEST_F(GroupAggregate, IgnoresARetractionOfWhatItForgot) {
  of({.before = true}, TimeToLive{.length = Millis{10}});
  EXPECT_EQ(story_.play("+I(a,2) C10 -U(a,2) +U(a,3)"), "+I(a,2,1) +I(a,3,1)");
  EXPECT_EQ(story_.notes(NoteKind::RecordIgnore), 1u);
  EXPECT_EQ(story_.notes(NoteKind::StateExpire), 1u);
}

TEST_F(GroupAggregate, GoesOnFromASnapshot) {
  of({.before = true});
  EXPECT_EQ(story_.play("+I(a,2) S +I(a,3)"), "+I(a,2,1) -U(a,2,1) +U(a,5,2)");
}

TEST_F(GroupAggregate, SaysTheChangesOfAMiniBatchAsOne) {
  of({.before = true}, std::nullopt, Millis{10});
  EXPECT_EQ(story_.play("+I(a,2)@1 +I(a,3)@8 W8 +I(a,1)@8 W9"), "W8 +I(a,6,3) W9");
  EXPECT_EQ(story_.play("+I(a,4) -D(a,4) W20 +I(a,1) -D(a,2) S W30"), "W20 -U(a,6,3) +U(a,5,3) W30");
}

TEST_F(GroupAggregate, SaysWhatStillWaitsAtTheEnd) {
  of({.before = true}, std::nullopt, Millis{10});
  EXPECT_EQ(story_.play("+I(a,2) +I(a,3) W9223372036854775807"), "+I(a,5,2) W9223372036854775807");
}

TEST_F(GroupAggregate, WrapsAroundAsJavaDoes) {
  of({.before = false});
  EXPECT_EQ(story_.play("+I(a,9223372036854775807) +I(a,1)"),
            "+I(a,9223372036854775807,1) +U(a,-9223372036854775808,2)");
}

}  // namespace
}  // namespace wavetank::engine::testing

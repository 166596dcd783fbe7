// Updates in the wrong order, put right.
#include "engine/operators/changelog/upsert_materialize.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/changelog/changelog_story.hpp"

namespace wavetank::engine::testing {
namespace {

class UpsertMaterialize : public ::testing::Test {
 protected:
  void by(std::vector<std::uint32_t> upsert_key, std::optional<TimeToLive> ttl = std::nullopt) {
    story_.run(std::make_unique<UpsertMaterializeFunction>(
        UpsertMaterializeSpec{std::move(upsert_key), ttl, story_.schema()}, story_.facts()));
  }
  ChangelogStory story_{{"id", "value"}};
};

TEST_F(UpsertMaterialize, LetsARetractionThatCameTooLateTakeOnlyItsOwnRow) {
  by({});
  EXPECT_EQ(story_.play("+I(a,1,5) +U(a,2,7) -U(a,1,5)"), "+I(a,1,5) +U(a,2,7)");
}

TEST_F(UpsertMaterialize, FallsBackToTheRowBefore) {
  by({});
  EXPECT_EQ(story_.play("+I(a,1,5) +U(a,2,7) S -U(a,2,7) -D(a,1,5)"), "+I(a,1,5) +U(a,2,7) +U(a,1,5) -D(a,1,5)");
}

TEST_F(UpsertMaterialize, KnowsARowByItsSourceKey) {
  by({1});
  EXPECT_EQ(story_.play("+I(a,1,5) +U(a,1,6) -U(a,1,5)"), "+I(a,1,5) +U(a,1,6) -D(a,1,5)");
}

TEST_F(UpsertMaterialize, TakesTheFirstOfEqualRowsBackAndKeepsTheLast) {
  by({});
  EXPECT_EQ(story_.play("+I(a,1,5) +U(a,2,7) +U(a,1,5) S -U(a,1,5) -U(a,1,5)"),
            "+I(a,1,5) +U(a,2,7) +U(a,1,5) +U(a,2,7)");
}

TEST_F(UpsertMaterialize, LetsARowThatIsReplacedKeepItsPlaceAmongTheArrivals) {
  by({1});
  EXPECT_EQ(story_.play("+I(a,1,5) +U(a,2,7) +U(a,1,6) S -U(a,2,7)"), "+I(a,1,5) +U(a,2,7) +U(a,1,6) +U(a,1,6)");
}

TEST_F(UpsertMaterialize, IgnoresARetractionOfWhatItForgot) {
  by({}, TimeToLive{.length = Millis{10}});
  EXPECT_EQ(story_.play("+I(a,1,5) C10 -U(a,1,5) +U(a,1,6)"), "+I(a,1,5) +I(a,1,6)");
}

}  // namespace
}  // namespace wavetank::engine::testing

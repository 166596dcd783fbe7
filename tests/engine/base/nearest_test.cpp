// Which word was meant.
#include "engine/base/nearest.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

using Words = std::vector<std::string>;

TEST(EditDistance, CountsInsertedLostAndChangedBytes) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("abc", ""), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(EditDistance, CountsSwappedNeighboursOnce) {
  EXPECT_EQ(edit_distance("valeu", "value"), 1U);
  EXPECT_EQ(edit_distance("ca", "abc"), 3U);  // a swap is not edited again
}

TEST(EditDistance, IgnoresTheCaseOfAsciiLettersOnly) {
  EXPECT_EQ(edit_distance("VALUE", "value"), 0U);
  EXPECT_EQ(edit_distance("[", "{"), 1U);
}

TEST(EditDistance, RefusesWordsOverItsLimit) {
  EXPECT_THROW(static_cast<void>(edit_distance(std::string(65, 'a'), "a")), InvariantViolation);
}

TEST(Nearest, FindsTheClosestWord) {
  EXPECT_EQ(nearest("valeu", Words{"key", "vale", "value"}), "vale");
  EXPECT_EQ(nearest("distnace", Words{"instance", "distance"}), "distance");
  EXPECT_EQ(nearest("Value", Words{"values", "value"}), "value");
}

TEST(Nearest, TakesTheFirstOfEquallyCloseWords) {
  EXPECT_EQ(nearest("bat", Words{"cat", "bar"}), "cat");
  EXPECT_EQ(nearest("bat", Words{"bar", "cat"}), "bar");
}

TEST(Nearest, StaysSilentWhenNothingIsClose) {
  EXPECT_EQ(nearest("speed", Words{"key", "value"}), std::nullopt);
  EXPECT_EQ(nearest("x", Words{"y"}), std::nullopt);
  EXPECT_EQ(nearest("x", Words{}), std::nullopt);
  EXPECT_EQ(nearest(std::string(65, 'a'), Words{std::string(64, 'a')}), std::nullopt);
}

}  // namespace
}  // namespace wavetank::engine

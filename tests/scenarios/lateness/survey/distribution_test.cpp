#include "scenarios/lateness/survey/distribution.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/survey/percentiles.hpp"

namespace wavetank::scenarios {
namespace {

Distribution distribution_of(const std::vector<std::int64_t>& values, DistributionLimits limits = {}) {
  Distribution distribution(limits);
  for (const std::int64_t value : values) distribution.add(value);
  return distribution;
}

// Nearest rank by definition: at least `of` in `in` of the values are at most it.
std::int64_t nearest_rank(std::vector<std::int64_t> values, Rank rank) {
  std::sort(values.begin(), values.end());
  std::size_t place = 1;
  while (place * rank.in < rank.of * values.size()) ++place;
  return values[place - 1];
}

RC_GTEST_PROP(DistributionProperty, GivesNearestRanks, (std::vector<std::int16_t> small)) {
  RC_PRE(!small.empty());
  const std::vector<std::int64_t> values(small.begin(), small.end());
  const Ranking ranking = distribution_of(values).ranking();
  for (const Rank rank : {Rank{0, 1}, kP50, kP90, kP99, kP999, Rank{1, 1}}) {
    RC_ASSERT(ranking.at(rank) == nearest_rank(values, rank));
  }
  const auto above = std::ranges::count_if(values, [&](std::int64_t value) { return value > values.front(); });
  RC_ASSERT(ranking.above(values.front()) == static_cast<std::uint64_t>(above));
}

RC_GTEST_PROP(DistributionProperty, IsLittleTooHighWhenItRounds, (std::vector<std::int32_t> many)) {
  RC_PRE(!many.empty());
  const std::vector<std::int64_t> values(many.begin(), many.end());
  const Distribution rounded = distribution_of(values, {.distinct_max = 4, .bits = 6});
  const Ranking ranking = rounded.ranking();
  RC_ASSERT(ranking.count() == values.size());
  for (const Rank rank : {kP50, kP90, kP99, Rank{1, 1}}) {
    const std::int64_t exact = nearest_rank(values, rank);
    RC_ASSERT(ranking.at(rank) >= exact);
    RC_ASSERT(ranking.at(rank) - exact <= std::abs(exact) / 32);
  }
}

TEST(Distribution, SaysWhetherItIsExact) {
  EXPECT_TRUE(distribution_of({1, 2, 3, 1}, {.distinct_max = 3, .bits = 4}).exact());
  EXPECT_FALSE(distribution_of({1, 2, 3, 4, 5, 6, 7}, {.distinct_max = 3, .bits = 4}).exact());
}

TEST(Distribution, KeepsLeastAndGreatestExact) {
  const Distribution rounded = distribution_of({1'000'003, -7'654'321, 5, 6, 7, 8}, {.distinct_max = 2, .bits = 3});
  EXPECT_EQ(rounded.min(), -7'654'321);
  EXPECT_EQ(rounded.max(), 1'000'003);
  EXPECT_EQ(rounded.ranking().at({1, 1}), 1'000'003);
}

TEST(Distribution, TakesTheLongestTimes) {
  const std::int64_t far = std::int64_t{1} << 61;
  const Distribution rounded = distribution_of({far, -far, 0, 1, 2, 3, 4}, {.distinct_max = 2, .bits = 5});
  EXPECT_EQ(rounded.ranking().at({0, 1}), -far);
  EXPECT_EQ(rounded.ranking().count(), 7U);
}

TEST(Distribution, HasNoPercentilesWithoutValues) {
  EXPECT_EQ(percentiles_of(Distribution()).count, 0U);
  EXPECT_THROW((void)Distribution().min(), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::scenarios

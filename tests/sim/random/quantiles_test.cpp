#include "sim/random/quantiles.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::sim {
namespace {

TEST(QuantileTable, InterpolatesBetweenItsKnots) {
  const Quantiles table({0, 100, 1'000});
  EXPECT_EQ(table.at(0), 0);
  EXPECT_EQ(table.at(kPositions / 4), 50);
  EXPECT_EQ(table.at(kPositions / 2), 100);
  EXPECT_EQ(table.at(kPositions / 4 * 3), 550);
  EXPECT_EQ(table.at(kPositions - 1), 999);
}

TEST(QuantileTable, OfOneKnotIsAConstant) {
  const Quantiles table({-5});
  EXPECT_EQ(table.at(0), -5);
  EXPECT_EQ(table.at(kPositions - 1), -5);
}

TEST(QuantileTable, SpansTheWholeRange) {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const Quantiles table({kMin, kMax});
  EXPECT_EQ(table.at(0), kMin);
  EXPECT_EQ(table.at(kPositions / 2), -1);
  EXPECT_GT(table.at(kPositions - 1), kMax - (std::int64_t{1} << 33));
}

TEST(QuantileTable, RefusesWhatIsNoDistribution) {
  EXPECT_THROW(Quantiles({}), engine::InvariantViolation);
  EXPECT_THROW(Quantiles({2, 1}), engine::InvariantViolation);
  EXPECT_THROW(Quantiles(std::vector<std::int64_t>(kKnotsMax + 1)), engine::InvariantViolation);
  EXPECT_THROW((void)Quantiles({1}).at(kPositions), engine::InvariantViolation);
}

RC_GTEST_PROP(QuantileProperty, StaysWithinItsKnotsAndRisesWithTheDraw, ()) {
  auto knots = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::arbitrary<std::int64_t>()));
  std::sort(knots.begin(), knots.end());
  const Quantiles table(knots);
  const auto a = *rc::gen::arbitrary<std::uint32_t>();
  const auto b = *rc::gen::arbitrary<std::uint32_t>();
  const std::int64_t low = table.at(std::min(a, b));
  const std::int64_t high = table.at(std::max(a, b));
  RC_ASSERT(table.min() <= low);
  RC_ASSERT(low <= high);
  RC_ASSERT(high <= table.max());
}

}  // namespace
}  // namespace wavetank::sim

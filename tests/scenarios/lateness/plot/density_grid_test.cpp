#include "scenarios/lateness/plot/density_grid.hpp"

#include <limits>
#include <map>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenarios/lateness/plot/log_scale.hpp"

namespace wavetank::scenarios {
namespace {

using GridPoint = std::pair<std::int64_t, std::int64_t>;

// Cells by their lower corner.
std::map<GridPoint, std::uint64_t> corners_of(const Density& density) {
  std::map<GridPoint, std::uint64_t> corners;
  for (const DensityCell& cell : density.cells) {
    const auto x = density.x.from + static_cast<std::int64_t>(density.x.step * cell.column);
    corners[{x, density.y.from + static_cast<std::int64_t>(density.y.step * cell.row)}] = cell.rows;
  }
  return corners;
}

std::int64_t down_to(std::int64_t value, std::uint64_t step) {
  const auto length = static_cast<std::int64_t>(step);
  return value - ((value % length) + length) % length;
}

RC_GTEST_PROP(DensityGridProperty, CountsEachPointInItsCellWhateverTheOrder,
              (std::vector<std::pair<int, short>> drawn)) {
  RC_PRE(!drawn.empty());
  DensityGrid grid;
  for (const auto& [x, y] : drawn) grid.add(x, y);
  const Density density = grid.density();
  std::map<GridPoint, std::uint64_t> expected;
  for (const auto& [x, y] : drawn) ++expected[{down_to(x, density.x.step), down_to(y, density.y.step)}];
  RC_ASSERT(corners_of(density) == expected);
  RC_ASSERT(density.x.cells <= DensityGrid::kSide && density.y.cells <= DensityGrid::kSide);
}

TEST(DensityGrid, KeepsSinglePointsApartWhileTheyFit) {
  DensityGrid grid;
  grid.add(0, 0);
  grid.add(255, -255);
  EXPECT_EQ(grid.density().x.step, 1U);
  grid.add(256, 0);
  EXPECT_EQ(grid.density().x.step, 2U);
  EXPECT_EQ(grid.density().y.step, 1U);
}

TEST(DensityGrid, ReachesFromOneEndOfTimeToTheOther) {
  DensityGrid grid;
  grid.add(std::numeric_limits<std::int64_t>::min(), 0);
  grid.add(std::numeric_limits<std::int64_t>::max(), 0);
  const Density density = grid.density();
  EXPECT_EQ(density.x.from, std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(density.x.cells, 256U);
  EXPECT_EQ(density.cells.size(), 2U);
}

RC_GTEST_PROP(LengthScaleProperty, NeverTurnsAround, (std::int64_t a, std::int64_t b)) {
  const LengthScale scale(*rc::gen::element<std::int64_t>(1, 1'000, 60'000));
  RC_ASSERT((a <= b) == (scale.place(a) <= scale.place(b)) || scale.place(a) == scale.place(b));
  if (a != std::numeric_limits<std::int64_t>::min()) RC_ASSERT(scale.place(-a) == -scale.place(a));
}

}  // namespace
}  // namespace wavetank::scenarios

#include "scenarios/lateness/plot/density_grid.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {

int DensityGrid::Direction::doublings_for(std::int64_t value) const {
  if (least_ > greatest_) return 0;
  std::int64_t cell = value >> shift_;
  std::int64_t least = std::min(least_, cell);
  std::int64_t greatest = std::max(greatest_, cell);
  int doublings = 0;
  // The difference of two int64 fits into 64 bits without a sign.
  while (static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least) >= kSide) {
    least >>= 1;
    greatest >>= 1;
    ++doublings;
  }
  return doublings;
}

void DensityGrid::Direction::double_step() {
  ++shift_;
  least_ >>= 1;
  greatest_ >>= 1;
  WT_ASSERT(shift_ < 64, shift_);
}

void DensityGrid::Direction::take(std::int64_t value) {
  const std::int64_t cell = value >> shift_;
  const bool first = least_ > greatest_;
  least_ = first ? cell : std::min(least_, cell);
  greatest_ = first ? cell : std::max(greatest_, cell);
}

DensityRange DensityGrid::Direction::range() const {
  const auto cells = static_cast<std::uint32_t>(greatest_ - least_ + 1);
  WT_ASSERT(cells <= kSide, cells);
  return {least_ * (std::int64_t{1} << shift_), std::uint64_t{1} << shift_, cells};
}

void DensityGrid::add(std::int64_t x, std::int64_t y) {
  for (int more = x_.doublings_for(x); more > 0; --more) double_step(Way::X);
  for (int more = y_.doublings_for(y); more > 0; --more) double_step(Way::Y);
  x_.take(x);
  y_.take(y);
  ++rows_[index(x_.place_of(x), y_.place_of(y))];
}

void DensityGrid::double_step(Way way) {
  std::vector<std::uint32_t> joined(rows_.size());
  const Direction& direction = way == Way::X ? x_ : y_;
  for (std::int64_t cell = direction.least(); cell <= direction.greatest(); ++cell) {
    const std::uint64_t from = Direction::place(cell);
    const std::uint64_t to = Direction::place(cell >> 1);
    for (std::uint64_t other = 0; other < kSide; ++other) {
      if (way == Way::X)
        joined[index(to, other)] += rows_[index(from, other)];
      else
        joined[index(other, to)] += rows_[index(other, from)];
    }
  }
  rows_ = std::move(joined);
  (way == Way::X ? x_ : y_).double_step();
}

Density DensityGrid::density() const {
  WT_REQUIRE(x_.least() <= x_.greatest());
  Density density{x_.range(), y_.range(), {}};
  for (std::uint32_t column = 0; column < density.x.cells; ++column) {
    for (std::uint32_t row = 0; row < density.y.cells; ++row) {
      const std::uint64_t at = index(Direction::place(x_.least() + column), Direction::place(y_.least() + row));
      if (rows_[at] > 0) density.cells.push_back({column, row, rows_[at]});
    }
  }
  return density;
}

}  // namespace wavetank::scenarios

#include "sim/random/quantiles.hpp"

#include <algorithm>
#include <utility>

#include "engine/base/assert.hpp"
#include "engine/base/mix.hpp"

namespace wavetank::sim {

Quantiles::Quantiles(std::vector<std::int64_t> knots) : knots_(std::move(knots)) {
  WT_REQUIRE(!knots_.empty());
  WT_REQUIRE(knots_.size() <= kKnotsMax, knots_.size());
  WT_REQUIRE(std::is_sorted(knots_.begin(), knots_.end()), knots_.size());
}

std::int64_t Quantiles::at(std::uint64_t position) const {
  WT_REQUIRE(position < kPositions, position);
  const std::uint64_t parts = knots_.size() - 1;
  if (parts == 0) return knots_.front();
  const std::uint64_t scaled = position * parts;  // below 2^48
  const auto part = static_cast<std::size_t>(scaled / kPositions);
  const std::uint64_t within = scaled % kPositions;
  // Unsigned, because the gap between two knots may be wider than an int64.
  const std::uint64_t low = static_cast<std::uint64_t>(knots_[part]);
  const std::uint64_t gap = static_cast<std::uint64_t>(knots_[part + 1]) - low;
  const auto rise = static_cast<std::uint64_t>((static_cast<engine::Wide>(gap) * within) / kPositions);
  return static_cast<std::int64_t>(low + rise);
}

}  // namespace wavetank::sim

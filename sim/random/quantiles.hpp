// A distribution as a table of integers: its quantiles at equally spaced probabilities.
//
// n + 1 sorted knots cut [0, 1] into n equal parts; between two knots the value is interpolated linearly, in
// integers. No libm, so a delay is the same everywhere. One knot is a constant.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wavetank::sim {

// A probability in units of 2^-32: what a sample draws. A choice tape holds this number, so 0 is the least value.
inline constexpr std::uint64_t kPositions = std::uint64_t{1} << 32;
// Knots of one table. Finer tables say nothing that 32 bits of position could reach evenly.
inline constexpr std::size_t kKnotsMax = 65'536;

class Quantiles {
 public:
  // REQUIRES: 1 <= knots <= kKnotsMax, sorted ascending.
  explicit Quantiles(std::vector<std::int64_t> knots);

  // The value at `position` / 2^32, rounded towards the lower knot. Monotone in `position`, between min() and
  // max(); max() itself is only reached where the last two knots are equal, as a probability of 1 never occurs.
  // REQUIRES: position < kPositions.
  [[nodiscard]] std::int64_t at(std::uint64_t position) const;

  [[nodiscard]] std::int64_t min() const { return knots_.front(); }
  [[nodiscard]] std::int64_t max() const { return knots_.back(); }
  [[nodiscard]] std::span<const std::int64_t> knots() const { return knots_; }

 private:
  std::vector<std::int64_t> knots_;
};

}  // namespace wavetank::sim

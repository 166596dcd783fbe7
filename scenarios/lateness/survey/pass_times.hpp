// When the highest event time passed what: arrivals by event time, in bounded memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/assert.hpp"

namespace wavetank::scenarios {

// Exact for the first kKnotsMax growths of the highest event time; from then on every second one is forgotten, as often as
// needed, and an answer may be late by as much as lies between two that are kept.
class PassTimes {
 public:
  // REQUIRES: `high` is greater than before, `arrival_ms` not less.
  void take(std::int64_t high, std::int64_t arrival_ms) {
    if ((seen_++ & (step_ - 1)) != 0) return;
    WT_ASSERT(knots_.empty() || (high > knots_.back().high && arrival_ms >= knots_.back().arrival_ms), high);
    if (knots_.size() == kKnotsMax) halve();
    knots_.push_back({high, arrival_ms});
  }

  // The arrival of the row that lifted the highest event time to `time` or above; none did.
  [[nodiscard]] std::optional<std::int64_t> passed(std::int64_t time) const {
    const auto found = std::ranges::lower_bound(knots_, time, {}, &Knot::high);
    if (found == knots_.end()) return std::nullopt;
    return found->arrival_ms;
  }

 private:
  static constexpr std::size_t kKnotsMax = 1 << 16;
  struct Knot {
    std::int64_t high = 0;
    std::int64_t arrival_ms = 0;
  };

  void halve() {
    for (std::size_t i = 0; i < kKnotsMax / 2; ++i) knots_[i] = knots_[2 * i];
    knots_.resize(kKnotsMax / 2);
    step_ *= 2;
  }

  std::vector<Knot> knots_;
  std::uint64_t seen_ = 0;
  std::uint64_t step_ = 1;  // a power of two
};

}  // namespace wavetank::scenarios

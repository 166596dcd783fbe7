// Distributions as the tables of a profile: what they are at 0, 1, ... 1000 thousandths.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

#include "scenarios/lateness/survey/distribution.hpp"

namespace wavetank::scenarios {

inline constexpr std::uint64_t kKnotParts = 1'000;

// A single 0 without values.
[[nodiscard]] inline std::vector<std::int64_t> knots_of(const Distribution& distribution) {
  if (distribution.count() == 0) return {0};
  const Ranking ranking = distribution.ranking();
  std::vector<std::int64_t> knots{distribution.min()};
  for (std::uint64_t part = 1; part <= kKnotParts; ++part) knots.push_back(ranking.at({part, kKnotParts}));
  return knots;
}

// Of how often each of several things is chosen: their ranks, 0 for the most frequent one.
[[nodiscard]] inline std::vector<std::int64_t> knots_of_ranks(std::vector<std::uint64_t> counts) {
  std::sort(counts.begin(), counts.end(), std::greater<>());
  std::uint64_t all = 0;
  for (const std::uint64_t count : counts) all += count;
  std::vector<std::int64_t> knots;
  std::size_t rank = 0;
  std::uint64_t up_to = counts.empty() ? 0 : counts.front();
  for (std::uint64_t part = 0; part <= kKnotParts; ++part) {
    // The thing at the place of this share, as if all choices stood in a row.
    while (rank + 1 < counts.size() && up_to * kKnotParts <= part * all) up_to += counts[++rank];
    knots.push_back(static_cast<std::int64_t>(rank));
  }
  return knots;
}

}  // namespace wavetank::scenarios

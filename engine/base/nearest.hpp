// The word that was probably meant: hints for unknown names.
//
// Distance counts inserted, lost and changed bytes and swapped neighbours, each as one; ASCII case is free.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace wavetank::engine {

// Longer words get no hint: the distance costs the product of both lengths.
inline constexpr std::size_t kNearestLengthMax = 64;

// REQUIRES: neither word is longer than kNearestLengthMax.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The distance if `candidate` could be a slip of `word`: at most a third of the word (but one in a short word) is
// different, and something of it is left.
[[nodiscard]] std::optional<std::size_t> slip_distance(std::string_view word, std::string_view candidate);

// The closest candidate that could be a slip of `word`; of equally close ones the first.
template <typename Candidates>
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const Candidates& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    const std::optional<std::size_t> distance = slip_distance(word, candidate);
    if (!distance || (best && *distance >= best_distance)) continue;
    best = std::string(candidate);
    best_distance = *distance;
  }
  return best;
}

}  // namespace wavetank::engine

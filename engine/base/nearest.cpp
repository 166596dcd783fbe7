// Optimal string alignment, row by row.
#include "engine/base/nearest.hpp"

#include <algorithm>
#include <array>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

// Not std::tolower: that asks the locale.
constexpr char folded(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  WT_REQUIRE(a.size() <= kNearestLengthMax, a.size());
  WT_REQUIRE(b.size() <= kNearestLengthMax, b.size());
  using Row = std::array<std::size_t, kNearestLengthMax + 1>;
  Row before{};  // two rows up, for swaps
  Row above{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = folded(a[i - 1]) == folded(b[j - 1]) ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + changed});
      const bool swapped =
          i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) && folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  WT_ASSERT(row[b.size()] <= std::max(a.size(), b.size()), row[b.size()]);
  return row[b.size()];
}

std::optional<std::size_t> slip_distance(std::string_view word, std::string_view candidate) {
  if (word.size() > kNearestLengthMax || candidate.size() > kNearestLengthMax) return std::nullopt;
  const std::size_t allowed = std::max<std::size_t>(word.size(), 3) / 3;
  const std::size_t distance = edit_distance(word, candidate);
  if (distance > allowed || distance >= std::max(word.size(), candidate.size())) return std::nullopt;
  return distance;
}

}  // namespace wavetank::engine

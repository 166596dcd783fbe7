// Operators whose results are a table, by small numbers: joins, group-by, OVER, deduplication, rankings, materialisation.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/format/nodes/node.hpp"

namespace wavetank::properties {

// Each counts from 0, and 0 is the simplest setting.
struct TableChoice {
  std::uint32_t kind = 0;    // none; each operator
  std::uint32_t feed = 0;    // rows as they come; changes; changes on both sides of a join
  std::uint32_t shape = 0;   // bounds, frames, what is kept
  std::uint32_t manner = 0;  // odd: with a time to live; 2 and 3: rows replace each other
};
// How many settings there are of each.
inline constexpr TableChoice kTableChoices{23, 3, 6, 4};

// How many sides it has, and whether changes may come to it on the left; what cannot go together is left out.
[[nodiscard]] bool joins(const TableChoice& choice);
[[nodiscard]] bool takes_changes_on_left(const TableChoice& choice);
[[nodiscard]] bool takes_changes_on_right(const TableChoice& choice);

// The operator over rows of (key, value, ts); `right` is the id of a join's right side. REQUIRES: choice.kind > 0.
[[nodiscard]] scenarios::AnyNode drawn_table(const TableChoice& choice, const std::string& right);

}  // namespace wavetank::properties

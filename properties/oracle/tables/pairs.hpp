// What the joins' models share: two sides, the condition of a pair, and the row that a pair makes.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/ids.hpp"
#include "properties/oracle/tables/folded_rows.hpp"

namespace wavetank::properties {

struct JoinedPair {
  engine::RowId left = engine::kNoRow;
  engine::RowId right = engine::kNoRow;
};

enum class Matching : std::uint8_t { No, Yes, Unknown };

// Whether the condition of a join holds; an empty one does. Unknown: it asks for a text, or its words are not covered.
[[nodiscard]] Matching matches(const std::string& condition, const JoinedPair& pair, const engine::Facts& facts);

// The fields of the left row, then those of the right one.
[[nodiscard]] Fields pair_fields(const JoinedPair& pair, const engine::Facts& facts);
// As many nulls.
[[nodiscard]] Fields nulls(std::size_t fields);
[[nodiscard]] Fields joined(Fields left, const Fields& right);

}  // namespace wavetank::properties

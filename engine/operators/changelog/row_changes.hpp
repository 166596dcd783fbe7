// What the kinds of rows say: which add to a table, which take back, and when two rows are the same to it (CL-01).
#pragma once

#include <span>

#include "engine/facts/facts.hpp"

namespace wavetank::engine {

// −U and −D take back what +I or +U brought.
[[nodiscard]] constexpr bool is_retraction(RowKind kind) {
  return kind == RowKind::UpdateBefore || kind == RowKind::Delete;
}

// CL-01: equal fields; kinds never count. REQUIRES: as many fields, of the same types.
[[nodiscard]] bool same_fields(const Rows& rows, RowId a, RowId b);

// Negative: a's field is before b's. Null first, integers by value, texts by bytes.
[[nodiscard]] int compare_cells(const Facts& facts, SchemaId schema, std::uint32_t field, RowId a, RowId b);

// The row with this kind; itself if it has it already.
[[nodiscard]] RowId as_kind(Facts& facts, RowId row, RowKind kind);
// The same of another schema, with `more` behind its fields. REQUIRES: as many fields as `schema` has.
[[nodiscard]] RowId extended(Facts& facts, RowId row, RowKind kind, SchemaId schema, std::span<const Cell> more);

// Which kinds leave an operator that updates its results.
struct UpdateKinds {
  bool before = true;  // −U ahead of each +U: the consumer does not know rows by a key
};

}  // namespace wavetank::engine

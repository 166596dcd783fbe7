// Comparing rows and making them anew with another kind.
#include "engine/operators/changelog/row_changes.hpp"

#include <array>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

bool same_fields(const Rows& rows, RowId a, RowId b) {
  if (a == b) return true;
  const std::size_t fields = rows.schema(rows.schema_of(a)).fields.size();
  WT_REQUIRE(rows.schema(rows.schema_of(b)).fields.size() == fields, fields);
  for (std::uint32_t field = 0; field < fields; ++field) {
    if (rows.cell(a, field) != rows.cell(b, field)) return false;
  }
  return true;
}

int compare_cells(const Facts& facts, SchemaId schema, std::uint32_t field, RowId a, RowId b) {
  const Cell left = facts.rows.cell(a, field);
  const Cell right = facts.rows.cell(b, field);
  if (left.null || right.null) return static_cast<int>(right.null) - static_cast<int>(left.null);
  const FieldType type = facts.rows.schema(schema).fields[field].type;
  if (type == FieldType::Text || type == FieldType::Bytes) {
    const auto bytes = [&](Cell cell) { return facts.texts.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}); };
    return bytes(left).compare(bytes(right));
  }
  if (left.bits == right.bits) return 0;
  return left.bits < right.bits ? -1 : 1;
}

RowId as_kind(Facts& facts, RowId row, RowKind kind) {
  if (facts.rows.kind(row) == kind) return row;
  return extended(facts, row, kind, facts.rows.schema_of(row), {});
}

RowId extended(Facts& facts, RowId row, RowKind kind, SchemaId schema, std::span<const Cell> more) {
  const std::size_t own = facts.rows.schema(facts.rows.schema_of(row)).fields.size();
  WT_REQUIRE(facts.rows.schema(schema).fields.size() == own + more.size(), own, more.size());
  WT_ASSERT(own + more.size() <= kFieldsMax, own, more.size());
  std::array<Cell, kFieldsMax> cells{};
  for (std::uint32_t field = 0; field < own; ++field) cells[field] = facts.rows.cell(row, field);
  for (std::size_t i = 0; i < more.size(); ++i) cells[own + i] = more[i];
  return facts.row(schema, kind, std::span(cells).first(own + more.size()));
}

}  // namespace wavetank::engine

// Conditions on pairs, joined rows and their order.
#include "engine/operators/join/joined_rows.hpp"

#include <array>

namespace wavetank::engine {
namespace {

std::size_t fields_of(SchemaId schema, const Facts& facts) { return facts.rows.schema(schema).fields.size(); }

// Of fields that are told apart by their bits or by a null.
int compare_different(const RowPair& rows, std::uint32_t field, FieldType type, const Facts& facts) {
  const Cell a = facts.rows.cell(rows.left, field);
  const Cell b = facts.rows.cell(rows.right, field);
  if (a.null || b.null) return static_cast<int>(b.null) - static_cast<int>(a.null);
  if (type == FieldType::Text || type == FieldType::Bytes) {
    const auto bytes = [&](Cell cell) { return facts.texts.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}); };
    return bytes(a).compare(bytes(b));
  }
  return a.bits < b.bits ? -1 : 1;
}

}  // namespace

JoinCondition::JoinCondition(Expression expression, std::size_t left, std::size_t right)
    : expression_(std::move(expression)), left_(left), width_(left + right) {
  WT_REQUIRE(width_ <= kFieldsMax, left, right);
  WT_REQUIRE(expression_.type() == FieldType::Boolean);
}

bool JoinCondition::holds(const Rows& rows, RowId left, RowId right) const {
  std::array<Cell, kFieldsMax> slots{};
  for (const std::uint32_t slot : expression_.used()) {
    slots[slot] = slot < left_ ? rows.cell(left, slot) : rows.cell(right, static_cast<std::uint32_t>(slot - left_));
  }
  return expression_.accepts(std::span(slots).first(width_));
}

RowId joined_row(const RowPair& pair, RowKind kind, const JoinSchemas& schemas, Facts& facts) {
  WT_REQUIRE(pair.left != kNoRow || pair.right != kNoRow);
  const std::size_t left = fields_of(schemas.left, facts);
  const std::size_t width = left + fields_of(schemas.right, facts);
  WT_ASSERT(width == fields_of(schemas.result, facts), width);
  std::array<Cell, kFieldsMax> cells{};
  for (std::size_t i = 0; i < width; ++i) {
    const RowId row = i < left ? pair.left : pair.right;
    const auto field = static_cast<std::uint32_t>(i < left ? i : i - left);
    cells[i] = row == kNoRow ? Cell{0, true} : facts.rows.cell(row, field);
  }
  return facts.row(schemas.result, kind, std::span(cells).first(width));
}

RowId with_kind(RowId row, RowKind kind, Facts& facts) {
  if (facts.rows.kind(row) == kind) return row;
  const SchemaId schema = facts.rows.schema_of(row);
  const std::size_t width = fields_of(schema, facts);
  std::array<Cell, kFieldsMax> cells{};
  for (std::uint32_t i = 0; i < width; ++i) cells[i] = facts.rows.cell(row, i);
  return facts.row(schema, kind, std::span(cells).first(width));
}

int compare_rows(RowId a, RowId b, std::span<const std::uint32_t> fields, const Facts& facts) {
  if (a == b) return 0;
  const std::vector<Field>& all = facts.rows.schema(facts.rows.schema_of(a)).fields;
  const std::size_t count = fields.empty() ? all.size() : fields.size();
  const RowView left = facts.rows.view(a);
  const RowView right = facts.rows.view(b);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t field = fields.empty() ? i : fields[i];
    WT_ASSERT(field < all.size(), field);
    if (left.bits(field) == right.bits(field) && left.is_null(field) == right.is_null(field)) continue;
    const int order = compare_different({a, b}, field, all[field].type, facts);
    if (order != 0) return order;
  }
  return 0;
}

}  // namespace wavetank::engine

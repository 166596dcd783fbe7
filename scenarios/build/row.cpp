#include "scenarios/build/row.hpp"

#include <algorithm>
#include <string>

#include "scenarios/format/values.hpp"

namespace wavetank::build {

engine::Cell Row::value(std::string_view field, std::initializer_list<engine::FieldType> types) const {
  const auto found = std::ranges::find(fields_, field, &engine::Field::name);
  WT_REQUIRE(found != fields_.end(), field);
  WT_REQUIRE(types.size() == 0 || std::ranges::count(types, found->type) > 0, field, found->type);
  return facts_.rows.cell(row_, static_cast<std::uint32_t>(found - fields_.begin()));
}

bool Row::is_null(std::string_view field) const { return value(field, {}).null; }

std::int64_t Row::integer(std::string_view field) const {
  using engine::FieldType;
  const engine::Cell cell = value(field, {FieldType::Int64, FieldType::Decimal, FieldType::Timestamp});
  WT_REQUIRE(!cell.null, field);
  return cell.bits;
}

bool Row::boolean(std::string_view field) const {
  const engine::Cell cell = value(field, {engine::FieldType::Boolean});
  WT_REQUIRE(!cell.null, field);
  return cell.bits != 0;
}

std::string_view Row::text(std::string_view field) const {
  const engine::Cell cell = value(field, {engine::FieldType::Text, engine::FieldType::Bytes});
  WT_REQUIRE(!cell.null, field);
  return facts_.texts.bytes(engine::TextId{static_cast<std::uint32_t>(cell.bits)});
}

namespace {

engine::Cell cell_of(engine::Facts& facts, const scenarios::Value& value, const engine::Field& field) {
  WT_REQUIRE(scenarios::fits(value, field), std::string_view(field.name));
  engine::Cell cell{0, false};
  if (const auto* number = std::get_if<std::int64_t>(&value)) cell.bits = *number;
  if (const auto* truth = std::get_if<bool>(&value)) cell.bits = *truth ? 1 : 0;
  if (const auto* text = std::get_if<std::string>(&value)) {
    cell.bits = static_cast<std::int64_t>(facts.texts.intern(*text));
  }
  cell.null = std::holds_alternative<std::monostate>(value);
  return cell;
}

}  // namespace

engine::RowId make_row(engine::Facts& facts, const scenarios::FunctionPlace& place,
                       const std::vector<scenarios::Value>& values) {
  WT_REQUIRE(values.size() == place.makes.size(), values.size(), place.makes.size());
  std::vector<engine::Cell> cells;
  for (std::size_t i = 0; i < values.size(); ++i) cells.push_back(cell_of(facts, values[i], place.makes[i]));
  return facts.row(place.schema, engine::RowKind::Insert, cells);
}

engine::RowId extend_row(engine::Facts& facts, const scenarios::FunctionPlace& place, engine::RowId row,
                         const scenarios::Value& value) {
  WT_REQUIRE(place.makes.size() == place.takes.size() + 1, place.makes.size(), place.takes.size());
  std::vector<engine::Cell> cells;
  for (std::uint32_t i = 0; i < place.takes.size(); ++i) cells.push_back(facts.rows.cell(row, i));
  cells.push_back(cell_of(facts, value, place.makes.back()));
  return facts.row(place.schema, facts.rows.kind(row), cells);
}

}  // namespace wavetank::build

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

engine::RowId make_row(engine::Facts& facts, const scenarios::FunctionPlace& place,
                       const std::vector<scenarios::Value>& values) {
  WT_REQUIRE(values.size() == place.makes.size(), values.size(), place.makes.size());
  std::vector<engine::Cell> cells;
  for (std::size_t i = 0; i < values.size(); ++i) {
    WT_REQUIRE(scenarios::fits(values[i], place.makes[i]), std::string_view(place.makes[i].name));
    engine::Cell cell{0, false};
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) cell.bits = *number;
    if (const auto* truth = std::get_if<bool>(&values[i])) cell.bits = *truth ? 1 : 0;
    if (const auto* text = std::get_if<std::string>(&values[i])) {
      cell.bits = static_cast<std::int64_t>(facts.texts.intern(*text));
    }
    cell.null = std::holds_alternative<std::monostate>(values[i]);
    cells.push_back(cell);
  }
  return facts.row(place.schema, engine::RowKind::Insert, cells);
}

}  // namespace wavetank::build

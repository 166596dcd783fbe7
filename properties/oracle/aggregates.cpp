// One loop per aggregate, over all of a window's contents.
#include "properties/oracle/aggregates.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/assert.hpp"
#include "properties/oracle/reduce.hpp"

namespace wavetank::properties {
namespace {

using engine::AggregateKind;
using engine::FieldType;

bool is_number(FieldType type) {
  return type == FieldType::Int64 || type == FieldType::Decimal || type == FieldType::Timestamp ||
         type == FieldType::Boolean;
}

// -1 for a row that takes back what an earlier one brought (CA-02).
std::int64_t sign_of(engine::RowId row, const engine::Facts& facts) {
  const engine::RowKind kind = facts.rows.kind(row);
  return kind == engine::RowKind::UpdateBefore || kind == engine::RowKind::Delete ? -1 : 1;
}

// The field's values that are not null, of a row that takes back the opposite (only sums are asked of such); nothing if they are not numbers.
std::optional<std::vector<std::int64_t>> values_of(std::string_view name, std::span<const engine::RowId> contents,
                                                   const engine::Facts& facts) {
  std::vector<std::int64_t> values;
  for (const engine::RowId row : contents) {
    const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
    const std::optional<std::uint32_t> field = schema.find(name);
    if (!field || !is_number(schema.fields[*field].type)) return std::nullopt;
    if (facts.rows.is_null(row, *field)) continue;
    const auto bits = static_cast<std::uint64_t>(facts.rows.bits(row, *field));
    values.push_back(static_cast<std::int64_t>(sign_of(row, facts) < 0 ? 0 - bits : bits));
  }
  return values;
}

Answer sum(const std::vector<std::int64_t>& values) {
  std::uint64_t total = 0;  // unsigned: sums wrap
  for (const std::int64_t value : values) total += static_cast<std::uint64_t>(value);
  return static_cast<std::int64_t>(total);
}

std::int64_t count(std::span<const engine::RowId> contents, const engine::Facts& facts) {
  std::int64_t count = 0;
  for (const engine::RowId row : contents) count += sign_of(row, facts);
  return count;
}

Answer list(const std::vector<std::int64_t>& values) {
  std::string text;
  for (const std::int64_t value : values) text += (text.empty() ? "" : ",") + std::to_string(value);
  return "[" + text + "]";
}

Answer reduce(const scenarios::AggregateSpec& spec, const std::vector<std::int64_t>& values) {
  Answer acc = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) acc = combined(spec, acc, values[i]);
  return acc;
}

}  // namespace

Answer aggregate(const scenarios::AggregateSpec& spec, std::span<const engine::RowId> contents,
                 const engine::Facts& facts) {
  if (spec.kind == AggregateKind::Count) return count(contents, facts);
  const std::optional<std::vector<std::int64_t>> values = values_of(spec.field, contents, facts);
  if (!values) return Unjudged{};
  if (spec.kind == AggregateKind::List) return list(*values);
  if (values->empty()) return std::monostate{};
  switch (spec.kind) {
    case AggregateKind::Sum: return sum(*values);
    case AggregateKind::Min: return *std::min_element(values->begin(), values->end());
    case AggregateKind::Max: return *std::max_element(values->begin(), values->end());
    case AggregateKind::Reduce: return reduce(spec, *values);
    case AggregateKind::Count:
    case AggregateKind::List: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(spec.kind));
}

// A step whose result is null is not covered: what the next step then starts from is nowhere promised.
Answer combined(const scenarios::AggregateSpec& spec, const Answer& before, const Answer& more) {
  if (std::holds_alternative<Unjudged>(before) || std::holds_alternative<Unjudged>(more)) return Unjudged{};
  if (std::holds_alternative<std::monostate>(before)) return more;
  if (std::holds_alternative<std::monostate>(more)) return before;
  if (spec.fold) return spec.fold(std::get<std::int64_t>(before), std::get<std::int64_t>(more));
  const std::optional<Reduced> next =
      reduce_once(spec.reduce, std::get<std::int64_t>(before), std::get<std::int64_t>(more));
  if (!next || !next->value) return Unjudged{};
  return *next->value;
}

Answer value_in(engine::RowId row, std::string_view field, const engine::Facts& facts) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  const std::optional<std::uint32_t> at = schema.find(field);
  WT_REQUIRE(at.has_value(), field);
  if (facts.rows.is_null(row, *at)) return std::monostate{};
  const std::int64_t bits = facts.rows.bits(row, *at);
  switch (schema.fields[*at].type) {
    case FieldType::Text:
    case FieldType::Bytes: return std::string(facts.texts.bytes(engine::TextId{static_cast<std::uint32_t>(bits)}));
    case FieldType::Int64:
    case FieldType::Decimal:
    case FieldType::Boolean:
    case FieldType::Timestamp:
    case FieldType::Opaque: return bits;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(schema.fields[*at].type));
}

bool agree(const Answer& expected, const Answer& actual) {
  if (std::holds_alternative<Unjudged>(expected) || std::holds_alternative<Unjudged>(actual)) return true;
  return expected == actual;
}

std::string to_text(const Answer& answer) {
  if (std::holds_alternative<std::monostate>(answer)) return "null";
  if (std::holds_alternative<Unjudged>(answer)) return "?";
  if (const auto* number = std::get_if<std::int64_t>(&answer)) return std::to_string(*number);
  return std::get<std::string>(answer);
}

}  // namespace wavetank::properties

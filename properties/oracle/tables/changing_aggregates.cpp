// One pass over all rows for each aggregate.
#include "properties/oracle/tables/changing_aggregates.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::properties {
namespace {

using engine::AggregateKind;

struct SignedValue {
  std::int64_t value = 0;
  std::int64_t sign = 1;
};

std::vector<SignedValue> signed_values(std::string_view field, const std::vector<SignedRow>& rows,
                                       const engine::Facts& facts) {
  std::vector<SignedValue> values;
  for (const SignedRow& row : rows) {
    const std::optional<std::int64_t> value = value_of(row.row, field, facts);
    if (value) values.push_back({*value, row.sign});
  }
  return values;
}

std::optional<std::int64_t> one_aggregate(const scenarios::AggregateSpec& spec, const std::vector<SignedRow>& rows,
                                          const engine::Facts& facts) {
  if (spec.kind == AggregateKind::Count) return rows_left(rows);
  const std::vector<SignedValue> values = signed_values(spec.field, rows, facts);
  std::int64_t left = 0;
  for (const SignedValue& value : values) left += value.sign;
  if (left == 0) return std::nullopt;
  if (spec.kind == AggregateKind::Sum) {
    std::uint64_t total = 0;  // sums wrap
    for (const SignedValue& each : values) {
      const auto bits = static_cast<std::uint64_t>(each.value);
      total += each.sign > 0 ? bits : 0 - bits;
    }
    return static_cast<std::int64_t>(total);
  }
  WT_REQUIRE(spec.kind == AggregateKind::Min || spec.kind == AggregateKind::Max);
  const auto less = [](const SignedValue& a, const SignedValue& b) { return a.value < b.value; };
  return spec.kind == AggregateKind::Min ? std::ranges::min_element(values, less)->value
                                         : std::ranges::max_element(values, less)->value;
}

}  // namespace

Fields changing_aggregates(const std::vector<scenarios::AggregateSpec>& specs, const std::vector<SignedRow>& rows,
                           const engine::Facts& facts) {
  Fields all;
  for (const scenarios::AggregateSpec& spec : specs) all.push_back(one_aggregate(spec, rows, facts));
  return all;
}

std::int64_t rows_left(const std::vector<SignedRow>& rows) {
  std::int64_t left = 0;
  for (const SignedRow& row : rows) left += row.sign;
  return left;
}

std::optional<std::int64_t> value_of(engine::RowId row, std::string_view field, const engine::Facts& facts) {
  const std::optional<std::uint32_t> at = facts.rows.schema(facts.rows.schema_of(row)).find(field);
  WT_REQUIRE(at.has_value(), field);
  if (facts.rows.is_null(row, *at)) return std::nullopt;
  return facts.rows.bits(row, *at);
}

}  // namespace wavetank::properties

// Reading a condition over both rows.
#include "properties/oracle/tables/pairs.hpp"

#include "properties/oracle/reduce.hpp"
#include "scenarios/format/nodes/join_nodes.hpp"

namespace wavetank::properties {
namespace {

std::optional<Reduced> named_value(std::string_view name, const JoinedPair& pair, const engine::Facts& facts) {
  engine::RowId row = pair.left;
  std::optional<std::uint32_t> field = facts.rows.schema(facts.rows.schema_of(row)).find(name);
  if (!field && name.starts_with(scenarios::kRightPrefix)) {
    row = pair.right;
    field = facts.rows.schema(facts.rows.schema_of(row)).find(name.substr(scenarios::kRightPrefix.size()));
  }
  if (!field) return std::nullopt;
  const engine::FieldType type = facts.rows.schema(facts.rows.schema_of(row)).fields[*field].type;
  const bool is_number =
      type == engine::FieldType::Int64 || type == engine::FieldType::Timestamp || type == engine::FieldType::Boolean;
  if (!is_number) return std::nullopt;
  if (facts.rows.is_null(row, *field)) return Reduced{};
  return Reduced{facts.rows.bits(row, *field)};
}

}  // namespace

Matching matches(const std::string& condition, const JoinedPair& pair, const engine::Facts& facts) {
  if (condition.empty()) return Matching::Yes;
  const std::optional<Reduced> answer =
      evaluated(condition, [&](std::string_view name) { return named_value(name, pair, facts); });
  if (!answer) return Matching::Unknown;
  return answer->value == 1 ? Matching::Yes : Matching::No;
}

Fields pair_fields(const JoinedPair& pair, const engine::Facts& facts) {
  return joined(fields_of(pair.left, facts), fields_of(pair.right, facts));
}

Fields nulls(std::size_t fields) {
  Fields all(fields);
  return all;
}

Fields joined(Fields left, const Fields& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

}  // namespace wavetank::properties

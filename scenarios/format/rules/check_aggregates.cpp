// Rules of keys and aggregates, and the fields that they become.
#include <set>

#include "engine/expression/expression.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::AggregateKind;
using engine::Field;
using engine::FieldRole;
using engine::FieldType;

// Whether the function can be applied to a field of this type; else why not.
std::string refusal_of(AggregateKind kind, const Field& field) {
  const std::string is = quote(field.name) + " is " + type_text(field);
  if (field.type == FieldType::Opaque) return is + ", which is carried and never looked at";
  const bool is_text = field.type == FieldType::Text || field.type == FieldType::Bytes;
  const bool is_sum = field.type == FieldType::Int64 || field.type == FieldType::Decimal;
  if (kind == AggregateKind::Sum && !is_sum) return is + "; only int64 and decimal can be added";
  const bool is_ordered = kind == AggregateKind::Min || kind == AggregateKind::Max;
  if (is_ordered && is_text) return is + "; texts have no order here";
  if (kind == AggregateKind::List && is_text) return is + "; a list is of numbers";
  return "";
}

std::optional<Field> check_reduce(const AggregateSpec& aggregate, const Field& field, const std::string& pointer,
                                  const NodeCheck& check) {
  if (aggregate.fold) return Field{aggregate.name, field.type, FieldRole::Plain, field.scale};
  const std::vector<Field> variables = {{"acc", field.type, FieldRole::Plain, field.scale},
                                        {"value", field.type, FieldRole::Plain, field.scale}};
  const std::optional<Field> result = check_expression(aggregate.reduce, variables, pointer, check);
  if (!result) return std::nullopt;
  if (result->type != field.type || result->scale != field.scale) {
    check.findings.add(pointer, "a reduction of " + type_text(field) + " must give " + type_text(field) + "; found " +
                                    type_text(*result));
    return std::nullopt;
  }
  return Field{aggregate.name, field.type, FieldRole::Plain, field.scale};
}

// The field of its result.
std::optional<Field> check_aggregate(const AggregateSpec& aggregate, const std::string& pointer,
                                     const NodeCheck& check) {
  const std::string word(word_of(kAggregateWords, aggregate.kind));
  if (aggregate.kind == AggregateKind::Count) {
    if (!aggregate.field.empty()) {
      check.findings.add(pointer, "a count counts records and takes no field; found " + quote(aggregate.field),
                         "write \"count()\"");
    }
    return Field{aggregate.name, FieldType::Int64, FieldRole::Plain, 0};
  }
  if (aggregate.field.empty()) {
    check.findings.add(pointer, "the field is missing", "write for example \"" + word + "(value)\"");
    return std::nullopt;
  }
  if (!check.takes) return std::nullopt;
  const Field* const field = check_field(aggregate.field, *check.takes, pointer, check.findings);
  if (field == nullptr) return std::nullopt;
  if (const std::string refusal = refusal_of(aggregate.kind, *field); !refusal.empty()) {
    const bool is_opaque = field->type == FieldType::Opaque;
    check.findings.add(pointer, "no " + word + " of this field; " + refusal,
                       is_opaque ? "declare it \"decimal(2)\", for example" : "");
    return std::nullopt;
  }
  if (aggregate.kind == AggregateKind::Reduce) return check_reduce(aggregate, *field, pointer, check);
  if (aggregate.kind == AggregateKind::List) return Field{aggregate.name, FieldType::Text, FieldRole::Plain, 0};
  return Field{aggregate.name, field->type, FieldRole::Plain, field->scale};
}

}  // namespace

std::optional<Field> check_key(const std::string& key, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/key";
  if (!check.takes || check.findings.is_broken(pointer)) return std::nullopt;
  const Field* const field = check_field(key, *check.takes, pointer, check.findings);
  if (field == nullptr) return std::nullopt;
  if (field->type == FieldType::Opaque) {
    check.findings.add(pointer, quote(field->name) + " is opaque and cannot be a key",
                       "declare it \"decimal(2)\", for example");
    return std::nullopt;
  }
  return Field{field->name, field->type, FieldRole::Key, field->scale};
}

Fields check_aggregates(const std::vector<AggregateSpec>& aggregates, const std::string& pointer, Fields fields,
                        const NodeCheck& check) {
  if (aggregates.empty() || aggregates.size() > engine::kAggregatesMax) {
    check.findings.add(pointer,
                       "expected from 1 to " + std::to_string(engine::kAggregatesMax) + " aggregates; found " +
                           std::to_string(aggregates.size()),
                       "for example { \"count\": \"count()\" }");
    return std::nullopt;
  }
  bool is_whole = fields.has_value() && !check.findings.is_broken(pointer);
  std::set<std::string> names;
  if (fields) {
    for (const Field& field : *fields) names.insert(field.name);
  }
  for (const AggregateSpec& aggregate : aggregates) {
    const std::string at = pointer + "/" + escaped(aggregate.name);
    if (!is_field_name(aggregate.name)) {
      check.findings.add(at, "not a field's name; found " + quote(aggregate.name),
                         "letters, digits and '_', no digit first");
    } else if (!names.insert(aggregate.name).second) {
      check.findings.add(at, "the result has a field " + quote(aggregate.name) + " already");
    }
    const std::optional<Field> field = check_aggregate(aggregate, at, check);
    is_whole = is_whole && field.has_value();
    if (is_whole) fields->push_back(*field);
  }
  return is_whole ? std::move(fields) : std::nullopt;
}

}  // namespace wavetank::scenarios

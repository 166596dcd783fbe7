// Rules of joins: two keys that can be compared, a condition over both sides, and the fields of pairs.
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;

// The left fields, then the right ones under the names that they have in a pair. A joined row has no key of its own.
Fields fields_of_pair(std::string_view verb, const JoinInputs& inputs, const NodeCheck& check) {
  if (!check.takes || !check.rules) return std::nullopt;
  std::vector<Field> fields = *check.takes;
  for (Field field : *check.rules) {
    field.name = std::string(kRightPrefix) + field.name;
    if (field.role == engine::FieldRole::Key) field.role = engine::FieldRole::Plain;
    for (const Field& own : *check.takes) {
      if (own.name != field.name) continue;
      check.findings.add(check.pointer + "/" + std::string(verb),
                         quote(own.name) + " is a field of the left side and means a field of " + quote(inputs.right),
                         "a map above it can give the field another name");
      return std::nullopt;
    }
    fields.push_back(std::move(field));
  }
  if (fields.size() <= engine::kFieldsMax) return fields;
  check.findings.add(
      check.pointer,
      "a pair has at most " + std::to_string(engine::kFieldsMax) + " fields; found " + std::to_string(fields.size()),
      "a project above it leaves fields out");
  return std::nullopt;
}

void check_keys(const JoinInputs& inputs, const NodeCheck& check) {
  const std::optional<Field> left = check_key(inputs.key, check);
  if (!left || !check.rules) return;
  const std::string at = check.pointer + "/right_key";
  const Field* const right = check_field(inputs.right_key, *check.rules, at, check.findings);
  if (right == nullptr || (left->type == right->type && left->scale == right->scale)) return;
  check.findings.add(at, "the left side's " + quote(left->name) + " is " + type_text(*left) + ", the right side's " +
                             quote(right->name) + " is " + type_text(*right));
}

Fields check_inputs_of(std::string_view verb, const JoinInputs& inputs, const NodeCheck& check) {
  check_keys(inputs, check);
  const Fields pair = fields_of_pair(verb, inputs, check);
  if (!inputs.condition.empty()) check_condition(inputs.condition, pair, check.pointer + "/when", check);
  return pair;
}

void check_side(const JoinSideNode& side, const Fields& fields, std::string_view prefix, const NodeCheck& check) {
  const std::string ttl = check.pointer + "/" + std::string(prefix) + "time_to_live";
  if (side.time_to_live.count < 0) {
    check.findings.add(ttl, "a time to live must be longer than no time; found " + to_text(side.time_to_live));
  }
  if (!fields) return;
  for (std::size_t i = 0; i < side.unique.size(); ++i) {
    const std::string at = part(check.pointer + "/" + std::string(prefix) + "unique", i);
    [[maybe_unused]] const Field* const field = check_field(side.unique[i], *fields, at, check.findings);
  }
}

}  // namespace

Fields check_interval_join(const IntervalJoinNode& join, const NodeCheck& check) {
  if (join.lower > join.upper) {
    check.findings.add(check.pointer + "/upper", "less than the lower bound (PF-09); found " + to_text(join.upper) +
                                                     " and " + to_text(join.lower));
  }
  return check_inputs_of("interval_join", join.inputs, check);
}

Fields check_join(const RegularJoinNode& join, const NodeCheck& check) {
  check_side(join.left, check.takes, "", check);
  check_side(join.right, check.rules, "right_", check);
  const Fields pair = check_inputs_of("join", join.inputs, check);
  const bool semi = join.kind == engine::JoinKind::Semi || join.kind == engine::JoinKind::Anti;
  return semi && pair ? check.takes : pair;
}

Fields check_temporal_join(const TemporalJoinNode& join, const NodeCheck& check) {
  if (join.retention.count < 0 || join.retention.count == 1) {
    check.findings.add(check.pointer + "/retention",
                       "a retention is longer than a millisecond; found " + to_text(join.retention));
  }
  return check_inputs_of("temporal_join", join.inputs, check);
}

Fields check_window_join(const WindowJoinNode& join, const NodeCheck& check) {
  check_windows(join.windows, check);
  return check_inputs_of("window_join", join.inputs, check);
}

// The key and the window, then what the left side comes to and what the right one does.
Fields check_co_group(const CoGroupNode& group, const NodeCheck& check) {
  check_keys(group.inputs, check);
  const Fields left = check_window(group.windows, check);
  const NodeCheck right{.scenario = check.scenario,
                        .node = check.node,
                        .pointer = check.pointer,
                        .takes = check.rules,
                        .rules = check.rules,
                        .texts = check.texts,
                        .findings = check.findings};
  return check_aggregates(group.right_aggregates, check.pointer + "/right_aggregate", left, right);
}

}  // namespace wavetank::scenarios

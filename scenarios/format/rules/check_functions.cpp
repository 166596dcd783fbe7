// Rules of functions over a keyed stream, of sorts and of flat-maps, and the fields that they send.
#include <set>

#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldRole;
using engine::FieldType;

// The key, then fields of its own; nothing if the key is wrong or has the name of one of them.
Fields keyed(const std::string& key, std::initializer_list<Field> own, const NodeCheck& check) {
  const std::optional<Field> field = check_key(key, check);
  if (!field) return std::nullopt;
  std::vector<Field> fields{*field};
  for (const Field& each : own) {
    fields.push_back(each);
    if (each.name != key) continue;
    check.findings.add(check.pointer + "/key", "the result has a field " + quote(key) + " already",
                       "a map above it can give the key another name");
    return std::nullopt;
  }
  return fields;
}

Field plain(std::string name, FieldType type) { return {std::move(name), type, FieldRole::Plain, 0}; }

void check_longer_than_nothing(engine::Millis length, const std::string& pointer, std::string_view what,
                               Findings& findings) {
  if (length.count > 0) return;
  findings.add(pointer, std::string(what) + " must be longer than no time; found " + to_text(length));
}

// Fields of both sides of a connect, under the names that its expressions use.
Fields both_sides(const ConnectNode& connect, const NodeCheck& check) {
  if (!check.takes || !check.rules) return std::nullopt;
  std::vector<Field> fields = *check.takes;
  for (const Field& field : *check.rules) {
    Field rule = field;
    rule.name = std::string(kRulePrefix) + field.name;
    for (const Field& own : *check.takes) {
      if (own.name != rule.name) continue;
      check.findings.add(
          check.pointer + "/connect",
          quote(own.name) + " is a field of the records and means " + quote(field.name) + " of " + quote(connect.rules),
          "a map above it can give the field another name");
      return std::nullopt;
    }
    fields.push_back(std::move(rule));
  }
  return fields;
}

// A rule's key and what is looked up must be comparable.
void check_look_up(const ConnectNode& connect, const NodeCheck& check) {
  if (!check.takes || !check.rules) return;
  const std::string at = check.pointer + "/look_up";
  const Field* const rule_key =
      check_field(connect.rule_key, *check.rules, check.pointer + "/rule_key", check.findings);
  const Field* const look_up = check_field(connect.look_up, *check.takes, at, check.findings);
  if (rule_key == nullptr || look_up == nullptr) return;
  if (rule_key->type == FieldType::Opaque) {
    check.findings.add(check.pointer + "/rule_key", quote(rule_key->name) + " is opaque and cannot be a key",
                       "declare it \"decimal(2)\", for example");
  } else if (rule_key->type != look_up->type || rule_key->scale != look_up->scale) {
    check.findings.add(at, quote(look_up->name) + " is " + type_text(*look_up) + ", the rules' " +
                               quote(rule_key->name) + " is " + type_text(*rule_key));
  }
}

bool are_same(const std::vector<Field>& a, const std::vector<Field>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].name != b[i].name || a[i].type != b[i].type || a[i].scale != b[i].scale) return false;
  }
  return true;
}

}  // namespace

Fields check_flat_map(const FlatMapNode& flat_map, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/flat_map";
  if (flat_map.alternatives.empty()) {
    check.findings.add(pointer, "no row is said", "for example [ { \"fields\": {\"key\": \"key\"} } ]");
    return std::nullopt;
  }
  Fields first;
  bool is_whole = true;
  for (std::size_t i = 0; i < flat_map.alternatives.size(); ++i) {
    const AlternativeSpec& alternative = flat_map.alternatives[i];
    const std::string at = part(pointer, i);
    if (!alternative.condition.empty()) check_condition(alternative.condition, check.takes, at + "/when", check);
    const Fields fields = check_expressions(alternative.fields, at + "/fields", check.takes, check);
    is_whole = is_whole && fields.has_value();
    if (!fields) continue;
    if (!first) first = fields;
    if (are_same(*first, *fields)) continue;
    check.findings.add(at + "/fields", "its rows have other fields than those above",
                       "all rows of a flat_map have the same names and types, in the same order");
    is_whole = false;
  }
  return is_whole ? first : std::nullopt;
}

Fields check_sort(const SortNode& sort, const NodeCheck& check) {
  if (sort.then_by.empty() || !check.takes) return check.takes;
  const std::string at = check.pointer + "/sort/then_by";
  const Field* const field = check_field(sort.then_by, *check.takes, at, check.findings);
  if (field != nullptr && field->type == FieldType::Opaque) {
    check.findings.add(at, quote(field->name) + " is opaque and has no order",
                       "declare it \"decimal(2)\", for example");
  }
  return check.takes;
}

Fields check_funnel(const FunnelNode& funnel, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/funnel";
  check_longer_than_nothing(funnel.within, check.pointer + "/within", "the time of a funnel", check.findings);
  if (funnel.steps.size() < 2 || funnel.steps.size() > kFunnelStepsMax) {
    check.findings.add(pointer,
                       "expected from 2 to " + std::to_string(kFunnelStepsMax) + " steps; found " +
                           std::to_string(funnel.steps.size()),
                       R"(for example { "sent": "step == 'sent'", "opened": "step == 'opened'" })");
  }
  for (const auto& [name, condition] : funnel.steps) {
    check_condition(condition, check.takes, pointer + "/" + escaped(name), check);
  }
  return keyed(
      funnel.key,
      {plain("steps", FieldType::Int64), plain("last_step", FieldType::Text), plain("outcome", FieldType::Text),
       plain("started", FieldType::Timestamp), plain("ended", FieldType::Timestamp)},
      check);
}

Fields check_silence(const SilenceNode& silence, const NodeCheck& check) {
  check_longer_than_nothing(silence.after, check.pointer + "/silence", "a silence", check.findings);
  return keyed(silence.key, {plain("last_heard", FieldType::Timestamp), plain("silent_at", FieldType::Timestamp)},
               check);
}

Fields check_rolling(const RollingNode& rolling, const NodeCheck& check) {
  if (!rolling.condition.empty()) check_condition(rolling.condition, check.takes, check.pointer + "/when", check);
  if (rolling.ttl) {
    check_longer_than_nothing(rolling.ttl->length, check.pointer + "/time_to_live/length", "a time to live",
                              check.findings);
  }
  const std::string pointer = check.pointer + "/rolling";
  for (const AggregateSpec& aggregate : rolling.aggregates) {
    if (aggregate.kind != engine::AggregateKind::List) continue;
    check.findings.add(pointer + "/" + escaped(aggregate.name), "a list that rolls on never ends",
                       "a list belongs in a window");
  }
  return check_aggregates(rolling.aggregates, pointer, keyed(rolling.key, {}, check), check);
}

Fields check_connect(const ConnectNode& connect, const NodeCheck& check) {
  const bool has_key = check_key(connect.key, check).has_value();
  check_look_up(connect, check);
  const Fields both = both_sides(connect, check);
  if (!connect.condition.empty()) check_condition(connect.condition, both, check.pointer + "/when", check);
  if (connect.fields.empty()) return has_key ? check.takes : std::nullopt;
  return check_expressions(connect.fields, check.pointer + "/fields", both, check);
}

}  // namespace wavetank::scenarios

// Rules of patterns: those of Flink's builder, which refuses the same combinations.
#include <set>

#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldType;

// One stage of a pattern while it is checked.
struct StageCheck {
  const PatternNode& pattern;
  std::size_t at;
  std::string pointer;
  const NodeCheck& check;

  [[nodiscard]] const PatternStageSpec& stage() const { return pattern.stages[at]; }
  [[nodiscard]] bool is_last() const { return at + 1 == pattern.stages.size(); }
  void refuse(std::string_view member, std::string message, std::string hint = "") const {
    check.findings.add(pointer + "/" + std::string(member), std::move(message), std::move(hint));
  }
};

void check_follows(const StageCheck& on) {
  const PatternStageSpec& stage = on.stage();
  if (on.at == 0 && stage.follows) return on.refuse("follows", "the first stage follows nothing", "leave it out");
  if (on.at == 0) return;
  if (!stage.follows)
    return on.refuse("follows", "it must be said how a stage follows the one before it",
                     R"(for example "followed-by")");
  if (!stage.is_forbidden()) return;
  if (on.pattern.stages[on.at - 1].is_optional) {
    on.refuse("follows", "a forbidden stage cannot follow an optional one");
  }
  if (on.is_last() && stage.follows == StageFollows::NotFollowedBy && !on.pattern.within) {
    on.refuse("follows", "a pattern that ends with \"not-followed-by\" waits for ever", "say \"within\" (SQ-07)");
  }
}

// What a forbidden stage, which takes no record, cannot have.
void check_forbidden(const StageCheck& on) {
  const PatternStageSpec& stage = on.stage();
  if (!stage.is_forbidden()) return;
  const auto refuse = [&](std::string_view member) {
    on.refuse(member, "a forbidden stage takes no record and is not " + std::string(member));
  };
  if (stage.is_optional) refuse("optional");
  if (stage.times) refuse("times");
  if (stage.at_least) refuse("at_least");
  if (stage.at_most) refuse("at_most");
  if (!stage.rising.empty()) refuse("rising");
}

void check_loop(const StageCheck& on) {
  const PatternStageSpec& stage = on.stage();
  const auto in_range = [&](std::string_view member, const std::optional<std::uint32_t>& times) {
    if (!times || (*times >= 1 && *times <= kPatternTimesMax)) return;
    on.refuse(member, "expected from 1 to " + std::to_string(kPatternTimesMax) + "; found " + std::to_string(*times),
              *times == 0 ? "a stage that may be missing is \"optional\"" : "");
  };
  in_range("times", stage.times);
  in_range("at_least", stage.at_least);
  in_range("at_most", stage.at_most);
  if (stage.times && (stage.at_least || stage.at_most)) {
    on.refuse("times", "\"times\" says how often exactly, and excludes \"at_least\" and \"at_most\"");
  }
  if (stage.at_least && stage.at_most && *stage.at_least > *stage.at_most) {
    on.refuse("at_most", "it is less than \"at_least\"");
  }
  const bool is_endless = stage.at_least && !stage.at_most;
  if (!stage.until.empty() && !is_endless) {
    on.refuse("until", "only a loop without an end needs one", "say \"at_least\" and no \"at_most\"");
  }
  if (!stage.is_greedy) return;
  if (!stage.is_loop()) on.refuse("greedy", "only a loop can be greedy", R"(say "at_least": 1, for example)");
  if (stage.between == engine::Contiguity::Any) {
    on.refuse("greedy", "a loop that also passes over what fits cannot be greedy");
  }
}

void check_stage(const StageCheck& on) {
  const PatternStageSpec& stage = on.stage();
  if (!is_field_name(stage.name)) {
    on.refuse("stage", "not a stage's name; found " + quote(stage.name), "letters, digits and '_', no digit first");
  }
  check_condition(stage.condition, on.check.takes, on.pointer + "/where", on.check);
  if (!stage.until.empty()) check_condition(stage.until, on.check.takes, on.pointer + "/until", on.check);
  check_follows(on);
  check_forbidden(on);
  check_loop(on);
  if (stage.rising.empty() || !on.check.takes) return;
  const Field* const field = check_field(stage.rising, *on.check.takes, on.pointer + "/rising", on.check.findings);
  if (field != nullptr && field->type != FieldType::Int64 && field->type != FieldType::Timestamp &&
      field->type != FieldType::Decimal) {
    on.refuse("rising", "expected a number or a timestamp; " + quote(field->name) + " is " + type_text(*field));
  }
}

void check_stages(const PatternNode& pattern, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/pattern";
  if (pattern.stages.empty() || pattern.stages.size() > kPatternStagesMax) {
    check.findings.add(pointer,
                       "expected from 1 to " + std::to_string(kPatternStagesMax) + " stages; found " +
                           std::to_string(pattern.stages.size()),
                       R"(for example [ {"stage": "start", "where": "value > 10"} ])");
  }
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < pattern.stages.size(); ++i) {
    const StageCheck on{pattern, i, part(pointer, i), check};
    if (!names.insert(on.stage().name).second) {
      on.refuse("stage", "a second stage is named " + quote(on.stage().name));
    }
    check_stage(on);
  }
}

// A stage that takes records; an error names the nearest.
void check_stage_name(const std::string& name, const std::string& pointer, const PatternNode& pattern,
                      const NodeCheck& check) {
  std::vector<std::string_view> names;
  for (const PatternStageSpec& stage : pattern.stages) {
    if (stage.is_forbidden()) continue;
    if (stage.name == name) return;
    names.push_back(stage.name);
  }
  check.findings.add(pointer, "unknown stage " + quote(name), meant(name, names));
}

void check_skip(const PatternNode& pattern, const NodeCheck& check) {
  using engine::SkipKind;
  const std::string pointer = check.pointer + "/after_match/stage";
  const bool to_stage = pattern.after_match.kind == SkipKind::ToFirst || pattern.after_match.kind == SkipKind::ToLast;
  if (to_stage) return check_stage_name(pattern.after_match.stage, pointer, pattern, check);
  if (pattern.after_match.stage.empty()) return;
  check.findings.add(pointer, "only \"to-first\" and \"to-last\" look at a stage");
}

// What the measure is; nothing after an error.
std::optional<Field> check_measure(const MeasureSpec& measure, const PatternNode& pattern, const std::string& pointer,
                                   const NodeCheck& check) {
  check_stage_name(measure.stage, pointer, pattern, check);
  if (measure.kind == engine::MeasureKind::Count) {
    if (measure.field.empty()) return Field{.name = measure.name};
    check.findings.add(pointer, "a count counts records, not " + quote(measure.field),
                       "write \"count(" + measure.stage + ")\"");
    return std::nullopt;
  }
  if (!check.takes) return std::nullopt;
  const Field* const field = check_field(measure.field, *check.takes, pointer, check.findings);
  if (field == nullptr) return std::nullopt;
  Field result = *field;
  result.name = measure.name;
  result.role = engine::FieldRole::Plain;
  if (measure.kind != engine::MeasureKind::List) return result;
  if (field->type != FieldType::Int64 && field->type != FieldType::Text) {
    check.findings.add(pointer, "a list is of int64 or text; " + quote(field->name) + " is " + type_text(*field));
  }
  return Field{.name = measure.name, .type = FieldType::Text};
}

}  // namespace

Fields check_pattern(const PatternNode& pattern, const NodeCheck& check) {
  check_stages(pattern, check);
  check_skip(pattern, check);
  if (pattern.within && pattern.within->count <= 0) {
    check.findings.add(check.pointer + "/within",
                       "the time of a pattern must be longer than no time; found " + to_text(*pattern.within));
  }
  if (!pattern.within && pattern.within_from != engine::WithinFrom::First) {
    check.findings.add(check.pointer + "/within_from", "it says from where \"within\" counts, and there is none");
  }
  const std::optional<Field> key = check_key(pattern.key, check);
  if (!key) return std::nullopt;
  std::vector<Field> fields = {
      *key, {.name = "started", .type = FieldType::Timestamp}, {.name = "ended", .type = FieldType::Timestamp}};
  std::set<std::string> names = {key->name, "started", "ended"};
  const std::string pointer = check.pointer + "/measures";
  for (const MeasureSpec& measure : pattern.measures) {
    const std::string at = pointer + "/" + escaped(measure.name);
    if (!is_field_name(measure.name)) {
      check.findings.add(at, "not a field's name; found " + quote(measure.name),
                         "letters, digits and '_', no digit first");
    }
    if (!names.insert(measure.name).second) {
      check.findings.add(at, "the result has a field " + quote(measure.name) + " already");
    }
    if (std::optional<Field> field = check_measure(measure, pattern, at, check)) fields.push_back(*std::move(field));
  }
  if (fields.size() > engine::kFieldsMax) {
    check.findings.add(pointer, "at most " + std::to_string(engine::kFieldsMax - 3) + " measures");
  }
  const bool is_whole = fields.size() == pattern.measures.size() + 3 && !check.findings.is_broken(check.pointer);
  return is_whole ? Fields(std::move(fields)) : std::nullopt;
}

}  // namespace wavetank::scenarios

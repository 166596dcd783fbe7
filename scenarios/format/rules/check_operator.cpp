// Rules of each operator, and the fields that it sends.
#include <algorithm>
#include <set>

#include "engine/base/semantics.hpp"
#include "engine/expression/expression.hpp"
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldRole;
using engine::FieldType;
using engine::GeneratorKind;

// Why an aligned source may report for ever; empty if it does not.
std::string_view endless_reports(const SourceNode& source, const Scenario& scenario) {
  if (scenario.until || scenario.execution == Execution::Batch) return "";
  const auto is_held = [&](const Input& input) { return input.name == source.input && input.end == InputEnd::Hold; };
  if (std::ranges::any_of(scenario.inputs, is_held))
    return "an aligned source of an input that stays open reports for ever";
  const auto profile = engine::profile(scenario.semantics);
  const bool is_stuck = profile && profile->idle_paused_split == engine::IdlePausedSplit::StaysPaused;
  if (!is_stuck || !source.watermark.idle_timeout) return "";
  return "a partition that is found idle while it waits for its group waits for ever (WM-36)";
}

// WM-32.
void check_alignment(const SourceNode& source, const NodeCheck& check) {
  const AlignmentNode& alignment = *source.alignment;
  const std::string pointer = check.pointer + "/alignment";
  if (!is_name(alignment.group)) {
    check.findings.add(pointer + "/group", "not a name; found " + quote(alignment.group),
                       "letters, digits, '_' and '-', at most 64");
  }
  if (alignment.max_drift.count < 0) {
    check.findings.add(pointer + "/max_drift", "a drift cannot be negative; found " + to_text(alignment.max_drift));
  }
  if (alignment.update_interval.count <= 0) {
    check.findings.add(pointer + "/update_interval",
                       "expected an interval longer than no time; found " + to_text(alignment.update_interval));
  }
  if (alignment.samples > kSamplesMax) {
    check.findings.add(pointer + "/samples", "at most " + std::to_string(kSamplesMax) + " samples; found " +
                                                 std::to_string(alignment.samples));
  }
  const std::string_view endless = endless_reports(source, check.scenario);
  if (!endless.empty()) {
    check.findings.add(pointer, std::string(endless) + "; the run needs an end",
                       "say \"until\" beside \"pipeline\", for example \"1m\"");
  }
  if (source.watermark.kind == GeneratorKind::None) {
    check.findings.warn(pointer, "a source without watermarks has nothing to report, and is never held back",
                        "give it a \"watermark\"");
  }
}

Fields sent_by(const SourceNode& source, const NodeCheck& check) {
  check_watermark(source.watermark, source.mark, check.takes, check);
  if (source.alignment) check_alignment(source, check);
  if (source.alignment && source.watermark.clock) {
    check.findings.add(check.pointer + "/watermark/clock", "\"clock\" and \"alignment\" exclude each other",
                       "records that have to wait for others would be late by the clock");
  }
  return check.takes;
}

Fields sent_by(const FilterNode& filter, const NodeCheck& check) {
  check_condition(filter.condition, check.takes, check.pointer + "/filter", check);
  return check.takes;
}

Fields sent_by(const MapNode& map, const NodeCheck& check) {
  return check_expressions(map.fields, check.pointer + "/map", check.takes, check);
}

Fields sent_by(const ProjectNode& project, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/project";
  if (project.fields.empty()) {
    check.findings.add(pointer, "no field is left", "name those that stay, for example [\"key\"]");
    return std::nullopt;
  }
  std::vector<Field> fields;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < project.fields.size(); ++i) {
    const std::string& name = project.fields[i];
    if (!names.insert(name).second) check.findings.add(part(pointer, i), "the field " + quote(name) + " stays twice");
    if (!check.takes) continue;
    const Field* const field = check_field(name, *check.takes, part(pointer, i), check.findings);
    if (field != nullptr) fields.push_back(*field);
  }
  const bool is_whole = fields.size() == project.fields.size() && !check.findings.is_broken(pointer);
  return is_whole ? Fields(std::move(fields)) : std::nullopt;
}

Fields sent_by(const SplitNode& split, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/split";
  if (split.outputs.empty()) {
    check.findings.add(pointer, "no output is named", "for example { \"large\": \"value > 100\" }");
  }
  for (const auto& [name, condition] : split.outputs) {
    const std::string at = pointer + "/" + escaped(name);
    if (!is_name(name)) {
      check.findings.add(at, "not a name; found " + quote(name), "letters, digits, '_' and '-', at most 64");
    }
    check_condition(condition, check.takes, at, check);
  }
  return check.takes;
}

Fields sent_by(const TimestampsNode& timestamps, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/timestamps";
  check_watermark(timestamps.watermark, timestamps.mark, check.takes, check);
  if (!check.takes) return std::nullopt;
  const Field* const field = check_field(timestamps.field, *check.takes, pointer, check.findings);
  if (field != nullptr && field->type != FieldType::Timestamp && field->type != FieldType::Int64) {
    check.findings.add(
        pointer, "expected a field of type timestamp or int64; " + quote(field->name) + " is " + type_text(*field));
  }
  return check.takes;
}

Fields sent_by(const FlatMapNode& flat_map, const NodeCheck& check) { return check_flat_map(flat_map, check); }
Fields sent_by(const SortNode& sort, const NodeCheck& check) { return check_sort(sort, check); }
Fields sent_by(const WindowNode& window, const NodeCheck& check) { return check_window(window, check); }
Fields sent_by(const SqlWindowNode& window, const NodeCheck& check) { return check_sql_window(window, check); }
Fields sent_by(const FunnelNode& funnel, const NodeCheck& check) { return check_funnel(funnel, check); }
Fields sent_by(const SilenceNode& silence, const NodeCheck& check) { return check_silence(silence, check); }
Fields sent_by(const RollingNode& rolling, const NodeCheck& check) { return check_rolling(rolling, check); }
Fields sent_by(const ConnectNode& connect, const NodeCheck& check) { return check_connect(connect, check); }
Fields sent_by(const IntervalJoinNode& join, const NodeCheck& check) { return check_interval_join(join, check); }
Fields sent_by(const RegularJoinNode& join, const NodeCheck& check) { return check_join(join, check); }
Fields sent_by(const TemporalJoinNode& join, const NodeCheck& check) { return check_temporal_join(join, check); }
Fields sent_by(const WindowJoinNode& join, const NodeCheck& check) { return check_window_join(join, check); }
Fields sent_by(const CoGroupNode& group, const NodeCheck& check) { return check_co_group(group, check); }
Fields sent_by(const PatternNode& pattern, const NodeCheck& check) { return check_pattern(pattern, check); }

Fields sent_by(const GroupByNode& node, const NodeCheck& check) { return check_group_by(node, check); }
Fields sent_by(const OverNode& node, const NodeCheck& check) { return check_over(node, check); }
Fields sent_by(const DeduplicateNode& node, const NodeCheck& check) { return check_deduplicate(node, check); }
Fields sent_by(const TopNNode& node, const NodeCheck& check) { return check_top_n(node, check); }
Fields sent_by(const UpsertMaterializeNode& node, const NodeCheck& check) {
  return check_upsert_materialize(node, check);
}

// The fields of rows that a function makes.
Fields made_by_function(const std::vector<Field>& fields, const NodeCheck& check) {
  std::set<std::string_view> names;
  for (const Field& field : fields) {
    if (!is_field_name(field.name)) {
      check.findings.add(check.pointer, "not a field's name; found " + quote(field.name),
                         "letters, digits and '_', no digit first");
    }
    if (!names.insert(field.name).second)
      check.findings.add(check.pointer, "a second field is named " + quote(field.name));
  }
  if (fields.size() > engine::kFieldsMax) {
    check.findings.add(check.pointer, "at most " + std::to_string(engine::kFieldsMax) + " fields; found " +
                                          std::to_string(fields.size()));
  }
  return fields;
}

Fields sent_by(const RecordFunctionNode& function, const NodeCheck& check) {
  if (!function.make) check.findings.add(check.pointer, "there is no function to call");
  if (function.fields.empty()) return check.takes;
  if (function.which == FunctionFields::All) return made_by_function(function.fields, check);
  if (!check.takes) return std::nullopt;
  std::vector<Field> all = *check.takes;
  all.insert(all.end(), function.fields.begin(), function.fields.end());
  return made_by_function(all, check);
}

Fields sent_by(const ProcessFunctionNode& function, const NodeCheck& check) {
  if (!function.make) check.findings.add(check.pointer, "there is no function to call");
  if (!function.key.empty()) (void)check_key(function.key, check);
  if (function.key.empty())
    check.findings.add(check.pointer, "a function with state needs a key", "key_by(\"user\") before it");
  return function.fields.empty() ? check.takes : made_by_function(function.fields, check);
}

Fields sent_by(const SinkNode& sink, const NodeCheck& check) { return check_sink(sink, check); }

}  // namespace

Fields check_operator(const NodeCheck& check) {
  return std::visit([&](const auto& op) { return sent_by(op, check); }, check.node.op);
}

namespace {

// What goes beyond Flink: the guard against the future and the clock that speaks for silent streams.
void check_extensions(const engine::WatermarkStrategy& strategy, const std::string& pointer, const NodeCheck& check) {
  const auto refuse = [&](std::string_view member, std::string_view rule, engine::Millis found) {
    check.findings.add(pointer + std::string(member), std::string(rule) + "; found " + to_text(found));
  };
  if (strategy.future && strategy.future->tolerance.count < 0) {
    refuse("/future/tolerance", "a tolerance cannot be negative", strategy.future->tolerance);
  }
  if (!strategy.clock) return;
  if (strategy.clock->after.count <= 0) {
    refuse("/clock/after", "a stream needs more than no time to be silent", strategy.clock->after);
  }
  if (strategy.clock->allowance.count < 0) {
    refuse("/clock/allowance", "an allowance cannot be negative", strategy.clock->allowance);
  }
  if (strategy.idle_timeout) {
    check.findings.add(pointer + "/clock", "\"clock\" and \"idle\" exclude each other",
                       "a stream that the clock speaks for holds nobody back");
  }
  if (strategy.interval.count == 0) {
    check.findings.add(pointer + "/clock", "the clock speaks on ticks, and \"every\" says that there are none",
                       "leave \"every\" out");
  }
  const auto& inputs = check.scenario.inputs;
  const bool any_held =
      std::any_of(inputs.begin(), inputs.end(), [](const Input& input) { return input.end == InputEnd::Hold; });
  if (any_held && !check.scenario.until) {
    check.findings.add(pointer + "/clock", "an input stays open, and the clock would speak for it for ever",
                       "give the scenario \"until\"");
  }
}

}  // namespace

void check_watermark(const engine::WatermarkStrategy& strategy, const std::string& mark, const Fields& fields,
                     const NodeCheck& check) {
  const std::string pointer = check.pointer + "/watermark";
  const auto refuse = [&](std::string_view member, std::string_view rule, engine::Millis found) {
    check.findings.add(pointer + std::string(member), std::string(rule) + "; found " + to_text(found));
  };
  if (strategy.bound.count < 0) refuse("/bound", "a bound cannot be negative", strategy.bound);
  if (strategy.interval.count < 0) refuse("/every", "an interval cannot be negative", strategy.interval);
  if (strategy.idle_timeout && strategy.idle_timeout->count <= 0) {
    refuse("/idle", "a stream needs more than no time to be idle", *strategy.idle_timeout);
  }
  check_extensions(strategy, pointer, check);
  if (strategy.kind == GeneratorKind::Custom && !strategy.custom) {
    check.findings.add(pointer, "there is no generator to ask");
  }
  if (mark.empty()) return;
  if (strategy.kind == GeneratorKind::Punctuated || strategy.kind == GeneratorKind::Custom) {
    check_condition(mark, fields, pointer + "/mark", check);
  } else {
    check.findings.add(pointer + "/mark", "only a punctuated watermark looks at a mark");
  }
}

void check_condition(const std::string& text, const Fields& fields, const std::string& pointer,
                     const NodeCheck& check) {
  if (!fields) return;
  const std::optional<Field> result = check_expression(text, *fields, pointer, check);
  if (!result || result->type == FieldType::Boolean) return;
  check.findings.add(pointer, "expected a condition; found an expression of type " + type_text(*result),
                     "for example \"value < 10\"");
}

Fields check_expressions(const std::vector<std::pair<std::string, std::string>>& fields, const std::string& pointer,
                         const Fields& variables, const NodeCheck& check) {
  if (fields.empty() || fields.size() > engine::kFieldsMax) {
    check.findings.add(pointer, "expected from 1 to " + std::to_string(engine::kFieldsMax) + " fields; found " +
                                    std::to_string(fields.size()));
    return std::nullopt;
  }
  std::vector<Field> made;
  std::set<std::string_view> names;
  for (const auto& [name, text] : fields) {
    const std::string at = pointer + "/" + escaped(name);
    if (!is_field_name(name)) {
      check.findings.add(at, "not a field's name; found " + quote(name), "letters, digits and '_', no digit first");
    }
    if (!names.insert(name).second) check.findings.add(at, "a second field is named " + quote(name));
    if (!variables) continue;
    std::optional<Field> field = check_expression(text, *variables, at, check);
    if (!field) continue;
    field->name = name;
    made.push_back(*std::move(field));
  }
  const bool is_whole = made.size() == fields.size() && !check.findings.is_broken(pointer);
  return is_whole ? Fields(std::move(made)) : std::nullopt;
}

std::optional<Field> check_expression(const std::string& text, const std::vector<Field>& fields,
                                      const std::string& pointer, const NodeCheck& check) {
  std::vector<engine::Variable> variables;
  for (const Field& field : fields) variables.push_back({field.name, field.type, field.scale});
  const engine::Result<engine::Expression> result = engine::Expression::compile(text, variables, check.texts);
  if (!result.ok()) {
    const engine::Problem& problem = result.problem();
    check.findings.add(pointer,
                       problem.message + "; at character " + std::to_string(problem.offset + 1) + " of " + quote(text),
                       problem.hint);
    return std::nullopt;
  }
  const engine::Expression& expression = result.value();
  if (expression.bare()) return fields[*expression.bare()];
  return Field{"", expression.type(), FieldRole::Plain, expression.scale()};
}

const Field* check_field(const std::string& name, const std::vector<Field>& fields, const std::string& pointer,
                         Findings& findings) {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  findings.add(pointer, "unknown field " + quote(name), meant(name, names_of(fields)));
  return nullptr;
}

std::vector<std::string_view> names_of(const std::vector<Field>& fields) {
  std::vector<std::string_view> names;
  for (const Field& field : fields) names.push_back(field.name);
  return names;
}

}  // namespace wavetank::scenarios

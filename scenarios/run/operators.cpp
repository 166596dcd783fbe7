// Making operators: one function per kind of node.
#include "scenarios/run/operators.hpp"

#include "engine/operators/sink.hpp"
#include "engine/operators/source.hpp"
#include "engine/operators/stateless.hpp"
#include "engine/operators/timestamps.hpp"
#include "engine/operators/window/any_window.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::scenarios {
namespace {

struct Build {
  const Scenario& scenario;
  std::size_t node;
  const Resolved& resolved;
  engine::Facts& facts;

  [[nodiscard]] const std::vector<engine::Field>& input() const { return resolved.takes[node]; }
  [[nodiscard]] const std::vector<engine::Field>& output() const { return resolved.schemas[node]; }
};

engine::RowExpression row_expression(const std::string& text, const std::vector<engine::Field>& fields,
                                     engine::Facts& facts) {
  std::vector<engine::Variable> variables;
  for (const engine::Field& field : fields) variables.push_back({field.name, field.type, field.scale});
  return {engine::Expression::compile(text, variables, facts.texts).value(), fields.size()};
}

std::optional<engine::RowExpression> mark(const std::string& text, const std::vector<engine::Field>& fields,
                                          engine::Facts& facts) {
  if (text.empty()) return std::nullopt;
  return row_expression(text, fields, facts);
}

engine::SchemaId add_schema(const Build& build) {
  return build.facts.rows.add_schema({build.scenario.pipeline[build.node].id, build.output()});
}

using Made = std::unique_ptr<engine::Operator>;

Made make(const SourceNode& node, const Build& build) {
  const Input& input = build.scenario.inputs[build.resolved.inputs[build.node]];
  engine::SourceSpec spec{.partitions = input.partitions, .strategy = node.watermark, .mark = {}};
  spec.mark = mark(node.mark, build.output(), build.facts);
  return std::make_unique<engine::SourceOperator>(std::move(spec));
}

Made make(const MapNode& node, const Build& build) {
  std::vector<engine::RowExpression> fields;
  for (const auto& [name, text] : node.fields) fields.push_back(row_expression(text, build.input(), build.facts));
  return std::make_unique<engine::MapOperator>(add_schema(build), std::move(fields));
}

Made make(const FilterNode& node, const Build& build) {
  return std::make_unique<engine::FilterOperator>(row_expression(node.condition, build.input(), build.facts));
}

Made make(const TimestampsNode& node, const Build& build) {
  engine::TimestampsSpec spec;
  spec.assigner.strategy = node.watermark;
  spec.assigner.timestamps = engine::TimestampRule::Extract;
  spec.assigner.ticks = engine::TickPolicy::UsefulOnly;
  spec.field = field_index(build.input(), node.field);
  spec.mark = mark(node.mark, build.input(), build.facts);
  return std::make_unique<engine::TimestampsOperator>(std::move(spec));
}

engine::Aggregate aggregate(const AggregateSpec& spec, const Build& build) {
  engine::Aggregate made;
  made.kind = spec.kind;
  made.name = spec.name;
  if (spec.kind == engine::AggregateKind::Count) return made;
  made.field = field_index(build.input(), spec.field);
  if (spec.kind != engine::AggregateKind::Reduce) return made;
  const engine::Field& field = build.input()[made.field];
  const std::vector<engine::Variable> variables = {{"acc", field.type, field.scale},
                                                   {"value", field.type, field.scale}};
  made.reduce = engine::Expression::compile(spec.reduce, variables, build.facts.texts).value();
  return made;
}

engine::WindowSpec window_spec(const WindowNode& node, const Build& build) {
  engine::WindowSpec spec{.assigner = assigner_of(node),
                          .trigger = trigger_of(node),
                          .evictor = node.evictor,
                          .allowed_lateness = node.allowed_lateness,
                          .late = node.late,
                          .aggregates = {},
                          .result = add_schema(build),
                          .keyed = !node.key.empty(),
                          .semantics = *engine::profile(build.scenario.semantics),
                          .mutants = build.scenario.mutants};
  if (node.accumulation == Accumulation::Retracting) spec.refiring = engine::Refiring::Retracts;
  if (node.assigner == engine::AssignerKind::SessionByField) {
    spec.assigner.gap_field = field_index(build.input(), node.session_gap_field);
  }
  if (engine::TriggerPart& last = spec.trigger.parts.back(); last.kind == engine::TriggerKind::Delta) {
    last.field = field_index(build.input(), node.trigger_field);
  }
  if (node.evictor.kind == engine::EvictorKind::Delta) {
    spec.evictor.field = field_index(build.input(), node.evictor_field);
  }
  if (node.evictor.kind != engine::EvictorKind::None) {
    const std::string& id = build.scenario.pipeline[build.node].id;
    spec.input = build.facts.rows.add_schema({id + ".kept", build.input()});
  }
  for (const AggregateSpec& made : node.aggregates) spec.aggregates.push_back(aggregate(made, build));
  return spec;
}

Made make(const WindowNode& node, const Build& build) { return engine::make_window_operator(window_spec(node, build)); }

Made make(const SinkNode&, const Build&) { return std::make_unique<engine::SinkOperator>(); }

}  // namespace

std::uint32_t field_index(const std::vector<engine::Field>& fields, std::string_view name) {
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  WT_UNREACHABLE(name);
}

std::unique_ptr<engine::Operator> build_operator(const Scenario& scenario, std::size_t node, const Resolved& resolved,
                                                 engine::Facts& facts) {
  const Build build{scenario, node, resolved, facts};
  return std::visit([&](const auto& spec) { return make(spec, build); }, scenario.pipeline[node].op);
}

}  // namespace wavetank::scenarios

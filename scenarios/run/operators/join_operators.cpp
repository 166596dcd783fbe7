// Making joins.
#include "engine/operators/join/interval_join.hpp"
#include "engine/operators/join/latest_join.hpp"
#include "engine/operators/window/any_window.hpp"
#include "scenarios/format/windowing.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

engine::JoinSchemas schemas_of(const Making& making) {
  return {add_schema(making.input(), making, ".left"), add_schema(making.resolved.rules[making.node], making, ".right"),
          add_schema(making.output(), making)};
}

std::optional<engine::JoinCondition> condition_of(const JoinInputs& inputs, const Making& making) {
  if (inputs.condition.empty()) return std::nullopt;
  std::vector<engine::Variable> variables;
  const std::vector<engine::Field>& right = making.resolved.rules[making.node];
  for (const engine::Field& field : making.input()) variables.push_back({field.name, field.type, field.scale});
  for (const engine::Field& field : right) {
    variables.push_back({std::string(kRightPrefix) + field.name, field.type, field.scale});
  }
  return engine::JoinCondition(engine::Expression::compile(inputs.condition, variables, making.facts.texts).value(),
                               making.input().size(), right.size());
}

engine::JoinSideSpec side_of_node(const JoinSideNode& node, const std::string& key,
                                  const std::vector<engine::Field>& fields, engine::SchemaId schema) {
  engine::JoinSideSpec spec{.schema = schema};
  if (node.time_to_live.count > 0) spec.ttl = engine::TimeToLive{node.time_to_live};
  if (node.unique.empty()) return spec;
  if (node.unique == std::vector{key}) {
    spec.identity = engine::JoinIdentity::JoinKeyOnly;
    return spec;
  }
  spec.identity = engine::JoinIdentity::UniqueKey;
  for (const std::string& name : node.unique) spec.unique_key.push_back(field_index(fields, name));
  return spec;
}

// A window over two inputs; its own aggregate only counts what lies in it.
engine::WindowSpec meeting_window(const WindowNode& windows, engine::WindowMeeting meeting, const Making& making) {
  engine::WindowSpec spec{.assigner = assigner_of(windows),
                          .trigger = trigger_of(windows),
                          .allowed_lateness = windows.allowed_lateness,
                          .aggregates = {{.kind = engine::AggregateKind::Count, .name = "records"}},
                          .meeting = std::move(meeting),
                          .semantics = *engine::profile(making.scenario.semantics),
                          .mutants = making.scenario.mutants};
  spec.input = spec.meeting->schemas.left;
  spec.result = spec.meeting->schemas.result;
  return spec;
}

}  // namespace

Made make(const IntervalJoinNode& node, const Making& making) {
  const bool all = making.scenario.mutants.has(engine::Mutant::JoinExclusiveCounts);
  const bool lower = all || node.bounds == JoinBounds::Both || node.bounds == JoinBounds::Lower;
  const bool upper = all || node.bounds == JoinBounds::Both || node.bounds == JoinBounds::Upper;
  return std::make_unique<engine::IntervalJoinOperator>(
      engine::IntervalJoinSpec{.schemas = schemas_of(making),
                               .interval = engine::join_interval({node.lower, lower}, {node.upper, upper}),
                               .condition = condition_of(node.inputs, making),
                               .late = node.late,
                               .mutants = making.scenario.mutants});
}

Made make(const RegularJoinNode& node, const Making& making) {
  const engine::JoinSchemas schemas = schemas_of(making);
  engine::RegularJoinSpec spec{.kind = node.kind,
                               .sides = {},
                               .result = schemas.result,
                               .condition = condition_of(node.inputs, making),
                               .semantics = *engine::profile(making.scenario.semantics),
                               .mutants = making.scenario.mutants};
  if (node.kind == engine::JoinKind::Semi || node.kind == engine::JoinKind::Anti) spec.result = schemas.left;
  spec.sides[0] = side_of_node(node.left, node.inputs.key, making.input(), schemas.left);
  spec.sides[1] = side_of_node(node.right, node.inputs.right_key, making.resolved.rules[making.node], schemas.right);
  return std::make_unique<engine::RegularJoinOperator>(std::move(spec));
}

Made make(const TemporalJoinNode& node, const Making& making) {
  engine::TemporalJoinSpec spec{.schemas = schemas_of(making),
                                .unmatched = node.unmatched,
                                .condition = condition_of(node.inputs, making),
                                .mutants = making.scenario.mutants};
  if (node.retention.count > 0) spec.retention = engine::Retention{node.retention, node.retention};
  if (node.time == engine::TimeDomain::Processing) return std::make_unique<engine::LatestJoinOperator>(std::move(spec));
  return std::make_unique<engine::TemporalJoinOperator>(std::move(spec));
}

Made make(const WindowJoinNode& node, const Making& making) {
  return engine::make_window_operator(
      meeting_window(node.windows, {.kind = engine::MeetingKind::Pairs, .schemas = schemas_of(making)}, making));
}

Made make(const CoGroupNode& node, const Making& making) {
  engine::WindowMeeting meeting{.kind = engine::MeetingKind::Groups, .schemas = schemas_of(making)};
  const std::vector<engine::Field>& right = making.resolved.rules[making.node];
  for (const AggregateSpec& each : node.windows.aggregates) meeting.left.push_back(aggregate(each, making));
  for (const AggregateSpec& each : node.right_aggregates) {
    meeting.right.push_back(aggregate(each, right, making.facts));
  }
  return engine::make_window_operator(meeting_window(node.windows, std::move(meeting), making));
}

}  // namespace wavetank::scenarios

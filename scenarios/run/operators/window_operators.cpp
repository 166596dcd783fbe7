// Making window operators.
#include "engine/operators/window/any_window.hpp"
#include "engine/operators/window/slice_window.hpp"
#include "scenarios/format/rules/cascades.hpp"
#include "scenarios/format/windowing.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

engine::WindowSpec window_spec(const WindowNode& node, const Making& making) {
  engine::WindowSpec spec{.assigner = assigner_of(node),
                          .trigger = trigger_of(node),
                          .evictor = node.evictor,
                          .allowed_lateness = node.allowed_lateness,
                          .late = node.late,
                          .aggregates = {},
                          .result = add_schema(making.output(), making),
                          .keyed = !node.key.empty(),
                          .semantics = *engine::profile(making.scenario.semantics),
                          .mutants = making.scenario.mutants};
  if (takes_changes(making.scenario, making.resolved, making.node)) spec.rows = engine::RowsToAdd::Changes;
  if (node.accumulation == Accumulation::Retracting) spec.refiring = engine::Refiring::Retracts;
  if (node.assigner == engine::AssignerKind::SessionByField) {
    spec.assigner.gap_field = field_index(making.input(), node.session_gap_field);
  }
  if (engine::TriggerPart& last = spec.trigger.parts.back(); last.kind == engine::TriggerKind::Delta) {
    last.field = field_index(making.input(), node.trigger_field);
  }
  if (node.evictor.kind == engine::EvictorKind::Delta) {
    spec.evictor.field = field_index(making.input(), node.evictor_field);
  }
  if (node.evictor.kind != engine::EvictorKind::None) {
    spec.input = add_schema(making.input(), making, ".kept");
  }
  for (const AggregateSpec& made : node.aggregates) spec.aggregates.push_back(aggregate(made, making));
  return spec;
}

}  // namespace

Made make(const WindowNode& node, const Making& making) {
  return engine::make_window_operator(window_spec(node, making));
}

Made make(const SqlWindowNode& node, const Making& making) {
  engine::SliceWindowSpec spec{.assigner = {.kind = node.assigner, .shape = node.shape},
                               .aggregates = {},
                               .result = add_schema(making.output(), making),
                               .keyed = !node.key.empty()};
  for (const AggregateSpec& each : node.aggregates) spec.aggregates.push_back(aggregate(each, making));
  return std::make_unique<engine::SliceWindowOperator>(std::move(spec));
}

}  // namespace wavetank::scenarios

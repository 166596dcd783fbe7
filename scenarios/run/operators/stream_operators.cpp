// Making operators that look at one record at a time.
#include "engine/operators/changelog/table_sink.hpp"
#include "engine/operators/flat_map.hpp"
#include "engine/operators/sink.hpp"
#include "engine/operators/sort.hpp"
#include "engine/operators/source.hpp"
#include "engine/operators/split.hpp"
#include "engine/operators/stateless.hpp"
#include "engine/operators/timestamps.hpp"
#include "engine/operators/transactional_sink.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

// Neither is anyone held back in a batch: without watermarks there is nothing to align.
engine::AlignmentSpec alignment_of(const SourceNode& node, const Making& making) {
  if (!node.alignment || making.scenario.execution == Execution::Batch) return {};
  return {.update_interval = node.alignment->update_interval,
          .samples = node.alignment->samples,
          .pausing = node.alignment->pausing,
          .idle_paused = engine::profile(making.scenario.semantics)->idle_paused_split,
          .mutants = making.scenario.mutants};
}

// BX-01: in a batch nobody says a watermark, and nobody is idle, before the end. A guard sends the same records aside.
engine::WatermarkStrategy strategy_in(const engine::WatermarkStrategy& strategy, const Making& making) {
  engine::WatermarkStrategy made;
  made.future = strategy.future;
  if (making.scenario.execution == Execution::Streaming) made = strategy;
  made.mutants = making.scenario.mutants;
  return made;
}

}  // namespace

Made make(const SourceNode& node, const Making& making) {
  const Input& input = making.scenario.inputs[making.resolved.inputs[making.node]];
  engine::SourceSpec spec{.partitions = input.partitions, .strategy = strategy_in(node.watermark, making), .mark = {}};
  if (input.end == InputEnd::Hold) spec.length = engine::LogLength::Unbounded;
  spec.mark = if_any(node.mark, making.output(), making.facts);
  spec.alignment = alignment_of(node, making);
  return std::make_unique<engine::SourceOperator>(std::move(spec));
}

Made make(const MapNode& node, const Making& making) {
  std::vector<engine::RowExpression> fields;
  for (const auto& [name, text] : node.fields) fields.push_back(row_expression(text, making.input(), making.facts));
  return std::make_unique<engine::MapOperator>(add_schema(making.output(), making), std::move(fields));
}

Made make(const FilterNode& node, const Making& making) {
  return std::make_unique<engine::FilterOperator>(row_expression(node.condition, making.input(), making.facts));
}

Made make(const TimestampsNode& node, const Making& making) {
  engine::TimestampsSpec spec;
  spec.assigner.strategy = strategy_in(node.watermark, making);
  spec.assigner.timestamps = engine::TimestampRule::Extract;
  spec.assigner.ticks = engine::TickPolicy::UsefulOnly;
  spec.field = field_index(making.input(), node.field);
  spec.mark = if_any(node.mark, making.input(), making.facts);
  return std::make_unique<engine::TimestampsOperator>(std::move(spec));
}

Made make(const ProjectNode& node, const Making& making) {
  MapNode map;
  for (const std::string& name : node.fields) map.fields.emplace_back(name, name);
  return make(map, making);
}

Made make(const FlatMapNode& node, const Making& making) {
  std::vector<engine::Alternative> alternatives;
  for (const AlternativeSpec& spec : node.alternatives) {
    engine::Alternative alternative;
    for (const auto& [name, text] : spec.fields) {
      alternative.fields.push_back(row_expression(text, making.input(), making.facts));
    }
    alternative.condition = if_any(spec.condition, making.input(), making.facts);
    alternatives.push_back(std::move(alternative));
  }
  return std::make_unique<engine::FlatMapOperator>(add_schema(making.output(), making), std::move(alternatives));
}

Made make(const SplitNode& node, const Making& making) {
  std::vector<engine::RowExpression> conditions;
  for (const auto& [name, text] : node.outputs)
    conditions.push_back(row_expression(text, making.input(), making.facts));
  return std::make_unique<engine::SplitOperator>(std::move(conditions));
}

Made make(const SortNode& node, const Making& making) {
  engine::SortSpec spec{.schema = add_schema(making.input(), making),
                        .then_by = {},
                        .late = node.late,
                        .mutants = making.scenario.mutants};
  if (!node.then_by.empty()) spec.then_by = engine::SortField{field_index(making.input(), node.then_by), node.order};
  return std::make_unique<engine::SortOperator>(spec);
}

Made make(const SinkNode& node, const Making& making) {
  if (node.delivery == Delivery::ExactlyOnce) {
    engine::TransactionalSinkSpec spec{.mutants = making.scenario.mutants};
    spec.retries = node.transaction.value_or(TransactionSpec{}).retries;
    const bool has_checkpoints = making.scenario.cluster && making.scenario.cluster->checkpoints;
    if (!has_checkpoints) spec.final_commit = engine::FinalCommit::AtEnd;
    return std::make_unique<engine::TransactionalSinkOperator>(spec);
  }
  if (!node.folds) return std::make_unique<engine::SinkOperator>();
  engine::ChangeTableSpec spec{.folding = *node.folds, .key = {}};
  for (const std::string& name : node.key) spec.key.push_back(field_index(making.input(), name));
  return std::make_unique<engine::TableSinkOperator>(std::move(spec), add_schema(making.input(), making));
}

}  // namespace wavetank::scenarios

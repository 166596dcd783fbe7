// Making operators that look at one record at a time.
#include "engine/operators/sink.hpp"
#include "engine/operators/source.hpp"
#include "engine/operators/stateless.hpp"
#include "engine/operators/timestamps.hpp"
#include "scenarios/run/operators/making.hpp"

namespace wavetank::scenarios {
namespace {

std::optional<engine::RowExpression> mark(const std::string& text, const std::vector<engine::Field>& fields,
                                          engine::Facts& facts) {
  if (text.empty()) return std::nullopt;
  return row_expression(text, fields, facts);
}

}  // namespace

Made make(const SourceNode& node, const Making& making) {
  const Input& input = making.scenario.inputs[making.resolved.inputs[making.node]];
  engine::SourceSpec spec{.partitions = input.partitions, .strategy = node.watermark, .mark = {}};
  spec.mark = mark(node.mark, making.output(), making.facts);
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
  spec.assigner.strategy = node.watermark;
  spec.assigner.timestamps = engine::TimestampRule::Extract;
  spec.assigner.ticks = engine::TickPolicy::UsefulOnly;
  spec.field = field_index(making.input(), node.field);
  spec.mark = mark(node.mark, making.input(), making.facts);
  return std::make_unique<engine::TimestampsOperator>(std::move(spec));
}

Made make(const SinkNode&, const Making&) { return std::make_unique<engine::SinkOperator>(); }

}  // namespace wavetank::scenarios

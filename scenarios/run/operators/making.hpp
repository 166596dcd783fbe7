// What the functions that make operators share. One `make` per kind of node; operators.cpp chooses.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/operators/row_expression.hpp"
#include "engine/windows/aggregate.hpp"
#include "scenarios/run/operators/operators.hpp"

namespace wavetank::scenarios {

struct Making {
  const Scenario& scenario;
  std::size_t node;  // its place in the pipeline
  const Resolved& resolved;
  engine::Facts& facts;

  [[nodiscard]] const std::string& id() const { return scenario.pipeline[node].id; }
  [[nodiscard]] const std::vector<engine::Field>& input() const { return resolved.takes[node]; }
  [[nodiscard]] const std::vector<engine::Field>& output() const { return resolved.schemas[node]; }
};

using Made = std::unique_ptr<engine::Operator>;

// stream_operators.cpp
[[nodiscard]] Made make(const SourceNode& node, const Making& making);
[[nodiscard]] Made make(const MapNode& node, const Making& making);
[[nodiscard]] Made make(const FilterNode& node, const Making& making);
[[nodiscard]] Made make(const TimestampsNode& node, const Making& making);
[[nodiscard]] Made make(const SinkNode& node, const Making& making);
[[nodiscard]] Made make(const ProjectNode& node, const Making& making);
[[nodiscard]] Made make(const FlatMapNode& node, const Making& making);
[[nodiscard]] Made make(const SplitNode& node, const Making& making);
[[nodiscard]] Made make(const SortNode& node, const Making& making);
// function_operators.cpp
[[nodiscard]] Made make(const FunnelNode& node, const Making& making);
[[nodiscard]] Made make(const SilenceNode& node, const Making& making);
[[nodiscard]] Made make(const RollingNode& node, const Making& making);
[[nodiscard]] Made make(const ConnectNode& node, const Making& making);
// changelog_operators.cpp
[[nodiscard]] Made make(const GroupByNode& node, const Making& making);
[[nodiscard]] Made make(const OverNode& node, const Making& making);
[[nodiscard]] Made make(const DeduplicateNode& node, const Making& making);
[[nodiscard]] Made make(const TopNNode& node, const Making& making);
[[nodiscard]] Made make(const UpsertMaterializeNode& node, const Making& making);
// join_operators.cpp
[[nodiscard]] Made make(const IntervalJoinNode& node, const Making& making);
[[nodiscard]] Made make(const RegularJoinNode& node, const Making& making);
[[nodiscard]] Made make(const TemporalJoinNode& node, const Making& making);
[[nodiscard]] Made make(const WindowJoinNode& node, const Making& making);
[[nodiscard]] Made make(const CoGroupNode& node, const Making& making);
// pattern_operators.cpp
[[nodiscard]] Made make(const PatternNode& node, const Making& making);
// user_operators.cpp
[[nodiscard]] Made make(const RecordFunctionNode& node, const Making& making);
[[nodiscard]] Made make(const ProcessFunctionNode& node, const Making& making);
// window_operators.cpp
[[nodiscard]] Made make(const SqlWindowNode& node, const Making& making);
[[nodiscard]] Made make(const WindowNode& node, const Making& making);

// REQUIRES: it compiles against `fields`.
[[nodiscard]] engine::RowExpression row_expression(const std::string& text, const std::vector<engine::Field>& fields,
                                                   engine::Facts& facts);
// The same, nothing of an empty text.
[[nodiscard]] std::optional<engine::RowExpression> if_any(const std::string& text,
                                                          const std::vector<engine::Field>& fields,
                                                          engine::Facts& facts);
// A schema of these fields, named after the node; `part` tells several of one node apart.
[[nodiscard]] engine::SchemaId add_schema(const std::vector<engine::Field>& fields, const Making& making,
                                          const std::string& part = "");
// REQUIRES: its field is one of the node's input.
[[nodiscard]] engine::Aggregate aggregate(const AggregateSpec& spec, const Making& making);
// The same of the fields of another input.
[[nodiscard]] engine::Aggregate aggregate(const AggregateSpec& spec, const std::vector<engine::Field>& fields,
                                          engine::Facts& facts);

}  // namespace wavetank::scenarios

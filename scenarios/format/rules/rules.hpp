// The rules of a scenario by subject; validate.cpp asks them all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/texts.hpp"
#include "scenarios/format/rules/findings.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// The fields of a stream; nothing if they cannot be known because of an error.
using Fields = std::optional<std::vector<engine::Field>>;

void check_inputs(const Scenario& scenario, Findings& findings);
// Looks names up and works types out on the way.
[[nodiscard]] Resolved check_pipeline(const Scenario& scenario, Findings& findings);
// Windows over windows; of a pipeline that is worked out.
void check_cascades(const Scenario& scenario, const Resolved& resolved, Findings& findings);
// What changes reach whom; of a pipeline that is worked out.
void check_changelogs(const Scenario& scenario, const Resolved& resolved, Findings& findings);
// What runs, and hardly does what was meant; of a pipeline that is worked out.
void check_surprises(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_links(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_cluster(const Scenario& scenario, Findings& findings);
// "tm-1", "tm-2", ...; none without a cluster.
[[nodiscard]] std::vector<std::string> task_manager_names(const Scenario& scenario);
void check_faults(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_expected_tables(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_expectations(const Scenario& scenario, const Resolved& resolved, Findings& findings);

// One node of the pipeline while it is checked.
struct NodeCheck {
  const Scenario& scenario;
  const Node& node;
  std::string pointer;  // of the node
  Fields takes;         // what it receives
  Fields rules;         // of a connect: what its rules are; of a join: what its right side is
  engine::Texts& texts;
  Findings& findings;
};

// The fields of what the node sends.
[[nodiscard]] Fields check_operator(const NodeCheck& check);
[[nodiscard]] Fields check_window(const WindowNode& window, const NodeCheck& check);
[[nodiscard]] Fields check_sql_window(const SqlWindowNode& window, const NodeCheck& check);
[[nodiscard]] Fields check_sort(const SortNode& sort, const NodeCheck& check);
[[nodiscard]] Fields check_funnel(const FunnelNode& funnel, const NodeCheck& check);
[[nodiscard]] Fields check_silence(const SilenceNode& silence, const NodeCheck& check);
[[nodiscard]] Fields check_rolling(const RollingNode& rolling, const NodeCheck& check);
[[nodiscard]] Fields check_interval_join(const IntervalJoinNode& join, const NodeCheck& check);
[[nodiscard]] Fields check_join(const RegularJoinNode& join, const NodeCheck& check);
[[nodiscard]] Fields check_temporal_join(const TemporalJoinNode& join, const NodeCheck& check);
[[nodiscard]] Fields check_window_join(const WindowJoinNode& join, const NodeCheck& check);
[[nodiscard]] Fields check_co_group(const CoGroupNode& group, const NodeCheck& check);
[[nodiscard]] Fields check_pattern(const PatternNode& pattern, const NodeCheck& check);
[[nodiscard]] Fields check_connect(const ConnectNode& connect, const NodeCheck& check);
[[nodiscard]] Fields check_group_by(const GroupByNode& group_by, const NodeCheck& check);
[[nodiscard]] Fields check_over(const OverNode& over, const NodeCheck& check);
[[nodiscard]] Fields check_deduplicate(const DeduplicateNode& deduplicate, const NodeCheck& check);
[[nodiscard]] Fields check_top_n(const TopNNode& top_n, const NodeCheck& check);
[[nodiscard]] Fields check_upsert_materialize(const UpsertMaterializeNode& materialize, const NodeCheck& check);
[[nodiscard]] Fields check_sink(const SinkNode& sink, const NodeCheck& check);
[[nodiscard]] Fields check_flat_map(const FlatMapNode& flat_map, const NodeCheck& check);
// The lengths of windows without gaps: tumbling, sliding, cumulating. `words`: what JSON calls size and slide.
struct ShapeWords {
  std::string_view size;
  std::string_view slide;
};
void check_shape(const engine::WindowShape& shape, const ShapeWords& words, const std::string& pointer,
                 Findings& findings);
// Which windows there are, when they speak, and which records they forget.
void check_windows(const WindowNode& window, const NodeCheck& check);
void check_watermark(const engine::WatermarkStrategy& strategy, const std::string& mark, const Fields& fields,
                     const NodeCheck& check);

// The field of results that a key becomes.
[[nodiscard]] std::optional<engine::Field> check_key(const std::string& key, const NodeCheck& check);
// Adds a field for each aggregate at `pointer` to `fields`, which have names already.
[[nodiscard]] Fields check_aggregates(const std::vector<AggregateSpec>& aggregates, const std::string& pointer,
                                      Fields fields, const NodeCheck& check);
// The fields that the expressions at `pointer` make of `variables`.
[[nodiscard]] Fields check_expressions(const std::vector<std::pair<std::string, std::string>>& fields,
                                       const std::string& pointer, const Fields& variables, const NodeCheck& check);
// An expression that is true or false.
void check_condition(const std::string& text, const Fields& fields, const std::string& pointer, const NodeCheck& check);

// Compiles `text` against `fields`; at `pointer` an error names the character.
[[nodiscard]] std::optional<engine::Field> check_expression(const std::string& text,
                                                            const std::vector<engine::Field>& fields,
                                                            const std::string& pointer, const NodeCheck& check);

// The field of that name; an error names the nearest.
[[nodiscard]] const engine::Field* check_field(const std::string& name, const std::vector<engine::Field>& fields,
                                               const std::string& pointer, Findings& findings);

// Names in the order of their fields.
[[nodiscard]] std::vector<std::string_view> names_of(const std::vector<engine::Field>& fields);

}  // namespace wavetank::scenarios

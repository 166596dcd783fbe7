// Which nodes gather records anew.
#include "scenarios/format/routing.hpp"

namespace wavetank::scenarios {
namespace {

// Nodes without a key.
template <typename Op>
std::string key_in(const Op& /*op*/) {
  return "";
}
std::string key_in(const WindowNode& window) { return window.key; }
std::string key_in(const SqlWindowNode& window) { return window.key; }
std::string key_in(const FunnelNode& funnel) { return funnel.key; }
std::string key_in(const SilenceNode& silence) { return silence.key; }
std::string key_in(const RollingNode& rolling) { return rolling.key; }
std::string key_in(const ConnectNode& connect) { return connect.key; }
std::string key_in(const GroupByNode& group_by) { return group_by.key; }
std::string key_in(const OverNode& over) { return over.key; }
std::string key_in(const DeduplicateNode& deduplicate) { return deduplicate.key; }
std::string key_in(const TopNNode& top_n) { return top_n.key; }
std::string key_in(const UpsertMaterializeNode& materialize) { return materialize.key; }
std::string key_in(const PatternNode& pattern) { return pattern.key; }
template <typename Op>
  requires requires(const Op& op) { op.inputs.key; }
std::string key_in(const Op& join) {
  return join.inputs.key;
}
std::string key_in(const ProcessFunctionNode& process) { return process.key; }

// Nodes that see all records in one place, where they have no key.
template <typename Op>
constexpr bool kGathers =
    std::is_same_v<Op, WindowNode> || std::is_same_v<Op, SqlWindowNode> || std::is_same_v<Op, SortNode>;

template <typename Op>
std::vector<std::string> outputs_in(const Op& op) {
  if constexpr (requires { op.late; }) {
    if (op.late == engine::LateRecords::SideOutput) return {"late"};
  }
  return {};
}
// By which records from the future leave.
std::vector<std::string> outputs_of_guard(const engine::WatermarkStrategy& strategy) {
  const bool diverts = strategy.future && strategy.future->then == engine::FutureRecords::SideOutput;
  return diverts ? std::vector<std::string>{"future"} : std::vector<std::string>{};
}
std::vector<std::string> outputs_in(const SourceNode& source) { return outputs_of_guard(source.watermark); }
std::vector<std::string> outputs_in(const TimestampsNode& timestamps) { return outputs_of_guard(timestamps.watermark); }
std::vector<std::string> outputs_in(const SplitNode& split) {
  std::vector<std::string> names;
  for (const auto& [name, condition] : split.outputs) names.push_back(name);
  return names;
}

std::vector<std::string> outputs_in(const PatternNode& pattern) {
  std::vector<std::string> names = {"timeout"};
  if (pattern.late == engine::LateRecords::SideOutput) names.emplace_back("late");
  return names;
}

std::vector<std::string> outputs_in(const IntervalJoinNode& join) {
  if (join.late != engine::LateRecords::SideOutput) return {};
  return {"late_left", "late_right"};
}

template <typename Op>
SecondInput second_in(const Op& /*op*/) {
  return {};
}
SecondInput second_in(const ConnectNode& connect) { return {"connect", connect.rules, ""}; }
SecondInput second_in(const IntervalJoinNode& join) {
  return {"interval_join", join.inputs.right, join.inputs.right_key};
}
SecondInput second_in(const RegularJoinNode& join) { return {"join", join.inputs.right, join.inputs.right_key}; }
SecondInput second_in(const TemporalJoinNode& join) {
  return {"temporal_join", join.inputs.right, join.inputs.right_key};
}
SecondInput second_in(const WindowJoinNode& join) { return {"window_join", join.inputs.right, join.inputs.right_key}; }
SecondInput second_in(const CoGroupNode& group) { return {"co_group", group.inputs.right, group.inputs.right_key}; }

template <typename Op>
constexpr bool kTakesNullKeys = std::is_same_v<Op, IntervalJoinNode> || std::is_same_v<Op, RegularJoinNode> ||
                                std::is_same_v<Op, TemporalJoinNode> || std::is_same_v<Op, WindowJoinNode>;

// A table is one, however many send to it.
bool has_table(const Node& node) {
  const auto* const sink = std::get_if<SinkNode>(&node.op);
  return sink != nullptr && sink->folds.has_value();
}

}  // namespace

Routing routing_of(const Node& node) {
  if (!key_of(node).empty()) return Routing::ByKey;
  const bool gathers = has_table(node) || std::visit([]<typename Op>(const Op&) { return kGathers<Op>; }, node.op);
  return gathers ? Routing::ToOne : Routing::Forward;
}

std::vector<std::string> side_outputs(const Node& node) {
  return std::visit([](const auto& op) { return outputs_in(op); }, node.op);
}

SecondInput second_input(const Node& node) {
  return std::visit([](const auto& op) { return second_in(op); }, node.op);
}

bool takes_null_keys(const Node& node) {
  return std::visit([]<typename Op>(const Op&) { return kTakesNullKeys<Op>; }, node.op);
}

std::string key_of(const Node& node) {
  return std::visit([](const auto& op) { return key_in(op); }, node.op);
}

}  // namespace wavetank::scenarios

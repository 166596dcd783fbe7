// One operator of the pipeline. What each does is in a header of its own in this folder.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "scenarios/format/nodes/changelog_nodes.hpp"
#include "scenarios/format/nodes/function_nodes.hpp"
#include "scenarios/format/nodes/join_nodes.hpp"
#include "scenarios/format/nodes/origin.hpp"
#include "scenarios/format/nodes/pattern_node.hpp"
#include "scenarios/format/nodes/stream_nodes.hpp"
#include "scenarios/format/nodes/user_nodes.hpp"
#include "scenarios/format/nodes/window_node.hpp"

namespace wavetank::scenarios {

using AnyNode = std::variant<SourceNode, MapNode, ProjectNode, FilterNode, FlatMapNode, SplitNode, TimestampsNode,
                             SortNode, WindowNode, SqlWindowNode, FunnelNode, SilenceNode, RollingNode, ConnectNode,
                             RecordFunctionNode, ProcessFunctionNode, GroupByNode, OverNode, DeduplicateNode, TopNNode,
                             UpsertMaterializeNode, IntervalJoinNode, RegularJoinNode, TemporalJoinNode, WindowJoinNode,
                             CoGroupNode, PatternNode, SinkNode>;

// One operator. `from` names its upstream operators, "id", "id.late" or "id.output"; several make a union.
struct Node {
  std::string id;
  std::vector<std::string> from;
  AnyNode op;
  std::uint32_t parallelism = 1;
  Origin origin;
};

}  // namespace wavetank::scenarios

// Which operators are worth a plane.
#include "visualizer/view/lane.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using scenarios::WindowNode;

Total total_of(const std::vector<scenarios::AggregateSpec>& aggregates) {
  if (aggregates.empty()) return Total::Records;
  switch (aggregates.front().kind) {
    case engine::AggregateKind::Count:
    case engine::AggregateKind::Sum: return Total::Sum;
    case engine::AggregateKind::Min:
    case engine::AggregateKind::Max:
    case engine::AggregateKind::Reduce: return Total::PerKey;
    case engine::AggregateKind::List: return Total::Records;
  }
  return Total::Records;
}

std::vector<sim::ActorId> tasks_of(const Recording& recording, std::size_t node) {
  std::vector<sim::ActorId> tasks;
  for (std::size_t at = 0; at < recording.cast.actors.size(); ++at) {
    const scenarios::Actor& actor = recording.cast.actors[at];
    if (actor.role == scenarios::Role::Task && actor.at == node) {
      tasks.push_back(sim::ActorId{static_cast<std::uint16_t>(at)});
    }
  }
  return tasks;
}

// What is worth a plane, the most telling first.
enum class Interest : std::uint8_t { Windows, State, Order, Nothing };

Interest interest_of(const scenarios::AnyNode& op) {
  if (std::holds_alternative<WindowNode>(op) || std::holds_alternative<scenarios::SqlWindowNode>(op)) {
    return Interest::Windows;
  }
  if (std::holds_alternative<scenarios::FunnelNode>(op) || std::holds_alternative<scenarios::SilenceNode>(op) ||
      std::holds_alternative<scenarios::RollingNode>(op) || std::holds_alternative<scenarios::ConnectNode>(op) ||
      std::holds_alternative<scenarios::GroupByNode>(op) || std::holds_alternative<scenarios::OverNode>(op) ||
      std::holds_alternative<scenarios::DeduplicateNode>(op) || std::holds_alternative<scenarios::TopNNode>(op) ||
      std::holds_alternative<scenarios::UpsertMaterializeNode>(op) ||
      std::holds_alternative<scenarios::IntervalJoinNode>(op) ||
      std::holds_alternative<scenarios::RegularJoinNode>(op) ||
      std::holds_alternative<scenarios::TemporalJoinNode>(op) ||
      std::holds_alternative<scenarios::WindowJoinNode>(op) || std::holds_alternative<scenarios::CoGroupNode>(op) ||
      std::holds_alternative<scenarios::PatternNode>(op)) {
    return Interest::State;
  }
  return std::holds_alternative<scenarios::SortNode>(op) ? Interest::Order : Interest::Nothing;
}

Lane lane_of(const Recording& recording, std::size_t at) {
  const scenarios::Node& node = recording.scenario.pipeline[at];
  Lane lane;
  lane.name = node.id;
  lane.tasks = tasks_of(recording, at);
  if (const auto* window = std::get_if<WindowNode>(&node.op)) {
    lane.has_windows = true;
    lane.keyed = !window->key.empty();
    lane.shape = window->shape;
    lane.time = window->time;
    lane.allowed_lateness = window->allowed_lateness;
    lane.evictor = window->evictor.kind;
    lane.total = total_of(window->aggregates);
  }
  if (const auto* window = std::get_if<scenarios::SqlWindowNode>(&node.op)) {
    lane.has_windows = true;
    lane.has_slices = true;
    lane.keyed = !window->key.empty();
    lane.shape = window->shape;
    lane.total = total_of(window->aggregates);
  }
  lane.has_pattern = std::holds_alternative<scenarios::PatternNode>(node.op);
  lane.has_function = interest_of(node.op) == Interest::State;
  return lane;
}

}  // namespace

std::vector<Lane> lanes_of(const Recording& recording) {
  std::vector<Lane> lanes;
  std::optional<Lane> other;
  for (const Interest wanted : {Interest::Windows, Interest::State, Interest::Order, Interest::Nothing}) {
    for (std::size_t at = 0; at < recording.scenario.pipeline.size(); ++at) {
      const scenarios::Node& node = recording.scenario.pipeline[at];
      if (std::holds_alternative<scenarios::SourceNode>(node.op) || interest_of(node.op) != wanted) continue;
      Lane lane = lane_of(recording, at);
      if (lane.tasks.empty()) continue;
      if (wanted != Interest::Nothing) {
        lanes.push_back(std::move(lane));
      } else if (!other) {
        other = std::move(lane);
      }
    }
  }
  if (lanes.empty() && other) lanes.push_back(std::move(*other));
  return lanes;
}

}  // namespace wavetank::visualizer

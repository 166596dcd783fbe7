// Who sends to whom, and on which side.
#include "properties/invariants/tables/table_tasks.hpp"

#include <algorithm>
#include <optional>

#include "engine/base/assert.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::properties {
namespace {

using scenarios::Resolved;
using scenarios::Scenario;
using scenarios::Upstream;

constexpr engine::InputIndex kSecondInput{1};

// An operator that is on both sides cannot be told apart by where a record came from.
bool has_clear_sides(const std::vector<Upstream>& upstreams) {
  return std::ranges::all_of(upstreams, [&](const Upstream& one) {
    return std::ranges::all_of(
        upstreams, [&](const Upstream& other) { return one.node != other.node || one.input == other.input; });
  });
}

bool is_broadcast(const scenarios::AnyNode& op, const Upstream& from) {
  return std::holds_alternative<scenarios::ConnectNode>(op) && from.input == kSecondInput;
}

// How often each row of the main output is sent; none if that depends on how many channels there are.
std::optional<std::size_t> readers_of(std::size_t node, const Scenario& scenario, const Resolved& resolved) {
  std::size_t readers = 0;
  for (std::size_t reader = 0; reader < resolved.upstreams.size(); ++reader) {
    for (const Upstream& from : resolved.upstreams[reader]) {
      if (from.node != node || from.output != engine::kMainOutput) continue;
      if (is_broadcast(scenario.pipeline[reader].op, from)) return std::nullopt;
      ++readers;
    }
  }
  return readers;
}

// By where each record was sent from.
std::vector<engine::InputIndex> inputs_of(const TaskArrivals& task, const std::vector<Upstream>& upstreams,
                                          const scenarios::Run& run) {
  std::vector<engine::InputIndex> inputs;
  for (const Arrival& arrival : task.arrivals) {
    inputs.emplace_back();
    const std::uint32_t cause = run.trace.at(arrival.at).cause;
    if (arrival.kind != ArrivalKind::Record || cause == 0) continue;
    const sim::ActorId sender = run.trace.at(sim::EventId{cause}).actor;
    const std::size_t node = run.cast.actors.at(static_cast<std::size_t>(sender)).at;
    const auto from = std::ranges::find(upstreams, node, &Upstream::node);
    WT_REQUIRE(from != upstreams.end(), node);
    inputs.back() = from->input;
  }
  return inputs;
}

bool is_table_judged(const Scenario& scenario, const Resolved& resolved, std::size_t node) {
  return scenario.execution == scenarios::Execution::Streaming && is_modelled(scenario.pipeline[node].op) &&
         has_clear_sides(resolved.upstreams[node]) && readers_of(node, scenario, resolved);
}

}  // namespace

bool is_judged_table(const Scenario& scenario, std::size_t node) {
  const scenarios::Validation checked = scenarios::validate(scenario);
  return checked.errors.empty() && is_table_judged(scenario, checked.resolved, node);
}

std::vector<TableOfTask> tables_of(const Scenario& scenario, const scenarios::Run& run,
                                   const std::vector<TaskArrivals>& arrivals) {
  if (std::ranges::none_of(scenario.pipeline, [](const scenarios::Node& node) { return has_table(node.op); }))
    return {};
  const scenarios::Validation checked = scenarios::validate(scenario);
  if (!checked.errors.empty()) return {};
  std::vector<TableOfTask> tables;
  for (std::size_t i = 0; i < run.cast.actors.size(); ++i) {
    const scenarios::Actor& actor = run.cast.actors[i];
    if (actor.role != scenarios::Role::Task || !is_table_judged(scenario, checked.resolved, actor.at)) continue;
    const TableContext context{*run.facts, *engine::profile(scenario.semantics), checked.resolved.takes[actor.at],
                               checked.resolved.rules[actor.at]};
    const TableTask task{arrivals[i], inputs_of(arrivals[i], checked.resolved.upstreams[actor.at], run),
                         actor.channels};
    tables.push_back({sim::ActorId{static_cast<std::uint16_t>(i)}, actor.at, checked.resolved.schemas[actor.at],
                      *readers_of(actor.at, scenario, checked.resolved),
                      expect_table(scenario.pipeline[actor.at].op, context, task)});
  }
  return tables;
}

}  // namespace wavetank::properties

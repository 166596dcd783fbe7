// Names of a plan's actors.
#include "sim/cluster/plan.hpp"

namespace wavetank::sim {

std::string Plan::actor_name(ActorId actor) const {
  const auto at = static_cast<std::size_t>(actor);
  WT_REQUIRE(at < actors(), at);
  if (at < inputs.size()) return inputs[at].name;
  if (at < 2 * inputs.size()) return "log/" + inputs[at - inputs.size()].name;
  const std::size_t task = at - 2 * inputs.size();
  if (task < tasks.size()) return tasks[task].name;
  const std::size_t coordinator = task - tasks.size();
  if (coordinator < coordinators.size()) return coordinators[coordinator].name;
  if (coordinator == coordinators.size()) return "job-manager";
  return job->managers[coordinator - coordinators.size() - 1].name;
}

engine::JobGraph job_graph(const Plan& plan) {
  engine::JobGraph graph;
  graph.predecessors.resize(plan.tasks.size());
  for (std::uint32_t from = 0; from < plan.tasks.size(); ++from) {
    for (const EdgePlan& edge : plan.tasks[from].edges) {
      for (const std::uint32_t channel : edge.channels) {
        std::vector<engine::JobTaskRange>& senders = graph.predecessors[plan.channels[channel].to];
        if (!senders.empty() && senders.back().end > from) continue;  // by another output
        if (!senders.empty() && senders.back().end == from) {
          ++senders.back().end;
        } else {
          senders.push_back({from, from + 1});
        }
      }
    }
  }
  return graph;
}

}  // namespace wavetank::sim

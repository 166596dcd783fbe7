// Names of a plan's actors.
#include "sim/cluster/plan.hpp"

namespace wavetank::sim {

std::string Plan::actor_name(ActorId actor) const {
  const auto at = static_cast<std::size_t>(actor);
  WT_REQUIRE(at < actors(), at);
  if (at < inputs.size()) return inputs[at].name;
  if (at < 2 * inputs.size()) return "log/" + inputs[at - inputs.size()].name;
  const std::size_t task = at - 2 * inputs.size();
  return task < tasks.size() ? tasks[task].name : coordinators[task - tasks.size()].name;
}

}  // namespace wavetank::sim

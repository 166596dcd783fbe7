// All invariants, one after the other.
#include "properties/judge.hpp"

#include <algorithm>

#include "properties/invariants/all.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {

std::vector<Violation> judge(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  const Evidence evidence(scenario, run);
  std::vector<Violation> violations;
  for (const Invariant& invariant : all_invariants()) {
    const Violations found = invariant.judge(evidence);
    violations.insert(violations.end(), found.begin(), found.end());
  }
  std::sort(violations.begin(), violations.end());
  return violations;
}

std::vector<std::string> unjudged_windows(const scenarios::Scenario& scenario) {
  std::vector<std::string> ids;
  for (const scenarios::Node& node : scenario.pipeline) {
    const auto* const window = std::get_if<scenarios::WindowNode>(&node.op);
    if (window != nullptr && !scenarios::is_plain(*window)) ids.push_back(node.id);
  }
  return ids;
}

}  // namespace wavetank::properties

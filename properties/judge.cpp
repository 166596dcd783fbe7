// All invariants, one after the other.
#include "properties/judge.hpp"

#include <algorithm>

#include "properties/invariants/all.hpp"

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

}  // namespace wavetank::properties

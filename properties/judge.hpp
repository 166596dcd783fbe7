// Judging a run: the oracle and all invariants over its trace.
#pragma once

#include <vector>

#include "properties/violation.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties {

// What is wrong with the run, by position. Empty: nothing was found. Slow: it recomputes every window from scratch.
// REQUIRES: the run kept its trace and is a run of the scenario.
[[nodiscard]] std::vector<Violation> judge(const scenarios::Scenario& scenario, const scenarios::Run& run);

}  // namespace wavetank::properties

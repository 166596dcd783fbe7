// Judging a run: the oracle and all invariants over its trace.
#pragma once

#include <string>
#include <vector>

#include "properties/violation.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties {

// What is wrong with the run, by position. Empty: nothing was found. Slow: it recomputes every window from scratch.
// REQUIRES: the run kept its trace and is a run of the scenario.
[[nodiscard]] std::vector<Violation> judge(const scenarios::Scenario& scenario, const scenarios::Run& run);

// The window operators, by id, whose windows the oracle does not know: `judge` says nothing of what they do with records,
// no win-… and no out-model. There are none.
[[nodiscard]] std::vector<std::string> unjudged_windows(const scenarios::Scenario& scenario);

}  // namespace wavetank::properties

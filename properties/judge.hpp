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

// What is wrong with the pipeline though the engine did as it was told; a scenario may show it on purpose (win-cascade).
// REQUIRES: as of `judge`.
[[nodiscard]] std::vector<Violation> judge_pipeline(const scenarios::Scenario& scenario, const scenarios::Run& run);

// The operators, by id, that keep state or wait for time in a way that the oracle does not know: windows of streaming SQL,
// functions with state. Of them `judge` looks at watermarks only, and not at what they make of records.
[[nodiscard]] std::vector<std::string> unjudged_operators(const scenarios::Scenario& scenario);

}  // namespace wavetank::properties

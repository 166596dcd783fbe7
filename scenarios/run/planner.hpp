// From a scenario to the plan of a run: operators, tasks, channels, scripts and faults, all with dense ids.
//
// One operator, one task per subtask. A keyed window gets its records by key group from every upstream subtask; all
// else is forwarded to the subtask of the same number. To add an operator to the pipeline, add its node to
// `Scenario`, its words to the reader, and its case to `build_operator`.
#pragma once

#include "scenarios/format/validate.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// Wires the pipeline and the faults into `prepared`; inputs have no scripts yet.
// REQUIRES: the scenario is valid; `resolved` is what validation found.
void build_plan(const Scenario& scenario, const Resolved& resolved, PreparedRun& prepared);

}  // namespace wavetank::scenarios

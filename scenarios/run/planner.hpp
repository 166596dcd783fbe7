// From a scenario to the plan of a run: operators, tasks, channels, scripts and faults, all with dense ids.
//
// One operator, one task per subtask. An operator with a key gets its records by key group from every upstream subtask,
// and a connect its rules in all subtasks, on an input of their own; all else is forwarded to the subtask of the same
// number, or to the only one (format/routing.hpp). How to add an operator is in docs/ARCHITECTURE.md.
#pragma once

#include "scenarios/format/validate.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// Wires the pipeline and the faults into `prepared`; inputs have no scripts yet. Draws what staggered windows go by.
// REQUIRES: the scenario is valid; `resolved` is what validation found.
void build_plan(const Scenario& scenario, const Resolved& resolved, sim::Tape& tape, PreparedRun& prepared);

}  // namespace wavetank::scenarios

// The scripts of a run's producers: events by hand, from a file, or drawn from the seed.
#pragma once

#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {

// Fills the script of every input in `prepared.plan` and sets the plan's clock base. Returns what is wrong with
// input files. Draws come from the streams "input/<name>/..." of the run's seed.
[[nodiscard]] std::vector<InputError> write_scripts(const Scenario& scenario, sim::Tape& tape, PreparedRun& prepared);

}  // namespace wavetank::scenarios

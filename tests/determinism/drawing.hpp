// A scenario in which everything that can draw does: input, transport, links, batches, ties and faults.
#pragma once

#include <string>

#include "scenarios/format/scenario.hpp"

namespace wavetank::determinism {

// Ends after 90 simulated seconds; nothing happens in the last ten.
[[nodiscard]] scenarios::Scenario drawing_scenario();

// A second input with its own pipeline, beside what is there.
void add_pipeline(scenarios::Scenario& scenario, const std::string& name);

}  // namespace wavetank::determinism

// Two runs that should be one: are they, and if not, where do they part?
//
// Digests are kept every 1,024 events, so the place is found without either trace.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/run/run.hpp"

namespace wavetank::determinism {

// Runs the scenario from its beginning, keeping no trace. Throws std::runtime_error if it cannot be prepared.
[[nodiscard]] scenarios::Run run_once(const scenarios::Scenario& scenario, std::uint64_t seed);

// "block 3, events 3072 to 4095: 6dd0... and 91f2...", or nothing if the runs are equal.
[[nodiscard]] std::string divergence(const scenarios::Run& first, const scenarios::Run& second);

}  // namespace wavetank::determinism

// Small jobs on a cluster that write in transactions, and task managers that die: for what drafts (draft.hpp) do not
// reach. Valid and different for every seed; half of them time transactions out.
#pragma once

#include <cstdint>

#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

[[nodiscard]] scenarios::Scenario crash_scenario(std::uint64_t seed);

}  // namespace wavetank::properties

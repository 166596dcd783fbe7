// The scenarios of the catalogue, in the order of their paths.
#pragma once

#include <string>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace wavetank::determinism {

// Every .json file below `folder`, sorted.
[[nodiscard]] std::vector<std::string> scenario_files(const std::string& folder);

// Throws std::runtime_error with all that is wrong with the file.
[[nodiscard]] scenarios::Scenario read_or_throw(const std::string& path);

}  // namespace wavetank::determinism

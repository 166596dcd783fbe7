// The answer as the JSON document of `wavetank lateness --json`.
#pragma once

#include <string>

#include "scenarios/lateness/lateness.hpp"

namespace wavetank::scenarios {

// REQUIRES: the report has an answer.
[[nodiscard]] std::string lateness_to_json(const LatenessReport& report);

}  // namespace wavetank::scenarios

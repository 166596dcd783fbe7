// A lateness report as one file of HTML: charts and tables inside, nothing is fetched, no script runs.
#pragma once

#include <string>

#include "scenarios/lateness/lateness.hpp"

namespace wavetank::scenarios {

// REQUIRES: the report has an answer and plots.
[[nodiscard]] std::string lateness_page(const LatenessReport& report);

}  // namespace wavetank::scenarios

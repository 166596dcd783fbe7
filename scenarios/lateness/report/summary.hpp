// The answer for a terminal: one screen.
#pragma once

#include <string>

#include "scenarios/lateness/lateness.hpp"

namespace wavetank::scenarios {

// REQUIRES: the report has an answer.
[[nodiscard]] std::string lateness_summary(const LatenessReport& report);

// What is recommended, in a sentence or two; the pages say it, too.
[[nodiscard]] std::string recommendation_text(const LatenessAnswer& answer);

// Two lines: how much there is of what, and which column is what.
// REQUIRES: the report has an answer.
[[nodiscard]] std::string file_text(const LatenessReport& report);

// "tumbling windows of 1h"
[[nodiscard]] std::string name_of(const WindowsAnswer& windows);

}  // namespace wavetank::scenarios

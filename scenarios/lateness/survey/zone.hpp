// Days of a local time zone, by the machine's time zone database.
#pragma once

#include <string>

#include "engine/base/result.hpp"
#include "scenarios/lateness/survey/day_survey.hpp"

namespace wavetank::scenarios {

// Which local day a time is of. `name` is of the IANA time zone database: "America/New_York". The problem: there is no
// such zone, or the machine has no database.
[[nodiscard]] engine::Result<DayOf> days_of_zone(const std::string& name);

}  // namespace wavetank::scenarios

// Finding the tasks of a run whose results are a table, and asking the oracle what each must have come to.
#pragma once

#include <vector>

#include "properties/invariants/evidence.hpp"

namespace wavetank::properties {

// `arrivals`: by actor. None of a scenario that is not valid.
[[nodiscard]] std::vector<TableOfTask> tables_of(const scenarios::Scenario& scenario, const scenarios::Run& run,
                                                 const std::vector<TaskArrivals>& arrivals);

}  // namespace wavetank::properties

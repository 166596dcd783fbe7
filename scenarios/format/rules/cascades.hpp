// Windows that feed windows: what the second one makes of a first one that speaks more than once (CA-01 to CA-03).
#pragma once

#include <vector>

#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// The places of the windows whose results reach the node at `node`, by way of operators that keep rows as they are or
// map them one by one. A late output carries what went in, not results.
[[nodiscard]] std::vector<std::size_t> windows_before(const Scenario& scenario, const Resolved& resolved,
                                                      std::size_t node);

// Whether what an operator sends on its main output are the rows that it takes, or one made of each.
[[nodiscard]] bool passes_rows(const Node& node);

// Whether rows that take back an earlier one reach the node.
[[nodiscard]] bool takes_changes(const Scenario& scenario, const Resolved& resolved, std::size_t node);

// Whether a window may say a whole result, and later the whole result of the same window again, as a row of its own.
[[nodiscard]] bool repeats_itself(const WindowNode& window, Execution execution);

// Whether the window counts or sums, so that a row that comes twice counts twice.
[[nodiscard]] bool adds_up(const WindowNode& window);

}  // namespace wavetank::scenarios

// Ways to make a scenario smaller, the big and cheap ones first.
//
// A cut may leave a scenario that is not valid, say because two operators no longer fit: whoever tries it finds out.
// Every cut makes something less or simpler, so that taking one after the other comes to an end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

struct Cut {
  std::string name;  // "fault link-clog at window -> sink away"
  scenarios::Scenario scenario;
};

// What goes before records are left out: faults, delays, ties, batches, partitions, parallelism, operators.
[[nodiscard]] std::vector<Cut> coarse_cuts(const scenarios::Scenario& scenario);
// What goes after: switches of operators, keys, values, times. Inputs that are files or generators stay as they are.
[[nodiscard]] std::vector<Cut> fine_cuts(const scenarios::Scenario& scenario);

// The number of events over all inputs that are written by hand.
[[nodiscard]] std::size_t records_in(const scenarios::Scenario& scenario);

// Leaves out `count` records from place `first` on, counting through all inputs.
// REQUIRES: first + count <= records_in(scenario).
[[nodiscard]] scenarios::Scenario without_records(const scenarios::Scenario& scenario, std::size_t first,
                                                  std::size_t count);

}  // namespace wavetank::properties

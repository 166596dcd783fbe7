// From a failing scenario to a small one that fails in the same way.
//
// Deterministic and bounded: the same scenario takes the same path, and when the budget is spent the smallest one so
// far is handed back and said not to be minimal. Every step is kept iff the same invariant is violated again. The
// choices of the seed stay as they are wherever what they are about is still there (streams are named).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

// Whether a candidate still fails, in the way that matters.
using StillFails = std::function<bool(const scenarios::Scenario&)>;

// Runs a candidate and judges it: does it violate the invariant? A scenario that is not valid does not. A run in
// which an assertion of ours fails does not either: that is another bug.
[[nodiscard]] StillFails violates(std::string_view invariant);

struct ShrinkBudget {
  std::uint64_t runs_max = 4'000;
};

struct Shrunk {
  scenarios::Scenario scenario;
  std::vector<std::string> path;  // what was cut, in order
  std::uint64_t runs = 0;         // candidates tried
  bool minimal = false;           // no cut is left that would still fail
};

// REQUIRES: still_fails(scenario).
[[nodiscard]] Shrunk shrink(const scenarios::Scenario& scenario, const StillFails& still_fails,
                            const ShrinkBudget& budget = {});

}  // namespace wavetank::properties

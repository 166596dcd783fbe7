// How far a run is judged: up to its first failure. What a restored job owes is not modelled yet.
#pragma once

#include <optional>

#include "scenarios/run/run.hpp"

namespace wavetank::properties {

// The first death or failure that a run goes on after; none if there is none.
[[nodiscard]] std::optional<sim::EventId> first_failure(const scenarios::Run& run);

// The run as if it had been stopped just before `failure`.
[[nodiscard]] scenarios::Run prefix_before(const scenarios::Run& run, sim::EventId failure);

}  // namespace wavetank::properties

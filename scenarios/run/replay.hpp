// What a second run over the same records may answer differently, and which operators make it so.
//
// Exactly-once says that each record affects the state once. It does not say that two runs give equal results: that
// depends on the operators. Each declares its class (engine/core/operator.hpp); a pipeline is of the greatest class
// among its operators.
#pragma once

#include <string>
#include <vector>

#include "engine/core/operator.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

struct OperatorReplay {
  std::string id;
  engine::ReplayClass own = engine::ReplayClass::Deterministic;
  engine::ReplayClass sent = engine::ReplayClass::Deterministic;  // the greatest of its own and of all above it
  std::string why;                                                // of its own; empty of a deterministic one
};

struct PipelineReplay {
  engine::ReplayClass replay = engine::ReplayClass::Deterministic;
  std::vector<OperatorReplay> operators;  // in the pipeline's order
};

// REQUIRES: the scenario is valid; `resolved` is what validation found.
[[nodiscard]] PipelineReplay replay_of(const Scenario& scenario, const Resolved& resolved);

// "clock-dependent by people: what it keeps is forgotten by the clock (PF-04)"
[[nodiscard]] std::string to_text(const PipelineReplay& replay);

}  // namespace wavetank::scenarios

// From a node of the pipeline to its operator.
#pragma once

#include <memory>

#include "engine/core/operator.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// REQUIRES: the scenario is valid. Adds the schemas that the operator makes to `facts`.
[[nodiscard]] std::unique_ptr<engine::Operator> build_operator(const Scenario& scenario, std::size_t node,
                                                               const Resolved& resolved, engine::Facts& facts);

// REQUIRES: there is such a field.
[[nodiscard]] std::uint32_t field_index(const std::vector<engine::Field>& fields, std::string_view name);

}  // namespace wavetank::scenarios

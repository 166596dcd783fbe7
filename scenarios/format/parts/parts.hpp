// The parts of a scenario's reader; read.cpp puts them together.
#pragma once

#include <optional>
#include <vector>

#include "scenarios/format/members.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// What clocks show at simulated zero, as event time: lengths of time in event times count from there.
[[nodiscard]] engine::EventTime base_of(const Scenario& scenario);

[[nodiscard]] Input read_input(const Place& place, engine::EventTime base, Errors& errors);
[[nodiscard]] std::vector<InputEvent> read_events(const Place& place, const Input& input, engine::EventTime base,
                                                  Errors& errors);
// `before`: the node above, which a node takes from unless it says otherwise.
[[nodiscard]] Node read_node(const Place& place, const Node* before, Errors& errors);
[[nodiscard]] engine::WatermarkStrategy read_watermark(const Place& place, std::string& mark, Errors& errors);
[[nodiscard]] LinkSpec read_link(const Place& place, Errors& errors);
[[nodiscard]] FaultSpec read_fault(const Place& place, Errors& errors);
// Expected values are typed by the schema of their sink.
[[nodiscard]] Expectations read_expectations(const Place& place, const Scenario& scenario, const Resolved& resolved,
                                             Errors& errors);

// A field's value in JSON.
[[nodiscard]] std::optional<Value> read_value(const Place& place, const engine::Field& field, engine::EventTime base,
                                              Errors& errors);

}  // namespace wavetank::scenarios

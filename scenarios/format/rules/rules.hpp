// The rules of a scenario by subject; validate.cpp asks them all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/texts.hpp"
#include "scenarios/format/rules/findings.hpp"
#include "scenarios/format/scenario.hpp"
#include "scenarios/format/validate.hpp"

namespace wavetank::scenarios {

// The fields of a stream; nothing if they cannot be known because of an error.
using Fields = std::optional<std::vector<engine::Field>>;

void check_inputs(const Scenario& scenario, Findings& findings);
// Looks names up and works types out on the way.
[[nodiscard]] Resolved check_pipeline(const Scenario& scenario, Findings& findings);
void check_links(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_faults(const Scenario& scenario, const Resolved& resolved, Findings& findings);
void check_expectations(const Scenario& scenario, const Resolved& resolved, Findings& findings);

// One node of the pipeline while it is checked.
struct NodeCheck {
  const Scenario& scenario;
  const Node& node;
  std::string pointer;  // of the node
  Fields takes;         // what it receives
  engine::Texts& texts;
  Findings& findings;
};

// The fields of what the node sends.
[[nodiscard]] Fields check_operator(const NodeCheck& check);
[[nodiscard]] Fields check_window(const WindowNode& window, const NodeCheck& check);
// Which windows there are, when they speak, and which records they forget.
void check_windows(const WindowNode& window, const NodeCheck& check);
void check_watermark(const engine::WatermarkStrategy& strategy, const std::string& mark, const Fields& fields,
                     const NodeCheck& check);

// Compiles `text` against `fields`; at `pointer` an error names the character.
[[nodiscard]] std::optional<engine::Field> check_expression(const std::string& text,
                                                            const std::vector<engine::Field>& fields,
                                                            const std::string& pointer, const NodeCheck& check);

// The field of that name; an error names the nearest.
[[nodiscard]] const engine::Field* check_field(const std::string& name, const std::vector<engine::Field>& fields,
                                               const std::string& pointer, Findings& findings);

// Names in the order of their fields.
[[nodiscard]] std::vector<std::string_view> names_of(const std::vector<engine::Field>& fields);

}  // namespace wavetank::scenarios

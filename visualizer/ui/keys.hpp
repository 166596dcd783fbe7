// From keys to commands: the one table, which the help overlay shows too.
#pragma once

#include <optional>
#include <span>

#include "visualizer/host/headless/key_press.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

// Nothing for a key without a meaning.
[[nodiscard]] std::optional<Command> command_for(const KeyPress& press, const ViewState& state);

struct KeyLine {
  const char* keys;
  const char* does;
};
[[nodiscard]] std::span<const KeyLine> key_lines();

}  // namespace wavetank::visualizer

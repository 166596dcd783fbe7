// The configs of the families window and count_window.
#pragma once

#include "engine/windows/window_spec.hpp"
#include "scenarios/conform/fields.hpp"

namespace wavetank::scenarios {

enum class WindowFunction : std::uint8_t { Sum, List };

// A specification without aggregates and schemas: these are the driver's.
struct WindowConfig {
  engine::WindowSpec spec;
  WindowFunction function = WindowFunction::Sum;
};

// Assigner, trigger and lateness: what windows over two inputs have.
[[nodiscard]] engine::WindowSpec read_joined_window_config(VectorFields& config, std::uint32_t value_field);
// What is wrong is remembered by `config`. `value_field` is where a record's value stands in its row.
[[nodiscard]] WindowConfig read_window_config(VectorFields& config, std::uint32_t value_field);

}  // namespace wavetank::scenarios

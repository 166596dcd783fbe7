// From GLFW's key events to our KeyPress. Pure, so it is tested without a window.
//
// Plain characters come from GLFW's character events, because only those know the keyboard layout and Shift.
// Keys without a character, and characters with Ctrl or Alt (for which GLFW sends no character event), come from
// its key events.
#pragma once

#include <optional>
#include <string_view>

#include "visualizer/host/headless/key_press.hpp"

namespace wavetank::visualizer {

// One press or repetition of a key, as GLFW reports it.
struct GlfwKey {
  int key = 0;                   // GLFW_KEY_...
  int modifiers = 0;             // GLFW_MOD_... bits
  std::string_view layout_name;  // glfwGetKeyName, empty if it has none
};

// Nothing for a modifier alone, for keys that we do not know, and for those that a character event will bring.
[[nodiscard]] std::optional<KeyPress> key_press_of(const GlfwKey& event);

// A character event; `modifiers` are those of the key event before it.
[[nodiscard]] KeyPress character_press_of(char32_t character, int modifiers);

}  // namespace wavetank::visualizer

// The tables of keys.
#include "visualizer/host/glfw/keys.hpp"

#include <array>
#include <optional>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace wavetank::visualizer {

namespace {

struct NamedKey {
  int glfw;
  Key key;
};

constexpr std::array kNamedKeys{
    NamedKey{GLFW_KEY_LEFT, Key::Left},
    NamedKey{GLFW_KEY_RIGHT, Key::Right},
    NamedKey{GLFW_KEY_UP, Key::Up},
    NamedKey{GLFW_KEY_DOWN, Key::Down},
    NamedKey{GLFW_KEY_HOME, Key::Home},
    NamedKey{GLFW_KEY_END, Key::End},
    NamedKey{GLFW_KEY_PAGE_UP, Key::PageUp},
    NamedKey{GLFW_KEY_PAGE_DOWN, Key::PageDown},
    NamedKey{GLFW_KEY_ENTER, Key::Enter},
    NamedKey{GLFW_KEY_KP_ENTER, Key::Enter},
    NamedKey{GLFW_KEY_ESCAPE, Key::Escape},
    NamedKey{GLFW_KEY_TAB, Key::Tab},
    NamedKey{GLFW_KEY_BACKSPACE, Key::Backspace},
    NamedKey{GLFW_KEY_DELETE, Key::Delete},
};

KeyModifiers modifiers_of(int bits) {
  return {(bits & GLFW_MOD_CONTROL) != 0, (bits & GLFW_MOD_SHIFT) != 0, (bits & GLFW_MOD_ALT) != 0};
}

char32_t lower_case(char32_t character) {
  return character >= U'A' && character <= U'Z' ? character - U'A' + U'a' : character;
}

// ASCII only: shortcuts with Ctrl or Alt are ASCII, and other layouts' letters have none.
std::optional<char32_t> named_character(const GlfwKey& event) {
  if (event.key == GLFW_KEY_SPACE) return U' ';
  if (event.layout_name.size() != 1) return std::nullopt;
  return lower_case(static_cast<unsigned char>(event.layout_name.front()));
}

}  // namespace

std::optional<KeyPress> key_press_of(const GlfwKey& event) {
  const KeyModifiers modifiers = modifiers_of(event.modifiers);
  for (const NamedKey& named : kNamedKeys) {
    if (named.glfw == event.key) return KeyPress{named.key, 0, modifiers};
  }
  if (!modifiers.ctrl && !modifiers.alt) return std::nullopt;
  const std::optional<char32_t> character = named_character(event);
  if (!character) return std::nullopt;
  // Ctrl and the key of '+' zoom in without Shift, as in browsers.
  const bool is_plus = modifiers.ctrl && *character == U'=';
  return KeyPress{Key::Character, is_plus ? U'+' : *character, modifiers};
}

KeyPress character_press_of(char32_t character, int modifiers) {
  return {Key::Character, lower_case(character), modifiers_of(modifiers)};
}

}  // namespace wavetank::visualizer

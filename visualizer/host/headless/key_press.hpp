// A key as the views hear of it: from the window's queue, or made up by a script.
//
// Never ask ImGui for keys: before 1.87 it samples them once a frame and loses taps in between. Each host keeps its
// own queue and hands over what arrived since the last frame, in order. Whoever reads it stays silent while a
// text field has the focus (io.WantTextInput), except for Escape.
#pragma once

#include <vector>

namespace wavetank::visualizer {

enum class Key {
  Character,  // see `KeyPress::character`
  Left,
  Right,
  Up,
  Down,
  Home,
  End,
  PageUp,
  PageDown,
  Enter,
  Escape,
  Tab,
  Backspace,
  Delete,
};

struct KeyModifiers {
  bool ctrl = false;
  bool shift = false;
  bool alt = false;
  friend bool operator==(const KeyModifiers&, const KeyModifiers&) = default;
};

// One tap, or one repetition of a held key. A character is what the user's keyboard layout gives, so '?' is '?'
// wherever it sits; letters are lower case, with `shift` beside them. Space is the character ' '.
struct KeyPress {
  Key key = Key::Character;
  char32_t character = 0;
  KeyModifiers modifiers;
  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

using KeyPresses = std::vector<KeyPress>;

}  // namespace wavetank::visualizer

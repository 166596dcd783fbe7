// What differs between ImGui 1.86 (Debian 12) and 1.90 and later (Debian 13), as far as we use it.
//
// From 1.87 on, input goes through an event queue; before, hosts write the state directly and a tap shorter than a
// frame is lost. Code outside this file does not look at IMGUI_VERSION_NUM.
#pragma once

#include <imgui.h>

namespace wavetank::visualizer::compat {

// The keys that ImGui's own text fields need. Everything else goes through our queue, see key_press.hpp.
enum class EditKey { Enter, Escape, Backspace, Delete, Left, Right, Home, End, Tab, Up, Down };
constexpr int kEditKeyCount = 11;

enum class Press { Down, Up };

inline ImGuiKey imgui_key(EditKey key) {
  switch (key) {
    case EditKey::Enter: return ImGuiKey_Enter;
    case EditKey::Escape: return ImGuiKey_Escape;
    case EditKey::Backspace: return ImGuiKey_Backspace;
    case EditKey::Delete: return ImGuiKey_Delete;
    case EditKey::Left: return ImGuiKey_LeftArrow;
    case EditKey::Right: return ImGuiKey_RightArrow;
    case EditKey::Home: return ImGuiKey_Home;
    case EditKey::End: return ImGuiKey_End;
    case EditKey::Tab: return ImGuiKey_Tab;
    case EditKey::Up: return ImGuiKey_UpArrow;
    case EditKey::Down: return ImGuiKey_DownArrow;
  }
  return ImGuiKey_Enter;
}

#if IMGUI_VERSION_NUM >= 18700

inline void map_edit_keys(ImGuiIO&) {}
inline void edit_key(ImGuiIO& io, EditKey key, Press press) { io.AddKeyEvent(imgui_key(key), press == Press::Down); }
inline void mouse_position(ImGuiIO& io, float x, float y) { io.AddMousePosEvent(x, y); }
inline void mouse_button(ImGuiIO& io, int button, Press press) { io.AddMouseButtonEvent(button, press == Press::Down); }
inline void mouse_wheel(ImGuiIO& io, float x, float y) { io.AddMouseWheelEvent(x, y); }
// Every event in its own frame would make a script depend on the number of frames it draws.
inline void take_all_events_at_once(ImGuiIO& io) { io.ConfigInputTrickleEventQueue = false; }

#else

// Our number of each key in io.KeysDown, for a host without a backend.
inline void map_edit_keys(ImGuiIO& io) {
  for (int key = 0; key < kEditKeyCount; ++key) {
    io.KeyMap[imgui_key(static_cast<EditKey>(key))] = key;
  }
}
inline void edit_key(ImGuiIO& io, EditKey key, Press press) {
  io.KeysDown[static_cast<int>(key)] = press == Press::Down;
}
inline void mouse_position(ImGuiIO& io, float x, float y) { io.MousePos = ImVec2(x, y); }
inline void mouse_button(ImGuiIO& io, int button, Press press) { io.MouseDown[button] = press == Press::Down; }
inline void mouse_wheel(ImGuiIO& io, float x, float y) {
  io.MouseWheelH += x;
  io.MouseWheel += y;
}
inline void take_all_events_at_once(ImGuiIO&) {}

#endif

}  // namespace wavetank::visualizer::compat

// Which GLFW events become which keys. Needs GLFW's header, not a display.
#include "visualizer/host/glfw/keys.hpp"

#include <gtest/gtest.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace wavetank::visualizer {
namespace {

KeyPress character(char32_t value, KeyModifiers modifiers = {}) { return {Key::Character, value, modifiers}; }

TEST(GlfwKeys, NamedKeysKeepTheirModifiers) {
  EXPECT_EQ(key_press_of({GLFW_KEY_LEFT, 0, ""}), (KeyPress{Key::Left, 0, {}}));
  EXPECT_EQ(key_press_of({GLFW_KEY_RIGHT, GLFW_MOD_SHIFT | GLFW_MOD_CONTROL, ""}),
            (KeyPress{Key::Right, 0, {.ctrl = true, .shift = true}}));
  EXPECT_EQ(key_press_of({GLFW_KEY_KP_ENTER, GLFW_MOD_ALT, ""}), (KeyPress{Key::Enter, 0, {.alt = true}}));
}

TEST(GlfwKeys, PlainLettersWaitForTheirCharacterEvent) {
  EXPECT_EQ(key_press_of({GLFW_KEY_F, 0, "f"}), std::nullopt);
  EXPECT_EQ(key_press_of({GLFW_KEY_F, GLFW_MOD_SHIFT, "f"}), std::nullopt);
  EXPECT_EQ(character_press_of(U'F', GLFW_MOD_SHIFT), character(U'f', {.shift = true}));
}

TEST(GlfwKeys, CharactersAreThoseOfTheLayout) {
  EXPECT_EQ(character_press_of(U'?', GLFW_MOD_SHIFT), character(U'?', {.shift = true}));
  // A German keyboard's Ctrl+Z lies where an American Y does.
  EXPECT_EQ(key_press_of({GLFW_KEY_Y, GLFW_MOD_CONTROL, "z"}), character(U'z', {.ctrl = true}));
}

TEST(GlfwKeys, LettersWithControlComeFromTheKeyEvent) {
  EXPECT_EQ(key_press_of({GLFW_KEY_P, GLFW_MOD_CONTROL, "p"}), character(U'p', {.ctrl = true}));
  EXPECT_EQ(key_press_of({GLFW_KEY_SPACE, GLFW_MOD_CONTROL, ""}), character(U' ', {.ctrl = true}));
}

TEST(GlfwKeys, ControlPlusNeedsNoShift) {
  EXPECT_EQ(key_press_of({GLFW_KEY_EQUAL, GLFW_MOD_CONTROL, "="}), character(U'+', {.ctrl = true}));
  EXPECT_EQ(key_press_of({GLFW_KEY_KP_ADD, GLFW_MOD_CONTROL, "+"}), character(U'+', {.ctrl = true}));
}

TEST(GlfwKeys, ModifiersAloneAreNoPress) {
  EXPECT_EQ(key_press_of({GLFW_KEY_LEFT_CONTROL, GLFW_MOD_CONTROL, ""}), std::nullopt);
  EXPECT_EQ(key_press_of({GLFW_KEY_LEFT_SHIFT, GLFW_MOD_SHIFT, ""}), std::nullopt);
}

}  // namespace
}  // namespace wavetank::visualizer

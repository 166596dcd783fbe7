// Every key of the help does something, and what it says.
#include "visualizer/ui/keys.hpp"

#include <gtest/gtest.h>

namespace wavetank::visualizer {
namespace {

template <typename T>
bool means(const KeyPress& press) {
  const auto command = command_for(press, ViewState{});
  return command && std::holds_alternative<T>(*command);
}

KeyPress typed(char32_t character, KeyModifiers modifiers = {}) { return {Key::Character, character, modifiers}; }

TEST(ShortcutKeys, ArrowsStepByModifier) {
  EXPECT_TRUE(means<StepEvents>({Key::Right, 0, {}}));
  EXPECT_TRUE(means<StepLandmarks>({Key::Right, 0, {.shift = true}}));
  EXPECT_TRUE(means<StepSameKind>({Key::Left, 0, {.ctrl = true}}));
  EXPECT_EQ(std::get<StepEvents>(*command_for({Key::Left, 0, {}}, ViewState{})).count, -1);
}

TEST(ShortcutKeys, EndsPlayAndSpeed) {
  EXPECT_TRUE(means<SeekFirst>({Key::Home, 0, {}}));
  EXPECT_TRUE(means<SeekLast>({Key::End, 0, {}}));
  EXPECT_TRUE(means<TogglePlay>(typed(U' ')));
  EXPECT_TRUE(means<SpeedSteps>(typed(U'[')));
}

TEST(ShortcutKeys, TheSameCharacterScalesWithControlAndZoomsWithout) {
  EXPECT_TRUE(means<Zoom>(typed(U'+')));
  EXPECT_TRUE(means<ScaleSteps>(typed(U'+', {.ctrl = true})));
  EXPECT_TRUE(means<ResetScale>(typed(U'0', {.ctrl = true})));
}

TEST(ShortcutKeys, FitAndCentreShareAKey) {
  EXPECT_TRUE(means<Centre>(typed(U'f')));
  EXPECT_TRUE(means<Fit>(typed(U'f', {.shift = true})));
}

TEST(ShortcutKeys, OthersMeanNothing) {
  EXPECT_FALSE(command_for(typed(U'z'), ViewState{}).has_value());
  EXPECT_FALSE(command_for({Key::Tab, 0, {}}, ViewState{}).has_value());
  EXPECT_FALSE(command_for(typed(U't', {.ctrl = true}), ViewState{}).has_value());
}

}  // namespace
}  // namespace wavetank::visualizer

// Whole pictures and scripted input, as tests of the views will use them.
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <imgui.h>

#include "visualizer/host/headless/compare.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

constexpr int kWidth = 320;
constexpr int kHeight = 200;

void begin_panel() {
  ImGui::SetNextWindowPos(ImVec2(0, 0));
  ImGui::SetNextWindowSize(ImVec2(kWidth, kHeight));
  ImGui::Begin("panel", nullptr, ImGuiWindowFlags_NoDecoration);
}

void widget_scene() {
  begin_panel();
  ImGui::TextUnformatted("[0,10) closed: 9 + 5 \xe2\x89\xa4 wm 14");
  ImGui::Button("step");
  float value = 0.3F;
  ImGui::SliderFloat("speed", &value, 0, 1);
  ImGui::GetWindowDrawList()->AddCircle(ImVec2(200, 120), 30, colour(Theme::Light, Role::Late));
  ImGui::End();
}

class HeadlessPicture : public ::testing::Test {
 protected:
  Image picture(const HeadlessHost::Draw& draw) { return host_.frame(kWidth, kHeight, draw); }
  void step(const HeadlessHost::Draw& draw) { host_.step(kWidth, kHeight, draw); }
  void click(const HeadlessHost::Draw& draw) {
    host_.press(MouseButton::Left);
    step(draw);
    host_.release(MouseButton::Left);
    step(draw);
  }

  HeadlessHost host_{HeadlessOptions{}};
  const std::uint32_t ground_ = colour(Theme::Light, Role::Background);
};

TEST_F(HeadlessPicture, OfNothingIsTheGround) {
  EXPECT_EQ(picture([] {}), blank_image(kWidth, kHeight, ground_));
}

TEST_F(HeadlessPicture, TextDrawsInsideItsBoxOnly) {
  const std::string text = "watermark \xe2\x86\x92 14 ms, \xce\xa3 = 3";
  ImVec2 size;
  const Image image = picture([&] {
    size = ImGui::CalcTextSize(text.c_str());
    ImGui::GetBackgroundDrawList()->AddText(ImVec2(40, 50), colour(Theme::Light, Role::Text), text.c_str());
  });
  int inside = 0;
  int outside = 0;
  for (int i = 0; i < kWidth * kHeight; ++i) {
    if (image.rgba[static_cast<std::size_t>(i)] == ground_) continue;
    const float x = static_cast<float>(i % kWidth);
    const float y = static_cast<float>(i) / kWidth;
    const bool in_box = x >= 40 && x <= 40 + size.x && y >= 50 && y <= 50 + size.y;
    (in_box ? inside : outside) += 1;
  }
  EXPECT_GT(inside, 200);
  EXPECT_EQ(outside, 0);
}

TEST_F(HeadlessPicture, IsTheSameEveryTime) {
  const Image first = picture(widget_scene);
  EXPECT_NE(first, blank_image(kWidth, kHeight, ground_));
  EXPECT_EQ(picture(widget_scene), first);
  HeadlessHost other(HeadlessOptions{});
  EXPECT_EQ(other.frame(kWidth, kHeight, widget_scene), first);
}

TEST_F(HeadlessPicture, ChangesWithTheThemeAndComesBack) {
  const Image light = picture(widget_scene);
  host_.restyle({.theme = Theme::Dark, .scale = 2.0F});
  EXPECT_GT(difference(picture(widget_scene), light).share, 0.5);
  host_.restyle({});
  EXPECT_EQ(picture(widget_scene), light);
}

TEST_F(HeadlessPicture, TextGrowsWithTheScale) {
  float height = 0;
  const auto measure = [&height] { height = ImGui::GetTextLineHeight(); };
  step(measure);
  EXPECT_EQ(height, kFontPixels);
  host_.restyle({.scale = 2.0F});
  step(measure);
  EXPECT_EQ(height, 2 * kFontPixels);
}

TEST_F(HeadlessPicture, EveryMarkOfTheViewsHasAGlyph) {
  if (host_.font_source() == FontSource::Embedded) GTEST_SKIP() << "DejaVu Sans is not installed";
  step([] {
    for (const char32_t mark : U"\u2264\u2265\u2192\u00d7\u2211\u03a3\u2713\u25cb\u25cf\u0394\u2026\u275a\u26a0") {
      if (mark == 0) continue;  // the literal's end
      const auto* glyph = ImGui::GetFont()->FindGlyphNoFallback(static_cast<ImWchar>(mark));
      EXPECT_NE(glyph, nullptr) << static_cast<unsigned>(mark);
    }
  });
}

TEST_F(HeadlessPicture, ClickPressesTheButtonUnderTheMouseOnce) {
  int presses = 0;
  const auto draw = [&presses] {
    begin_panel();
    ImGui::SetCursorScreenPos(ImVec2(100, 50));
    presses += ImGui::Button("step", ImVec2(80, 30)) ? 1 : 0;
    ImGui::End();
  };
  step(draw);
  host_.move_mouse(140, 65);
  step(draw);
  click(draw);
  EXPECT_EQ(presses, 1);
  host_.move_mouse(20, 150);
  step(draw);
  click(draw);
  EXPECT_EQ(presses, 1);
}

TEST_F(HeadlessPicture, WheelArrivesInOneFrameOnly) {
  std::vector<float> seen;
  const auto draw = [&seen] { seen.push_back(ImGui::GetIO().MouseWheel); };
  host_.wheel(-2);
  step(draw);
  step(draw);
  EXPECT_EQ(seen, (std::vector<float>{-2, 0}));
}

TEST_F(HeadlessPicture, TypedTextReachesAFieldAndEnterEndsIt) {
  std::array<char, 32> text{};
  bool entered = false;
  const auto draw = [&] {
    begin_panel();
    ImGui::SetKeyboardFocusHere();
    entered = ImGui::InputText("##search", text.data(), text.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::End();
  };
  step(draw);
  step(draw);
  host_.type("key:\xc3\xa4 b");
  step(draw);
  host_.press(compat::EditKey::Backspace);
  step(draw);
  host_.release(compat::EditKey::Backspace);
  host_.press(compat::EditKey::Enter);
  step(draw);
  EXPECT_STREQ(text.data(), "key:\xc3\xa4 ");
  EXPECT_TRUE(entered);
}

TEST_F(HeadlessPicture, MoreVerticesThanSixteenBitsCanCountAreAllDrawn) {
  constexpr int kBoxes = 40'000;  // four vertices each
  const Image image = picture([] {
    ImDrawList* list = ImGui::GetBackgroundDrawList();
    for (int i = 0; i < kBoxes; ++i) {
      const auto x = static_cast<float>(i % kWidth);
      const auto y = static_cast<float>(i / kWidth);
      list->AddRectFilled(ImVec2(x, y), ImVec2(x + 1, y + 1), colour(Theme::Light, Role::OnTime));
    }
  });
  for (int i = 0; i < kWidth * kHeight; ++i) {
    const std::uint32_t expected = i < kBoxes ? colour(Theme::Light, Role::OnTime) : ground_;
    ASSERT_EQ(image.rgba[static_cast<std::size_t>(i)], expected) << i;
  }
}

TEST_F(HeadlessPicture, SmoothCircleIsRoundAndFilled) {
  const std::uint32_t blue = colour(Theme::Light, Role::OnTime);
  const Image image = picture([blue] { ImGui::GetBackgroundDrawList()->AddCircleFilled(ImVec2(100, 100), 40, blue); });
  for (int i = 0; i < kWidth * kHeight; ++i) {
    const double distance = std::hypot(i % kWidth + 0.5 - 100, i / kWidth + 0.5 - 100);
    const std::uint32_t pixel = image.rgba[static_cast<std::size_t>(i)];
    if (distance < 38.5) {
      ASSERT_EQ(pixel, blue) << i;
    }
    if (distance > 41.5) {
      ASSERT_EQ(pixel, ground_) << i;
    }
  }
}

TEST_F(HeadlessPicture, LeavesTheCurrentContextAlone) {
  ImGuiContext* const before = ImGui::GetCurrentContext();
  static_cast<void>(picture(widget_scene));
  EXPECT_EQ(ImGui::GetCurrentContext(), before);
}

}  // namespace
}  // namespace wavetank::visualizer

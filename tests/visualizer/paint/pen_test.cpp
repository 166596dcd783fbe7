// Texts that have to fit.
#include "visualizer/paint/pen.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

// Calls `with` with a pen inside a frame.
template <typename With>
void with_pen(const With& with) {
  HeadlessHost host({.font = FontChoice::Embedded});
  host.step(200, 200, [&] {
    Pen pen(*ImGui::GetForegroundDrawList(), Theme::Light, 1.0F);
    with(pen);
  });
}

TEST(PenTexts, WhatFitsIsLeftAlone) {
  with_pen([](Pen& pen) { EXPECT_EQ(pen.shortened("short", 500), "short"); });
}

TEST(PenTexts, WhatDoesNotFitEndsInDots) {
  with_pen([](Pen& pen) {
    const std::string cut = pen.shortened("a text that is too long", 80);
    EXPECT_TRUE(cut.ends_with("..."));
    EXPECT_LE(pen.width_of(cut), 81);
    EXPECT_EQ(pen.shortened("a text", 1), "");
  });
}

TEST(PenTexts, LinesBreakAtSpacesAndLongWordsAnywhere) {
  with_pen([](Pen& pen) {
    const float width = pen.width_of("two words");
    EXPECT_EQ(pen.wrapped("two words here", width), (std::vector<std::string>{"two words", "here"}));
    for (const std::string& line : pen.wrapped("averyveryverylongword", width)) {
      EXPECT_LE(pen.width_of(line), width + 1);
    }
    EXPECT_TRUE(pen.wrapped("", width).empty());
  });
}

TEST(PenTexts, ACharacterIsNeverCutInTwo) {
  with_pen([](Pen& pen) {
    for (const std::string& line : pen.wrapped("\xc3\xa4\xc3\xb6\xc3\xbc", 1)) EXPECT_EQ(line.size(), 2U);
  });
}

}  // namespace
}  // namespace wavetank::visualizer

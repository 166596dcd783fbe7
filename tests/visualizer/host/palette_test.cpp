// Contrast by the WCAG formula, and that colours which must be told apart are told apart.
#include "visualizer/paint/palette.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/visualizer/host/apart.hpp"
#include "visualizer/host/headless/colour_vision.hpp"
#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {
namespace {

constexpr double kTextContrast = 4.5;
constexpr double kMarkContrast = 3.0;
constexpr Theme kThemes[] = {Theme::Light, Theme::Dark};

double linear(std::uint32_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(std::uint32_t rgba) {
  return 0.2126 * linear(red_of(rgba)) + 0.7152 * linear(green_of(rgba)) + 0.0722 * linear(blue_of(rgba));
}

double contrast(std::uint32_t a, std::uint32_t b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

std::string pair_name(Theme theme, Role front, Role back) {
  return std::string(name_of(theme)) + ": " + std::string(name_of(front)) + " on " + std::string(name_of(back));
}

void expect_contrast(Theme theme, Role front, Role back, double least) {
  EXPECT_GE(contrast(colour(theme, front), colour(theme, back)), least) << pair_name(theme, front, back);
}

TEST(Palette, TextIsReadableOnEverySurface) {
  for (const Theme theme : kThemes) {
    for (const Role surface : {Role::Background, Role::Panel, Role::PanelRaised, Role::Control, Role::ControlHot}) {
      expect_contrast(theme, Role::Text, surface, kTextContrast);
    }
    for (const Role surface : {Role::Background, Role::Panel, Role::PanelRaised, Role::Control}) {
      expect_contrast(theme, Role::TextDim, surface, kTextContrast);
    }
    expect_contrast(theme, Role::TextOnAccent, Role::Accent, kTextContrast);
  }
}

TEST(Palette, MarksStandOutFromTheGround) {
  for (const Theme theme : kThemes) {
    for (const Role mark : {Role::OnTime, Role::Late, Role::Dropped, Role::Watermark, Role::Ideal, Role::Barrier,
                            Role::Now, Role::Fault, Role::Restore, Role::Idle, Role::BackPressure, Role::Violation,
                            Role::Accent, Role::Selection, Role::OnlyA, Role::OnlyB}) {
      expect_contrast(theme, mark, Role::Background, kMarkContrast);
    }
  }
}

TEST(Palette, GridStaysBehindTheGhostsAndGhostsBehindTheMarks) {
  for (const Theme theme : kThemes) {
    const auto strength = [theme](Role role) { return contrast(colour(theme, role), colour(theme, Role::Background)); };
    EXPECT_LT(strength(Role::Grid), strength(Role::Ghost));
    EXPECT_LT(strength(Role::Ghost), strength(Role::OnTime));
    EXPECT_LT(strength(Role::Ghost), strength(Role::Late));
  }
}

TEST(Palette, OnTimeDiffersFromLateAndDroppedToEveryEyeThatSeesColour) {
  for (const Theme theme : kThemes) {
    for (const ColourVision vision :
         {ColourVision::Normal, ColourVision::Deuteranopia, ColourVision::Protanopia, ColourVision::Tritanopia}) {
      const auto seen = [&](Role role) { return seen_with(vision, blank_image(1, 1, colour(theme, role))).at(0, 0); };
      for (const Role other : {Role::Late, Role::Dropped}) {
        EXPECT_GT(apart(seen(Role::OnTime), seen(other)), 64U) << pair_name(theme, Role::OnTime, other);
      }
    }
  }
}

TEST(Palette, ColoursAreOpaqueAndTheThemesDiffer) {
  for (std::size_t i = 0; i < kRoleCount; ++i) {
    EXPECT_EQ(alpha_of(colour(Theme::Light, static_cast<Role>(i))), 255U);
    EXPECT_EQ(alpha_of(colour(Theme::Dark, static_cast<Role>(i))), 255U);
  }
  EXPECT_GT(luminance(colour(Theme::Light, Role::Background)), 0.8);
  EXPECT_LT(luminance(colour(Theme::Dark, Role::Background)), 0.05);
}

TEST(Palette, IsOkabeAndItosWhereItMatters) {
  EXPECT_EQ(colour(Theme::Light, Role::OnTime), pack_rgba(0x00, 0x72, 0xB2, 255));
  EXPECT_EQ(colour(Theme::Dark, Role::Late), pack_rgba(0xE6, 0x9F, 0x00, 255));
  EXPECT_EQ(colour(Theme::Light, Role::Dropped), pack_rgba(0xD5, 0x5E, 0x00, 255));
  EXPECT_EQ(colour(Theme::Light, Role::Watermark), pack_rgba(0x00, 0x9E, 0x73, 255));
}

TEST(Palette, EveryRoleHasItsOwnName) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < kRoleCount; ++i) names.emplace(name_of(static_cast<Role>(i)));
  EXPECT_EQ(names.size(), kRoleCount);
}

TEST(Palette, TranslucencyIsAPercentage) {
  EXPECT_EQ(translucent(pack_rgba(1, 2, 3, 255), 50), pack_rgba(1, 2, 3, 128));
  EXPECT_EQ(translucent(pack_rgba(1, 2, 3, 255), 0), pack_rgba(1, 2, 3, 0));
  EXPECT_EQ(translucent(pack_rgba(1, 2, 3, 9), 100), pack_rgba(1, 2, 3, 255));
  EXPECT_THROW(static_cast<void>(translucent(0, 101)), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::visualizer

// What the simulated eyes must and must not see.
#include "visualizer/host/headless/colour_vision.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/host/apart.hpp"

namespace wavetank::visualizer {
namespace {

constexpr ColourVision kEveryVision[] = {ColourVision::Normal, ColourVision::Deuteranopia, ColourVision::Protanopia,
                                         ColourVision::Tritanopia, ColourVision::Grey};

std::uint32_t seen(ColourVision vision, std::uint32_t colour) {
  return seen_with(vision, blank_image(1, 1, colour)).at(0, 0);
}

TEST(ColourVision, GreysLookTheSameToEveryEye) {
  for (const ColourVision vision : kEveryVision) {
    for (std::uint32_t level = 0; level < 256; ++level) {
      const std::uint32_t grey = pack_rgba(level, level, level, 255);
      // Steps of 1/4095 of linear light are coarse only in near-black.
      EXPECT_LE(apart(seen(vision, grey), grey), level < 16 ? 2U : 1U) << level;
    }
  }
}

TEST(ColourVision, NormalEyesSeeThePictureItself) {
  const Image image = blank_image(3, 2, pack_rgba(1, 2, 3, 4));
  EXPECT_EQ(seen_with(ColourVision::Normal, image), image);
}

TEST(ColourVision, GreyHasEqualChannelsAndKeepsAlpha) {
  const std::uint32_t grey = seen(ColourVision::Grey, pack_rgba(0, 158, 115, 77));
  EXPECT_EQ(red_of(grey), green_of(grey));
  EXPECT_EQ(green_of(grey), blue_of(grey));
  EXPECT_EQ(alpha_of(grey), 77U);
}

TEST(ColourVision, RedAndGreenComeCloserWithoutOneKindOfCone) {
  const std::uint32_t red = pack_rgba(200, 80, 40, 255);
  const std::uint32_t green = pack_rgba(110, 130, 40, 255);
  const auto distance = [&](ColourVision vision) { return apart(seen(vision, red), seen(vision, green)); };
  EXPECT_LT(distance(ColourVision::Deuteranopia), distance(ColourVision::Normal) / 2);
  EXPECT_GT(distance(ColourVision::Tritanopia), distance(ColourVision::Normal) / 2);
}

TEST(ColourVision, BlueAndGreenMergeWithoutBlueCones) {
  const std::uint32_t blue = pack_rgba(0, 114, 178, 255);
  const std::uint32_t green = pack_rgba(0, 125, 115, 255);
  EXPECT_LT(apart(seen(ColourVision::Tritanopia, blue), seen(ColourVision::Tritanopia, green)), apart(blue, green) / 2);
}

}  // namespace
}  // namespace wavetank::visualizer

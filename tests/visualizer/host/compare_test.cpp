// The measure that goldens are judged by.
#include "visualizer/host/headless/compare.hpp"

#include <gtest/gtest.h>

namespace wavetank::visualizer {
namespace {

constexpr std::uint32_t kBase = pack_rgba(100, 100, 100, 255);

TEST(Difference, OfEqualImagesIsNothing) {
  const Difference found = difference(blank_image(5, 4, kBase), blank_image(5, 4, kBase));
  EXPECT_EQ(found.max_channel, 0U);
  EXPECT_EQ(found.differing_pixels, 0U);
  EXPECT_EQ(found.share, 0.0);
}

TEST(Difference, IsTheLargestChannelAndTheShareOfPixels) {
  Image other = blank_image(5, 4, kBase);
  other.rgba[other.index(2, 1)] = pack_rgba(100, 93, 101, 255);
  other.rgba[other.index(4, 3)] = pack_rgba(100, 100, 112, 255);
  const Difference found = difference(blank_image(5, 4, kBase), other);
  EXPECT_EQ(found.max_channel, 12U);
  EXPECT_EQ(found.differing_pixels, 2U);
  EXPECT_DOUBLE_EQ(found.share, 0.1);
}

TEST(Difference, IsTotalForDifferentSizes) {
  const Difference found = difference(blank_image(5, 4, kBase), blank_image(4, 5, kBase));
  EXPECT_EQ(found.max_channel, 255U);
  EXPECT_EQ(found.share, 1.0);
}

TEST(DifferenceImage, IsRedWhereTheImagesDifferAndNowhereElse) {
  Image other = blank_image(5, 4, kBase);
  other.rgba[other.index(2, 1)] = pack_rgba(100, 93, 101, 255);
  const Image marked = difference_image(blank_image(5, 4, kBase), other);
  for (int i = 0; i < 20; ++i) {
    const std::uint32_t pixel = marked.at(i % 5, i / 5);
    EXPECT_EQ(green_of(pixel) == 0, i == 1 * 5 + 2) << i;
  }
}

TEST(DifferenceImage, CoversBothImages) {
  const Image marked = difference_image(blank_image(5, 4, kBase), blank_image(3, 6, kBase));
  EXPECT_EQ(marked.width, 5);
  EXPECT_EQ(marked.height, 6);
  EXPECT_EQ(marked.at(4, 0), pack_rgba(255, 0, 0, 255));
  EXPECT_EQ(marked.at(0, 5), pack_rgba(255, 0, 0, 255));
}

}  // namespace
}  // namespace wavetank::visualizer

// Pixel probes of the rasteriser, each clever path against a dumb twin.
#include "visualizer/host/headless/raster.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/visualizer/host/canvas.hpp"
#include "visualizer/host/headless/blend.hpp"

namespace wavetank::visualizer {
namespace {

// A random position on the 1/256 grid, somewhat beyond a 32 x 32 image.
ImVec2 random_point(std::mt19937& random) {
  const auto coordinate = [&random] { return static_cast<float>(random() % 12288) / 256.0F - 8.0F; };
  const float x = coordinate();
  return {x, coordinate()};
}

std::int64_t cross(ImVec2 a, ImVec2 b, double x, double y) {
  const auto fixed = [](double value) { return static_cast<std::int64_t>(std::lround(value * 256)); };
  return (fixed(b.x) - fixed(a.x)) * (fixed(y) - fixed(a.y)) - (fixed(b.y) - fixed(a.y)) * (fixed(x) - fixed(a.x));
}

bool owns_edge(ImVec2 a, ImVec2 b) { return b.y < a.y || (b.y == a.y && b.x > a.x); }

// The definition, pixel by pixel: the centre is inside, or on a top or left edge.
bool covers(ImVec2 a, ImVec2 b, ImVec2 c, double x, double y) {
  if (cross(a, b, c.x, c.y) == 0) return false;
  if (cross(a, b, c.x, c.y) < 0) std::swap(b, c);
  const auto inside = [x, y](ImVec2 from, ImVec2 to) {
    const std::int64_t side = cross(from, to, x, y);
    return side > 0 || (side == 0 && owns_edge(from, to));
  };
  return inside(a, b) && inside(b, c) && inside(c, a);
}

TEST(Blend, RoundsExactlyForEveryProduct) {
  for (std::uint32_t value = 0; value <= 255 * 255; ++value) {
    ASSERT_EQ(div255(value), (value * 2 + 255) / 510) << value;
  }
}

TEST(Blend, TreatsTheFourChannelsAlike) {
  const std::uint32_t under = pack_rgba(10, 200, 30, 255);
  const std::uint32_t mixed = blend(under, pack_rgba(250, 0, 130, 64));
  EXPECT_EQ(red_of(mixed), div255(250 * 64 + 10 * 191));
  EXPECT_EQ(green_of(mixed), div255(0 * 64 + 200 * 191));
  EXPECT_EQ(blue_of(mixed), div255(130 * 64 + 30 * 191));
  EXPECT_EQ(alpha_of(mixed), 255U);
}

TEST(Rasteriser, FilledRectangleCoversExactlyItsPixels) {
  Canvas canvas(10, 8);
  canvas.box({2, 3, 7, 5}, kRed);
  const Image& image = canvas.draw();
  EXPECT_EQ(canvas.count(kRed), 5 * 2);
  EXPECT_EQ(image.at(2, 3), kRed);
  EXPECT_EQ(image.at(6, 4), kRed);
  EXPECT_EQ(canvas.count(kBlack), 80 - 10);
}

TEST(Rasteriser, RectangleOwnsPixelsByTheirCentres) {
  Canvas canvas(10, 1);
  canvas.box({1.5F, 0, 3.5F, 1}, kRed);  // centres at 1.5 and 2.5; 3.5 belongs to the neighbour
  const Image& image = canvas.draw();
  EXPECT_EQ(canvas.count(kRed), 2);
  EXPECT_EQ(image.at(1, 0), kRed);
  EXPECT_EQ(image.at(2, 0), kRed);
}

TEST(Rasteriser, NothingIsDrawnOutsideTheClip) {
  Canvas canvas(20, 20);
  canvas.clip({5, 6, 9, 8});
  canvas.box({-100, -100, 100, 100}, kRed);
  canvas.triangle({-50, -50}, {100, 0}, {0, 100}, kRed);
  canvas.textured_box({0, 0, 20, 20}, {0, 0, 4, 4}, kRed);
  const Image& image = canvas.draw();
  EXPECT_EQ(canvas.count(kBlack), 400 - 4 * 2);
  EXPECT_EQ(image.at(5, 6), kRed);
  EXPECT_EQ(image.at(8, 7), kRed);
}

TEST(Rasteriser, EmptyClipDrawsNothing) {
  Canvas canvas(4, 4);
  canvas.clip({3, 3, 1, 1});
  canvas.box({0, 0, 4, 4}, kRed);
  canvas.draw();
  EXPECT_EQ(canvas.count(kBlack), 16);
}

TEST(Rasteriser, TranslucentColourIsBlendedOverWhatIsThere) {
  Canvas canvas(3, 1);
  canvas.box({0, 0, 2, 1}, kRed);
  canvas.box({1, 0, 3, 1}, pack_rgba(0, 0, 255, 128));
  const Image& image = canvas.draw();
  EXPECT_EQ(image.at(0, 0), kRed);
  EXPECT_EQ(image.at(1, 0), pack_rgba(127, 0, 128, 255));
  EXPECT_EQ(image.at(2, 0), pack_rgba(0, 0, 128, 255));
}

TEST(Rasteriser, TriangleCoversWhatTheDefinitionSays) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const ImVec2 a = random_point(random);
    const ImVec2 b = random_point(random);
    const ImVec2 c = random_point(random);
    Canvas canvas(32, 32);
    canvas.triangle(a, b, c, kWhite);
    const Image& image = canvas.draw();
    for (int i = 0; i < 32 * 32; ++i) {
      const bool expected = covers(a, b, c, i % 32 + 0.5, i / 32 + 0.5);
      ASSERT_EQ(image.at(i % 32, i / 32) == kWhite, expected) << "round " << round << " pixel " << i;
    }
  }
}

TEST(Rasteriser, TrianglesOfAMeshTouchEachPixelExactlyOnce) {
  constexpr int kCells = 6;
  std::mt19937 random(11);
  std::vector<ImVec2> grid;
  for (int i = 0; i < (kCells + 1) * (kCells + 1); ++i) {
    const int column = i % (kCells + 1);
    const int row = i / (kCells + 1);
    const bool on_rim = column % kCells == 0 || row % kCells == 0;
    const auto jitter = [&] { return on_rim ? 0.0F : static_cast<float>(random() % 5) - 2.0F; };
    const float x = static_cast<float>(column) * 8 + jitter();
    grid.push_back({x, static_cast<float>(row) * 8 + jitter() * 0.5F});
  }
  Canvas canvas(kCells * 8, kCells * 8);
  for (std::size_t i = 0; i + kCells + 2 < grid.size(); ++i) {
    if (i % (kCells + 1) == kCells) continue;
    canvas.triangle(grid[i], grid[i + 1], grid[i + kCells + 2], kHalfWhite);
    canvas.triangle(grid[i], grid[i + kCells + 1], grid[i + kCells + 2], kHalfWhite);
  }
  canvas.draw();
  EXPECT_EQ(canvas.count(pack_rgba(128, 128, 128, 255)), kCells * 8 * kCells * 8);
}

TEST(Rasteriser, RectangleFillEqualsItsTwoTriangles) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const ImVec2 a = random_point(random);
    const ImVec2 b = random_point(random);
    Canvas filled(32, 32);
    Canvas triangles(32, 32);
    filled.box({a.x, a.y, b.x, b.y}, kHalfWhite);
    triangles.box_as_triangles({a.x, a.y, b.x, b.y}, kHalfWhite);
    ASSERT_EQ(filled.draw(), triangles.draw()) << "round " << round;
  }
}

TEST(Rasteriser, ColoursAreInterpolatedBetweenTheCorners) {
  Canvas canvas(256, 256);
  const ImVec2 uv{0, 0};
  canvas.coloured_triangle({{0, 0}, uv, pack_rgba(0, 0, 100, 255)}, {{512, 0}, uv, pack_rgba(200, 0, 100, 255)},
                           {{0, 512}, uv, pack_rgba(0, 240, 100, 255)});
  const Image& image = canvas.draw();
  for (const int position : {0, 17, 100, 255}) {
    const double share = (position + 0.5) / 512;
    EXPECT_EQ(red_of(image.at(position, 40)), std::lround(200 * share));
    EXPECT_EQ(green_of(image.at(3, position)), std::lround(240 * share));
    EXPECT_EQ(blue_of(image.at(position, position)), 100U);
  }
}

TEST(Rasteriser, FadingEdgeOnlyChangesAlpha) {
  Canvas canvas(64, 1);
  const ImVec2 uv{0, 0};
  canvas.coloured_triangle({{0, 0}, uv, kRed}, {{64, 0}, uv, kRed & 0x00ffffffU}, {{0, 1e6F}, uv, kRed});
  const Image& image = canvas.draw();
  EXPECT_EQ(image.at(0, 0), pack_rgba(253, 0, 0, 255));
  EXPECT_EQ(image.at(32, 0), pack_rgba(126, 0, 0, 255));
  EXPECT_EQ(image.at(63, 0), pack_rgba(2, 0, 0, 255));
}

TEST(Rasteriser, GlyphOnWholePixelsIsCopied) {
  Canvas canvas(6, 6);
  canvas.textured_box({2, 3, 4, 5}, {1, 1, 3, 3}, kWhite);
  const Image& image = canvas.draw();
  EXPECT_EQ(red_of(image.at(2, 3)), 10U);
  EXPECT_EQ(red_of(image.at(3, 3)), 20U);
  EXPECT_EQ(red_of(image.at(2, 4)), 30U);
  EXPECT_EQ(red_of(image.at(3, 4)), 40U);
  EXPECT_EQ(canvas.count(kBlack), 36 - 4);
}

TEST(Rasteriser, ClippedGlyphKeepsItsTexels) {
  Canvas canvas(6, 6);
  canvas.clip({3, 4, 6, 6});
  canvas.textured_box({2, 3, 4, 5}, {1, 1, 3, 3}, kWhite);
  const Image& image = canvas.draw();
  EXPECT_EQ(red_of(image.at(3, 4)), 40U);
  EXPECT_EQ(canvas.count(kBlack), 36 - 1);
}

TEST(Rasteriser, EnlargedGlyphIsInterpolated) {
  Canvas canvas(4, 4);
  canvas.textured_box({0, 0, 4, 4}, {1.5F, 1.5F, 2.5F, 2.5F}, kWhite);
  const Image& image = canvas.draw();
  // Texel centres of 10 and 20 are at 1.5 and 2.5; the first pixel's centre is an eighth of the way on.
  EXPECT_EQ(red_of(image.at(0, 0)), 14U);
  EXPECT_EQ(red_of(image.at(3, 0)), 21U);
  EXPECT_EQ(red_of(image.at(3, 3)), 36U);
}

TEST(Rasteriser, MirroredTextureIsMirrored) {
  Canvas canvas(2, 2);
  canvas.textured_box({0, 0, 2, 2}, {3, 1, 1, 3}, kWhite);
  const Image& image = canvas.draw();
  EXPECT_EQ(red_of(image.at(0, 0)), 20U);
  EXPECT_EQ(red_of(image.at(1, 0)), 10U);
  EXPECT_EQ(red_of(image.at(0, 1)), 40U);
}

TEST(Rasteriser, TexturedTriangleSamplesTheAtlas) {
  Canvas canvas(2, 2);
  canvas.coloured_triangle({{0, 0}, {0.25F, 0.25F}, kWhite}, {{4, 0}, {1.25F, 0.25F}, kWhite},
                           {{0, 4}, {0.25F, 1.25F}, kWhite});
  const Image& image = canvas.draw();
  EXPECT_EQ(red_of(image.at(0, 0)), 10U);
  EXPECT_EQ(red_of(image.at(1, 0)), 20U);
  EXPECT_EQ(red_of(image.at(0, 1)), 30U);
  EXPECT_EQ(red_of(image.at(1, 1)), 40U);
}

TEST(Rasteriser, VertexAndIndexOffsetsAreHonoured) {
  Canvas canvas(8, 1);
  canvas.box({0, 0, 2, 1}, kRed);
  canvas.clip({0, 0, 8, 1});
  canvas.rebase_vertices();
  canvas.box({5, 0, 7, 1}, kWhite);
  const Image& image = canvas.draw();
  EXPECT_EQ(image.at(1, 0), kRed);
  EXPECT_EQ(image.at(6, 0), kWhite);
  EXPECT_EQ(canvas.count(kRed), 2);
  EXPECT_EQ(canvas.count(kWhite), 2);
}

TEST(Rasteriser, UserCallbacksAreSkipped) {
  Canvas canvas(4, 4);
  canvas.box({0, 0, 4, 4}, kRed);
  canvas.callback([](const ImDrawList*, const ImDrawCmd*) { FAIL() << "called"; });
  canvas.clip({0, 0, 4, 4});
  canvas.box({0, 0, 1, 1}, kWhite);
  canvas.draw();
  EXPECT_EQ(canvas.count(kWhite), 1);
  EXPECT_EQ(canvas.count(kRed), 0);
}

TEST(Rasteriser, SurvivesVerticesThatAreNoPlaces) {
  constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();
  constexpr float kFar = std::numeric_limits<float>::infinity();
  Canvas canvas(8, 8);
  canvas.triangle({-kFar, -kFar}, {kFar, -kFar}, {0, kFar}, kRed);
  canvas.triangle({kNowhere, 0}, {3, kNowhere}, {0, 5}, kRed);
  canvas.textured_box({-kFar, -kFar, kFar, kFar}, {0, 0, 4e9F, 4e9F}, kHalfWhite);
  canvas.box({3e9F, 3e9F, 4e9F, 4e9F}, kWhite);
  const Image& image = canvas.draw();
  EXPECT_EQ(image.at(4, 4), pack_rgba(255, 128, 128, 255));
  EXPECT_EQ(canvas.count(kWhite), 0);
}

TEST(Rasteriser, RefusesAnImageOfTheWrongSize) {
  ImDrawData data;
  data.Valid = true;
  Image image{4, 4, {}};
  EXPECT_THROW(rasterise(data, {1, 1, {255}}, image), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::visualizer

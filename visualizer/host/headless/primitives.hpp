// The two shapes that the rasteriser knows: axis-aligned boxes and triangles.
//
// Everything here is integer arithmetic on fixed-point vertices. A pixel belongs to a shape if its centre does;
// a centre on an edge belongs to the shape right of or below that edge (the top-left rule), so that neighbours
// share no pixel and leave no gap.
#pragma once

#include <cstdint>

#include "visualizer/host/headless/atlas.hpp"
#include "visualizer/host/headless/image.hpp"

namespace wavetank::visualizer {

// Pixels [left, right) x [top, bottom).
struct PixelBox {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  [[nodiscard]] bool empty() const { return left >= right || top >= bottom; }
};

[[nodiscard]] PixelBox intersection(const PixelBox& a, const PixelBox& b);

// A vertex after conversion: position in pixels as 24.8, texture position in texels as 16.16.
// Positions stay within +-2^28, so that a product of two differences fits 64 bits with room for a sum.
struct FixedVertex {
  std::int32_t x = 0;
  std::int32_t y = 0;
  std::int32_t u = 0;
  std::int32_t v = 0;
  std::uint32_t colour = 0;
};

// The first pixel whose centre is not left of `position` (24.8).
[[nodiscard]] constexpr int first_pixel(std::int32_t position) { return (position + 127) >> 8; }

// Where to draw. REQUIRES: `clip` lies inside the image.
struct Target {
  Image* image = nullptr;
  const FontAtlasImage* atlas = nullptr;
  PixelBox clip;
};

// Blends `colour` over `count` pixels from (x, y) rightwards. REQUIRES: they lie inside the image.
void blend_span(Image& image, int x, int y, int count, std::uint32_t colour);

// A box of one colour. Nothing is drawn outside the clip.
void fill_box(const Target& target, const PixelBox& box, std::uint32_t colour);

// A textured box of one colour, given by its corners; texture axes may be swapped or mirrored.
// REQUIRES: origin, right and down span an axis-aligned box, origin the upper left.
struct TexturedBox {
  FixedVertex origin;
  FixedVertex right;
  FixedVertex down;
};
void blit_box(const Target& target, const TexturedBox& box);

// A triangle with colours and texture positions interpolated between its corners, any winding.
void fill_triangle(const Target& target, const FixedVertex& first, const FixedVertex& second, const FixedVertex& third);

}  // namespace wavetank::visualizer

// Axis-aligned boxes: fills and glyph blits, which are nine tenths of what a user interface draws.
#include <algorithm>
#include <cstdint>

#include "visualizer/host/headless/blend.hpp"
#include "visualizer/host/headless/primitives.hpp"

namespace wavetank::visualizer {

namespace {

// How far a texture position may be from the exact texel grid and still count as on it: 1/32 texel, what
// single-precision texture coordinates of a 4096-texel atlas can lose.
constexpr std::int64_t kGridTolerance = 1 << 11;

// Texture position along both screen axes: texels (16.16) at the box's corner, and the gain per 1/256 pixel
// as 32 further bits of fraction.
struct TextureMap {
  std::int64_t u = 0;
  std::int64_t v = 0;
  std::int64_t u_per_x = 0;
  std::int64_t v_per_x = 0;
  std::int64_t u_per_y = 0;
  std::int64_t v_per_y = 0;
};

TextureMap texture_map(const TexturedBox& box) {
  const std::int64_t width = box.right.x - box.origin.x;
  const std::int64_t height = box.down.y - box.origin.y;
  TextureMap map;
  map.u = box.origin.u;
  map.v = box.origin.v;
  map.u_per_x = (static_cast<std::int64_t>(box.right.u - box.origin.u) * 65536) / width;
  map.v_per_x = (static_cast<std::int64_t>(box.right.v - box.origin.v) * 65536) / width;
  map.u_per_y = (static_cast<std::int64_t>(box.down.u - box.origin.u) * 65536) / height;
  map.v_per_y = (static_cast<std::int64_t>(box.down.v - box.origin.v) * 65536) / height;
  return map;
}

// Pixel centres relative to the box's corner, 24.8.
std::int64_t centre_offset(int pixel, std::int32_t corner) {
  return static_cast<std::int64_t>(pixel) * 256 + 128 - corner;
}

bool near_grid(std::int64_t texture_position) {
  const std::int64_t fraction = texture_position & 0xffff;
  return fraction >= 0x8000 - kGridTolerance && fraction <= 0x8000 + kGridTolerance;
}

// A glyph drawn at its own size on whole pixels: each pixel centre falls on a texel centre.
bool is_one_to_one(const TexturedBox& box, const TextureMap& map, const PixelBox& visible) {
  if (box.right.v != box.origin.v || box.down.u != box.origin.u) return false;
  const std::int64_t left = centre_offset(visible.left, box.origin.x);
  const std::int64_t right = centre_offset(visible.right - 1, box.origin.x);
  const std::int64_t top = centre_offset(visible.top, box.origin.y);
  const std::int64_t bottom = centre_offset(visible.bottom - 1, box.origin.y);
  const std::int64_t first_u = map.u + ((left * map.u_per_x) >> 16);
  const std::int64_t last_u = map.u + ((right * map.u_per_x) >> 16);
  const std::int64_t first_v = map.v + ((top * map.v_per_y) >> 16);
  const std::int64_t last_v = map.v + ((bottom * map.v_per_y) >> 16);
  return near_grid(first_u) && near_grid(last_u) && near_grid(first_v) && near_grid(last_v) &&
         (last_u >> 16) - (first_u >> 16) == visible.right - 1 - visible.left &&
         (last_v >> 16) - (first_v >> 16) == visible.bottom - 1 - visible.top;
}

void blit_one_to_one(const Target& target, const TexturedBox& box, const TextureMap& map, const PixelBox& visible) {
  const std::int64_t left = centre_offset(visible.left, box.origin.x);
  const std::int64_t top = centre_offset(visible.top, box.origin.y);
  const std::int64_t column = (map.u + ((left * map.u_per_x) >> 16)) >> 16;
  const std::int64_t row = (map.v + ((top * map.v_per_y) >> 16)) >> 16;
  for (int y = visible.top; y < visible.bottom; ++y) {
    for (int x = visible.left; x < visible.right; ++x) {
      const std::uint32_t coverage = target.atlas->texel(column + x - visible.left, row + y - visible.top);
      if (coverage == 0) continue;
      std::uint32_t& pixel = target.image->rgba[target.image->index(x, y)];
      pixel = blend(pixel, with_coverage(box.origin.colour, coverage));
    }
  }
}

void blit_sampled(const Target& target, const TexturedBox& box, const TextureMap& map, const PixelBox& visible) {
  for (int y = visible.top; y < visible.bottom; ++y) {
    const std::int64_t down = centre_offset(y, box.origin.y);
    for (int x = visible.left; x < visible.right; ++x) {
      const std::int64_t right = centre_offset(x, box.origin.x);
      const std::int64_t u = map.u + ((right * map.u_per_x + down * map.u_per_y) >> 16);
      const std::int64_t v = map.v + ((right * map.v_per_x + down * map.v_per_y) >> 16);
      const std::uint32_t coverage = target.atlas->sample(u, v);
      if (coverage == 0) continue;
      std::uint32_t& pixel = target.image->rgba[target.image->index(x, y)];
      pixel = blend(pixel, with_coverage(box.origin.colour, coverage));
    }
  }
}

}  // namespace

PixelBox intersection(const PixelBox& a, const PixelBox& b) {
  return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

void blend_span(Image& image, int x, int y, int count, std::uint32_t colour) {
  const auto first = image.rgba.begin() + static_cast<std::ptrdiff_t>(image.index(x, y));
  const auto last = first + count;
  if (alpha_of(colour) == 255) {
    std::fill(first, last, colour);
    return;
  }
  for (auto pixel = first; pixel != last; ++pixel) *pixel = blend(*pixel, colour);
}

void fill_box(const Target& target, const PixelBox& box, std::uint32_t colour) {
  const PixelBox visible = intersection(box, target.clip);
  if (visible.empty() || alpha_of(colour) == 0) return;
  for (int y = visible.top; y < visible.bottom; ++y) {
    blend_span(*target.image, visible.left, y, visible.right - visible.left, colour);
  }
}

void blit_box(const Target& target, const TexturedBox& box) {
  const PixelBox whole{first_pixel(box.origin.x), first_pixel(box.origin.y), first_pixel(box.right.x),
                       first_pixel(box.down.y)};
  const PixelBox visible = intersection(whole, target.clip);
  if (visible.empty() || alpha_of(box.origin.colour) == 0) return;
  const TextureMap map = texture_map(box);
  if (is_one_to_one(box, map, visible)) {
    blit_one_to_one(target, box, map, visible);
  } else {
    blit_sampled(target, box, map, visible);
  }
}

}  // namespace wavetank::visualizer

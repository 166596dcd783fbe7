// Walks the draw lists, turns vertices into fixed-point and finds the boxes among the triangles.
#include "visualizer/host/headless/raster.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <imgui.h>

#include "engine/base/assert.hpp"
#include "visualizer/host/headless/blend.hpp"
#include "visualizer/host/headless/primitives.hpp"

namespace wavetank::visualizer {

namespace {

constexpr double kPositionLimit = 1 << 20;  // pixels
constexpr double kTextureLimit = 1 << 13;   // texels, so that a sum of three 16.16 fits 32 bits
constexpr double kSubpixels = 256.0;        // 24.8
constexpr double kSubtexels = 65536.0;      // 16.16

// Nearest integer, halves upwards; NaN becomes the lower limit.
std::int32_t to_fixed(double value, double limit, double scale) {
  const double clamped = value > -limit ? std::min(value, limit) : -limit;
  const double shifted = (clamped + limit) * scale + 0.5;
  return static_cast<std::int32_t>(static_cast<std::int64_t>(shifted) - static_cast<std::int64_t>(limit * scale));
}

// Maps ImGui's display coordinates to pixels of the image.
struct DisplayMapping {
  double origin_x = 0;
  double origin_y = 0;
  double scale_x = 1;
  double scale_y = 1;
};

FixedVertex convert(const ImDrawVert& vertex, const DisplayMapping& mapping, const FontAtlasImage& atlas) {
  const double x = (static_cast<double>(vertex.pos.x) - mapping.origin_x) * mapping.scale_x;
  const double y = (static_cast<double>(vertex.pos.y) - mapping.origin_y) * mapping.scale_y;
  return {to_fixed(x, kPositionLimit, kSubpixels), to_fixed(y, kPositionLimit, kSubpixels),
          to_fixed(static_cast<double>(vertex.uv.x) * atlas.width, kTextureLimit, kSubtexels),
          to_fixed(static_cast<double>(vertex.uv.y) * atlas.height, kTextureLimit, kSubtexels), vertex.col};
}

PixelBox clip_box(const ImVec4& clip, const DisplayMapping& mapping, const Image& image) {
  const auto pixel = [](double position, double origin, double scale) {
    return first_pixel(to_fixed((position - origin) * scale, kPositionLimit, kSubpixels));
  };
  return intersection({pixel(static_cast<double>(clip.x), mapping.origin_x, mapping.scale_x),
                       pixel(static_cast<double>(clip.y), mapping.origin_y, mapping.scale_y),
                       pixel(static_cast<double>(clip.z), mapping.origin_x, mapping.scale_x),
                       pixel(static_cast<double>(clip.w), mapping.origin_y, mapping.scale_y)},
                      {0, 0, image.width, image.height});
}

// The four corners of two triangles that share a diagonal, in order around the shape.
struct Quad {
  const FixedVertex* corner[4];
};

bool is_flat(const Quad& quad) {
  return quad.corner[1]->u == quad.corner[0]->u && quad.corner[2]->u == quad.corner[0]->u &&
         quad.corner[3]->u == quad.corner[0]->u && quad.corner[1]->v == quad.corner[0]->v &&
         quad.corner[2]->v == quad.corner[0]->v && quad.corner[3]->v == quad.corner[0]->v;
}

bool is_one_colour(const Quad& quad) {
  return quad.corner[1]->colour == quad.corner[0]->colour && quad.corner[2]->colour == quad.corner[0]->colour &&
         quad.corner[3]->colour == quad.corner[0]->colour;
}

// True if the first side is horizontal (`along` the x axis) and the others follow at right angles.
bool starts_horizontally(const Quad& quad) {
  return quad.corner[0]->y == quad.corner[1]->y && quad.corner[1]->x == quad.corner[2]->x &&
         quad.corner[2]->y == quad.corner[3]->y && quad.corner[3]->x == quad.corner[0]->x;
}

bool starts_vertically(const Quad& quad) {
  return quad.corner[0]->x == quad.corner[1]->x && quad.corner[1]->y == quad.corner[2]->y &&
         quad.corner[2]->x == quad.corner[3]->x && quad.corner[3]->y == quad.corner[0]->y;
}

// The quad as a box with its upper left corner first, if it is axis-aligned, has an area, one colour, and a
// texture that is mapped without shear.
std::optional<TexturedBox> as_box(const Quad& quad) {
  const bool horizontal = starts_horizontally(quad);
  if (!is_one_colour(quad) || (!horizontal && !starts_vertically(quad))) return std::nullopt;
  std::size_t upper_left = 0;
  for (std::size_t i = 1; i < 4; ++i) {
    if (quad.corner[i]->x <= quad.corner[upper_left]->x && quad.corner[i]->y <= quad.corner[upper_left]->y) {
      upper_left = i;
    }
  }
  const FixedVertex& origin = *quad.corner[upper_left];
  const FixedVertex& after = *quad.corner[(upper_left + 1) % 4];
  const FixedVertex& before = *quad.corner[(upper_left + 3) % 4];
  const FixedVertex& opposite = *quad.corner[(upper_left + 2) % 4];
  const bool after_is_right = after.y == origin.y && after.x > origin.x;
  const TexturedBox box{origin, after_is_right ? after : before, after_is_right ? before : after};
  const bool has_area = box.right.x > origin.x && box.down.y > origin.y;
  const bool no_shear = after.u - origin.u + before.u == opposite.u && after.v - origin.v + before.v == opposite.v;
  return has_area && no_shear ? std::optional(box) : std::nullopt;
}

void draw_box(const Target& target, const TexturedBox& box, std::uint32_t flat_coverage) {
  fill_box(target,
           {first_pixel(box.origin.x), first_pixel(box.origin.y), first_pixel(box.right.x), first_pixel(box.down.y)},
           with_coverage(box.origin.colour, flat_coverage));
}

// Draws two triangles at once if they are a box. Returns false if nothing was drawn.
bool draw_as_box(const Target& target, const Quad& quad) {
  const std::optional<TexturedBox> box = as_box(quad);
  if (!box) return false;
  if (is_flat(quad)) {
    draw_box(target, *box, target.atlas->sample(box->origin.u, box->origin.v));
  } else {
    blit_box(target, *box);
  }
  return true;
}

void draw_command(const Target& target, const ImDrawList& list, const ImDrawCmd& command,
                  const std::vector<FixedVertex>& vertices) {
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  const auto vertex = [&](std::size_t position) -> const FixedVertex& {
    return vertices[indices[position] + command.VtxOffset];
  };
  const std::size_t count = command.ElemCount;
  std::size_t i = 0;
  while (i + 2 < count) {
    const bool shares_diagonal = i + 5 < count && indices[i] == indices[i + 3] && indices[i + 2] == indices[i + 4];
    if (shares_diagonal && draw_as_box(target, {{&vertex(i), &vertex(i + 1), &vertex(i + 2), &vertex(i + 5)}})) {
      i += 6;
      continue;
    }
    fill_triangle(target, vertex(i), vertex(i + 1), vertex(i + 2));
    i += 3;
  }
}

}  // namespace

void rasterise(const ImDrawData& data, const FontAtlasImage& atlas, Image& image) {
  WT_REQUIRE(data.Valid);
  WT_REQUIRE(atlas.width > 0 && atlas.height > 0, atlas.width, atlas.height);
  WT_REQUIRE(image.rgba.size() == image.index(0, image.height), image.width, image.height);
  const DisplayMapping mapping{static_cast<double>(data.DisplayPos.x), static_cast<double>(data.DisplayPos.y),
                               static_cast<double>(data.FramebufferScale.x),
                               static_cast<double>(data.FramebufferScale.y)};
  std::vector<FixedVertex> vertices;
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    vertices.clear();
    vertices.reserve(static_cast<std::size_t>(list.VtxBuffer.Size));
    for (const ImDrawVert& vertex : list.VtxBuffer) {
      vertices.push_back(convert(vertex, mapping, atlas));
    }
    for (const ImDrawCmd& command : list.CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      const Target target{&image, &atlas, clip_box(command.ClipRect, mapping, image)};
      if (!target.clip.empty()) draw_command(target, list, command, vertices);
    }
  }
}

}  // namespace wavetank::visualizer

// Triangles by edge functions: E(p) = cross(b - a, p - a) is positive inside for a clockwise triangle (y grows
// downwards). E is linear, so each row's span follows from one division per edge instead of a test per pixel.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "visualizer/host/headless/blend.hpp"
#include "visualizer/host/headless/primitives.hpp"

namespace wavetank::visualizer {

namespace {

// Barycentric weights are 2.30 fixed-point; areas are shifted below this bound so that weight products fit.
constexpr int kWeightBits = 30;
constexpr std::int64_t kAreaBound = std::int64_t{1} << 32;

// One edge, evaluated at pixel centres. `value` is E at the current row's first pixel; the centre is inside if
// value + bias >= 0, where bias is 0 for a top or left edge and -1 for the others.
struct Edge {
  std::int64_t value = 0;
  std::int64_t per_pixel = 0;
  std::int64_t per_row = 0;
  std::int64_t bias = 0;
};

Edge edge_between(const FixedVertex& a, const FixedVertex& b, int left, int top) {
  const std::int64_t dx = static_cast<std::int64_t>(b.x) - a.x;
  const std::int64_t dy = static_cast<std::int64_t>(b.y) - a.y;
  const std::int64_t to_x = static_cast<std::int64_t>(left) * 256 + 128 - a.x;
  const std::int64_t to_y = static_cast<std::int64_t>(top) * 256 + 128 - a.y;
  Edge edge;
  edge.value = dx * to_y - dy * to_x;
  edge.per_pixel = -dy * 256;
  edge.per_row = dx * 256;
  const bool is_top = dy == 0 && dx > 0;
  const bool is_left = dy < 0;
  edge.bias = is_top || is_left ? 0 : -1;
  return edge;
}

// Pixels [first, last) of a row, counted from the row's first pixel.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// Keeps the part of `span` that is inside `edge`.
void narrow(Span& span, const Edge& edge) {
  const std::int64_t value = edge.value + edge.bias;
  if (edge.per_pixel > 0) {
    if (value < 0) span.first = std::max(span.first, (-value + edge.per_pixel - 1) / edge.per_pixel);
  } else if (value < 0) {
    span.last = span.first;
  } else if (edge.per_pixel < 0 && value + (span.last - 1) * edge.per_pixel < 0) {
    span.last = std::min(span.last, value / -edge.per_pixel + 1);
  }
}

// Something that varies over a triangle: the value at one pixel and its gain to the next, weight bits scaled.
struct Ramp {
  std::int64_t value = 0;
  std::int64_t per_pixel = 0;
};

// The shares of the second and third corner at a pixel and their gains along a row.
struct Weights {
  Ramp second;
  Ramp third;
};

// The interpolated `first + share * (other - first)`, rounded to nearest when shifted down.
Ramp ramp(const Weights& weights, std::int64_t first, std::int64_t second, std::int64_t third) {
  const std::int64_t to_second = second - first;
  const std::int64_t to_third = third - first;
  return {(first << kWeightBits) + (std::int64_t{1} << (kWeightBits - 1)) + to_second * weights.second.value +
              to_third * weights.third.value,
          to_second * weights.second.per_pixel + to_third * weights.third.per_pixel};
}

class Triangle {
 public:
  // REQUIRES: first, second, third are clockwise; `box` is not empty.
  Triangle(const FixedVertex& first, const FixedVertex& second, const FixedVertex& third, const PixelBox& box)
      : corners_{first, second, third},
        opposite_first_(edge_between(second, third, box.left, box.top)),
        opposite_second_(edge_between(third, first, box.left, box.top)),
        opposite_third_(edge_between(first, second, box.left, box.top)),
        area_(cross(first, second, third)) {
    while ((area_ >> shift_) >= kAreaBound) ++shift_;
    second_gain_ = gain(opposite_second_);
    third_gain_ = gain(opposite_third_);
  }

  // Twice the area in 1/256 pixels, positive if clockwise on the screen.
  static std::int64_t cross(const FixedVertex& a, const FixedVertex& b, const FixedVertex& c) {
    return (static_cast<std::int64_t>(b.x) - a.x) * (static_cast<std::int64_t>(c.y) - a.y) -
           (static_cast<std::int64_t>(b.y) - a.y) * (static_cast<std::int64_t>(c.x) - a.x);
  }

  [[nodiscard]] Span span(int width) const {
    Span inside{0, width};
    narrow(inside, opposite_first_);
    if (inside.first < inside.last) narrow(inside, opposite_second_);
    if (inside.first < inside.last) narrow(inside, opposite_third_);
    return inside;
  }

  // The weights at `pixel` of the current row. REQUIRES: the pixel is inside.
  [[nodiscard]] Weights weights(std::int64_t pixel) const {
    return {{share(opposite_second_.value + pixel * opposite_second_.per_pixel), second_gain_},
            {share(opposite_third_.value + pixel * opposite_third_.per_pixel), third_gain_}};
  }

  void next_row() {
    opposite_first_.value += opposite_first_.per_row;
    opposite_second_.value += opposite_second_.per_row;
    opposite_third_.value += opposite_third_.per_row;
  }

  [[nodiscard]] const FixedVertex& corner(std::size_t index) const { return corners_[index]; }

 private:
  [[nodiscard]] std::int64_t share(std::int64_t value) const {
    return ((value >> shift_) << kWeightBits) / (area_ >> shift_);
  }

  // A step larger than the whole area cannot occur between two pixels of one span, so it is never used; it is
  // left out because it could overflow.
  [[nodiscard]] std::int64_t gain(const Edge& edge) const {
    return edge.per_pixel > area_ || edge.per_pixel < -area_ ? 0 : share(edge.per_pixel);
  }

  std::array<FixedVertex, 3> corners_;
  Edge opposite_first_;
  Edge opposite_second_;
  Edge opposite_third_;
  std::int64_t area_;
  int shift_ = 0;
  std::int64_t second_gain_ = 0;
  std::int64_t third_gain_ = 0;
};

// What varies over the triangle decides the loop: nothing, only alpha (ImGui's smooth fringes), only the texture
// (its smooth lines), or anything.
enum class Shading { Flat, AlphaOnly, TextureOnly, Full };

Shading shading_of(const FixedVertex& a, const FixedVertex& b, const FixedVertex& c) {
  const bool same_texel = a.u == b.u && a.u == c.u && a.v == b.v && a.v == c.v;
  const std::uint32_t differing = (a.colour ^ b.colour) | (a.colour ^ c.colour);
  if (!same_texel && differing == 0) return Shading::TextureOnly;
  if (!same_texel || (differing & 0x00ffffffU) != 0) return Shading::Full;
  return differing == 0 ? Shading::Flat : Shading::AlphaOnly;
}

Ramp channel_ramp(const Triangle& triangle, const Weights& weights, unsigned shift) {
  return ramp(weights, (triangle.corner(0).colour >> shift) & 0xffU, (triangle.corner(1).colour >> shift) & 0xffU,
              (triangle.corner(2).colour >> shift) & 0xffU);
}

// The ramp's value now, then one step on.
std::int64_t advance(Ramp& ramp) {
  const std::int64_t value = ramp.value >> kWeightBits;
  ramp.value += ramp.per_pixel;
  return value;
}

std::uint32_t advance_channel(Ramp& ramp) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(advance(ramp), 0, 255));
}

// A run of pixels of one row.
struct Run {
  int x = 0;
  int y = 0;
  int count = 0;
};

void shade_alpha(const Target& target, const Triangle& triangle, const Weights& weights, Run run) {
  const std::uint32_t coverage = target.atlas->sample(triangle.corner(0).u, triangle.corner(0).v);
  const std::uint32_t colour = triangle.corner(0).colour & 0x00ffffffU;
  Ramp alpha = channel_ramp(triangle, weights, 24);
  const std::size_t begin = target.image->index(run.x, run.y);
  for (std::size_t i = begin; i < begin + static_cast<std::size_t>(run.count); ++i) {
    const std::uint32_t over = colour | (div255(advance_channel(alpha) * coverage) << 24);
    target.image->rgba[i] = blend(target.image->rgba[i], over);
  }
}

Ramp texture_column(const Triangle& triangle, const Weights& weights) {
  return ramp(weights, triangle.corner(0).u, triangle.corner(1).u, triangle.corner(2).u);
}

Ramp texture_row(const Triangle& triangle, const Weights& weights) {
  return ramp(weights, triangle.corner(0).v, triangle.corner(1).v, triangle.corner(2).v);
}

void shade_texture(const Target& target, const Triangle& triangle, const Weights& weights, Run run) {
  const std::uint32_t colour = triangle.corner(0).colour;
  Ramp u = texture_column(triangle, weights);
  Ramp v = texture_row(triangle, weights);
  const std::size_t begin = target.image->index(run.x, run.y);
  for (std::size_t i = begin; i < begin + static_cast<std::size_t>(run.count); ++i) {
    const std::int64_t column = advance(u);
    const std::uint32_t coverage = target.atlas->sample(column, advance(v));
    target.image->rgba[i] = blend(target.image->rgba[i], with_coverage(colour, coverage));
  }
}

void shade_full(const Target& target, const Triangle& triangle, const Weights& weights, Run run) {
  Ramp red = channel_ramp(triangle, weights, 0);
  Ramp green = channel_ramp(triangle, weights, 8);
  Ramp blue = channel_ramp(triangle, weights, 16);
  Ramp alpha = channel_ramp(triangle, weights, 24);
  Ramp u = texture_column(triangle, weights);
  Ramp v = texture_row(triangle, weights);
  const std::size_t begin = target.image->index(run.x, run.y);
  for (std::size_t i = begin; i < begin + static_cast<std::size_t>(run.count); ++i) {
    const std::uint32_t r = advance_channel(red);
    const std::uint32_t g = advance_channel(green);
    const std::uint32_t b = advance_channel(blue);
    const std::uint32_t a = advance_channel(alpha);
    const std::int64_t column = advance(u);
    const std::uint32_t coverage = target.atlas->sample(column, advance(v));
    target.image->rgba[i] = blend(target.image->rgba[i], pack_rgba(r, g, b, div255(a * coverage)));
  }
}

}  // namespace

void fill_triangle(const Target& target, const FixedVertex& first, const FixedVertex& second,
                   const FixedVertex& third) {
  const std::int64_t area = Triangle::cross(first, second, third);
  if (area == 0) return;
  const auto [min_x, max_x] = std::minmax({first.x, second.x, third.x});
  const auto [min_y, max_y] = std::minmax({first.y, second.y, third.y});
  const PixelBox bounds{first_pixel(min_x), first_pixel(min_y), first_pixel(max_x) + 1, first_pixel(max_y) + 1};
  const PixelBox box = intersection(bounds, target.clip);
  if (box.empty()) return;

  Triangle triangle(first, area > 0 ? second : third, area > 0 ? third : second, box);
  const Shading shading = shading_of(first, second, third);
  const std::uint32_t flat_colour =
      shading == Shading::Flat ? with_coverage(first.colour, target.atlas->sample(first.u, first.v)) : 0;
  for (int y = box.top; y < box.bottom; ++y, triangle.next_row()) {
    const Span span = triangle.span(box.right - box.left);
    if (span.first >= span.last) continue;
    const Run run{box.left + static_cast<int>(span.first), y, static_cast<int>(span.last - span.first)};
    switch (shading) {
      case Shading::Flat: blend_span(*target.image, run.x, run.y, run.count, flat_colour); break;
      case Shading::AlphaOnly: shade_alpha(target, triangle, triangle.weights(span.first), run); break;
      case Shading::TextureOnly: shade_texture(target, triangle, triangle.weights(span.first), run); break;
      case Shading::Full: shade_full(target, triangle, triangle.weights(span.first), run); break;
    }
  }
}

}  // namespace wavetank::visualizer

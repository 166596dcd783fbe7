// What views draw with: the theme's inks, lengths in units of the scale, and lines on whole pixels.
//
// A thin layer over ImDrawList, so that the same calls reach a window and a picture. Straight lines are filled
// rectangles: they stay crisp and cost four vertices.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "visualizer/paint/palette.hpp"
#include "visualizer/paint/shape.hpp"

struct ImDrawList;

namespace wavetank::visualizer {

using Ink = std::uint32_t;  // a colour as ImGui packs it

struct Dash {
  float on = 5;
  float off = 4;
};
inline constexpr Dash kDashed{5, 4};
inline constexpr Dash kDotted{1.5F, 4};

class Pen {
 public:
  // The font is the one of ImGui's current frame. `list` must outlive the pen.
  Pen(ImDrawList& list, Theme theme, float scale);

  [[nodiscard]] Ink ink(Role role) const { return colour(theme_, role); }
  [[nodiscard]] Ink ink(Role role, unsigned opacity_percent) const {
    return translucent(colour(theme_, role), opacity_percent);
  }
  // Units of the scale in whole pixels, at least one.
  [[nodiscard]] float px(float units) const;
  [[nodiscard]] float line_height() const { return line_height_; }
  [[nodiscard]] Theme theme() const { return theme_; }

  // Text. Cut off where it does not fit by whoever asks for it.
  [[nodiscard]] float width_of(std::string_view text) const;
  void text(Point at, Ink ink, std::string_view text);
  void bold(Point at, Ink ink, std::string_view text);  // for titles; as wide as `text` plus a pixel
  // With "..." at its end if it is wider than `width`; empty if not even that fits.
  [[nodiscard]] std::string shortened(std::string_view text, float width) const;
  // Broken at spaces; a word that is too long for a line is broken anywhere.
  [[nodiscard]] std::vector<std::string> wrapped(std::string_view text, float width) const;

  // Rectangles and straight lines, on whole pixels.
  void fill(const Rect& rect, Ink ink);
  void fill_round(const Rect& rect, Ink ink);
  void outline(const Rect& rect, Ink ink, float width);
  void outline_round(const Rect& rect, Ink ink, float width);
  void across(float left, float right, float y, Ink ink, float width);
  void down(float x, float top, float bottom, Ink ink, float width);
  void dashed_across(float left, float right, float y, Ink ink, Dash dash);
  void dashed_down(float x, float top, float bottom, Ink ink, Dash dash);
  void dashed_outline(const Rect& rect, Ink ink, Dash dash);
  void hatch(const Rect& rect, Ink ink);

  // Free lines and marks, anti-aliased. `radius` and `width` are in pixels.
  void line(Point from, Point to, Ink ink, float width);
  void dotted_line(Point from, Point to, Ink ink);
  void dot(Point middle, float radius, Ink ink);
  void ring(Point middle, float radius, Ink ink, float width);
  void cross(Point middle, float radius, Ink ink, float width);
  void diamond(Point middle, float radius, Ink ink, float width);
  void triangle(Point a, Point b, Point c, Ink ink);

  // Everything until the clip's end is cut at `rect`.
  class Clip {
   public:
    Clip(Pen& pen, const Rect& rect);
    ~Clip();
    Clip(const Clip&) = delete;
    Clip& operator=(const Clip&) = delete;

   private:
    Pen& pen_;
  };

 private:
  ImDrawList& list_;
  Theme theme_;
  float scale_;
  float line_height_;
};

}  // namespace wavetank::visualizer

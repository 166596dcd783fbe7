// Points and rectangles in pixels. Pixels are the only thing here that may be a float.
#pragma once

#include <algorithm>

namespace wavetank::visualizer {

struct Point {
  float x = 0;
  float y = 0;
};

// Right and bottom are outside.
struct Rect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  [[nodiscard]] float width() const { return right - left; }
  [[nodiscard]] float height() const { return bottom - top; }
  [[nodiscard]] bool empty() const { return right <= left || bottom <= top; }
  [[nodiscard]] bool contains(Point point) const {
    return point.x >= left && point.x < right && point.y >= top && point.y < bottom;
  }
  [[nodiscard]] bool overlaps(const Rect& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  [[nodiscard]] bool encloses(const Rect& other) const {
    return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
  }
  // Smaller by `by` on each side; never inside out.
  [[nodiscard]] Rect inset(float by) const {
    const float x = std::min(by, width() / 2);
    const float y = std::min(by, height() / 2);
    return {left + x, top + y, right - x, bottom - y};
  }
};

[[nodiscard]] inline Rect around(Point middle, float radius) {
  return {middle.x - radius, middle.y - radius, middle.x + radius, middle.y + radius};
}

}  // namespace wavetank::visualizer

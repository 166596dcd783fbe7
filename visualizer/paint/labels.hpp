// Room for labels: none overlaps another, and marks are covered only if there is no other place.
#pragma once

#include <initializer_list>
#include <optional>
#include <vector>

#include "visualizer/paint/shape.hpp"

namespace wavetank::visualizer {

class LabelSpace {
 public:
  // Labels stay inside `area`.
  explicit LabelSpace(const Rect& area) : area_(area) {}

  // Something that labels had better not cover.
  void avoid(const Rect& rect) {
    if (soft_.size() < kSoftMax) soft_.push_back(rect);
  }
  // A label that stands wherever it stands.
  void take(const Rect& rect) { taken_.push_back(rect); }

  // The first candidate that covers nothing, else the first that covers no label, else nothing. What is returned is
  // taken.
  std::optional<Rect> place(std::initializer_list<Rect> candidates) {
    if (taken_.size() >= kLabelsMax) return std::nullopt;
    for (const bool over_marks : {false, true}) {
      for (const Rect& rect : candidates) {
        if (!area_.encloses(rect) || overlaps_any(taken_, rect)) continue;
        if (!over_marks && overlaps_any(soft_, rect)) continue;
        taken_.push_back(rect);
        return rect;
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kLabelsMax = 256;
  static constexpr std::size_t kSoftMax = 512;

  static bool overlaps_any(const std::vector<Rect>& rects, const Rect& rect) {
    return std::any_of(rects.begin(), rects.end(), [&](const Rect& other) { return other.overlaps(rect); });
  }

  Rect area_;
  std::vector<Rect> taken_;
  std::vector<Rect> soft_;
};

}  // namespace wavetank::visualizer

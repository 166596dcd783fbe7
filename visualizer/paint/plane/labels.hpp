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

  // A mark, and a line, that labels had better not cover; marks matter more.
  void avoid(const Rect& rect) {
    if (marks_.size() < kSoftMax) marks_.push_back(rect);
  }
  void avoid_line(const Rect& rect) {
    if (lines_.size() < kSoftMax) lines_.push_back(rect);
  }
  // A label that stands wherever it stands.
  void take(const Rect& rect) { taken_.push_back(rect); }

  // The first candidate that covers nothing, else the first that covers only lines, else the first that covers no
  // label, else nothing. What is returned is taken.
  std::optional<Rect> place(std::initializer_list<Rect> candidates) {
    if (taken_.size() >= kLabelsMax) return std::nullopt;
    for (const Covers allowed : {Covers::Nothing, Covers::Lines, Covers::Marks}) {
      for (const Rect& rect : candidates) {
        if (!area_.encloses(rect) || overlaps_any(taken_, rect)) continue;
        if (allowed < Covers::Marks && overlaps_any(marks_, rect)) continue;
        if (allowed < Covers::Lines && overlaps_any(lines_, rect)) continue;
        taken_.push_back(rect);
        return rect;
      }
    }
    return std::nullopt;
  }

 private:
  enum class Covers { Nothing, Lines, Marks };
  static constexpr std::size_t kLabelsMax = 256;
  static constexpr std::size_t kSoftMax = 512;

  static bool overlaps_any(const std::vector<Rect>& rects, const Rect& rect) {
    return std::any_of(rects.begin(), rects.end(), [&](const Rect& other) { return other.overlaps(rect); });
  }

  Rect area_;
  std::vector<Rect> taken_;
  std::vector<Rect> marks_;
  std::vector<Rect> lines_;
};

}  // namespace wavetank::visualizer

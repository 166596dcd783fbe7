// From times to pixels and back. Differences are taken as integers; only they become floating point.
#pragma once

#include <cmath>

#include "visualizer/paint/shape.hpp"
#include "visualizer/view/viewport.hpp"

namespace wavetank::visualizer {

// Event time runs to the right, processing time upwards.
class Projection {
 public:
  // REQUIRES: `area` is not empty.
  Projection(const Viewport& viewport, const Rect& area)
      : viewport_(viewport),
        area_(area),
        px_per_ms_(static_cast<double>(area.width()) / static_cast<double>(viewport.event.length())),
        px_per_ns_(static_cast<double>(area.height()) / static_cast<double>(viewport.clock.length())) {
    WT_REQUIRE(!area.empty());
  }

  [[nodiscard]] const Rect& area() const { return area_; }
  [[nodiscard]] const Viewport& viewport() const { return viewport_; }

  // Kept within a few screens, so that far-off times stay finite.
  [[nodiscard]] float x(std::int64_t event_ms) const {
    return area_.left + near(difference(event_ms, viewport_.event.from) * px_per_ms_);
  }
  [[nodiscard]] float y(std::int64_t clock_ns) const {
    return area_.bottom - near(difference(clock_ns, viewport_.clock.from) * px_per_ns_);
  }
  [[nodiscard]] Point at(PlanePoint point) const { return {x(point.event_ms), y(point.clock_ns)}; }

  [[nodiscard]] PlanePoint under(Point point) const {
    return {moved(viewport_.event.from, static_cast<double>(point.x - area_.left) / px_per_ms_),
            moved(viewport_.clock.from, static_cast<double>(area_.bottom - point.y) / px_per_ns_)};
  }
  [[nodiscard]] double px_per_ms() const { return px_per_ms_; }
  [[nodiscard]] double px_per_ns() const { return px_per_ns_; }

 private:
  static double difference(std::int64_t a, std::int64_t b) {
    return static_cast<double>(engine::saturating_add(a, b == INT64_MIN ? INT64_MAX : -b));
  }
  static float near(double pixels) {
    constexpr double kFar = 50'000;
    return static_cast<float>(std::clamp(pixels, -kFar, kFar));
  }
  static std::int64_t moved(std::int64_t from, double by) {
    const double bounded = std::clamp(by, -static_cast<double>(kSpanMax), static_cast<double>(kSpanMax));
    return engine::saturating_add(from, static_cast<std::int64_t>(bounded));
  }

  Viewport viewport_;
  Rect area_;
  double px_per_ms_;
  double px_per_ns_;
};

}  // namespace wavetank::visualizer

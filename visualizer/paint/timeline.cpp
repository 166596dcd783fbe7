// A histogram with ticks.
#include "visualizer/paint/timeline.hpp"

#include <array>
#include <cmath>

#include "scenarios/story/words.hpp"

namespace wavetank::visualizer {
namespace {

// The run's time along a strip of pixels.
struct Track {
  Rect area;
  std::int64_t length_ns = 1;

  [[nodiscard]] float x(sim::SimTime time) const {
    const double share = static_cast<double>(time.ticks()) / static_cast<double>(length_ns);
    return area.left + static_cast<float>(std::clamp(share, 0.0, 1.0)) * area.width();
  }
  [[nodiscard]] sim::SimTime time(float at) const {
    const double share = static_cast<double>((at - area.left) / std::max(1.0F, area.width()));
    return sim::SimTime(static_cast<std::int64_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(length_ns)));
  }
};

Track track_of(const Pen& pen, const Rect& area, const Scene& scene) {
  const Rect inner{area.left + pen.px(10), area.top + pen.px(6), area.right - pen.px(10),
                   area.bottom - pen.line_height() - pen.px(4)};
  return {inner, std::max<std::int64_t>(1, scene.shown_end().ticks())};
}

// How many records arrived per column of pixels.
std::vector<std::uint32_t> density_of(const Track& track, const Plane& plane, float column) {
  const auto columns = static_cast<std::size_t>(std::max(1.0F, track.area.width() / column));
  std::vector<std::uint32_t> counts(columns, 0);
  for (const Mark& mark : plane.marks) {
    const auto at = static_cast<std::size_t>(std::max(0.0F, (track.x(mark.at) - track.area.left) / column));
    ++counts[std::min(at, columns - 1)];
  }
  return counts;
}

void paint_density(Pen& pen, const Track& track, const Scene& scene, const ViewState& state) {
  const float column = pen.px(3);
  const std::vector<std::uint32_t> counts = density_of(track, scene.plane(), column);
  const std::uint32_t most = *std::max_element(counts.begin(), counts.end());
  const float now = track.x(state.now);
  const float height = track.area.height() * 0.55F;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    // The square root shows single records beside crowds.
    const float share = std::sqrt(static_cast<float>(counts[i]) / static_cast<float>(most));
    const float left = track.area.left + static_cast<float>(i) * column;
    const Ink ink = left <= now ? pen.ink(Role::OnTime, 75) : pen.ink(Role::Ghost, 60);
    pen.fill({left, track.area.bottom - std::max(pen.px(2), share * height), left + column - 1, track.area.bottom},
             ink);
  }
}

struct TickLook {
  Role role;
  float top;  // share of the height, from above
  float bottom;
};

TickLook look_of(LandmarkKind kind) {
  switch (kind) {
    case LandmarkKind::Fire: return {Role::OnTime, 0.16F, 0.34F};
    case LandmarkKind::FireLate:
    case LandmarkKind::Late: return {Role::Late, 0.0F, 0.34F};
    case LandmarkKind::Drop:
    case LandmarkKind::Side: return {Role::Dropped, 0.0F, 0.34F};
    case LandmarkKind::Status: return {Role::Idle, 0.16F, 0.34F};
    case LandmarkKind::Fault:
    case LandmarkKind::Failure: return {Role::Fault, 0.0F, 1.0F};
    case LandmarkKind::Violation: return {Role::Violation, 0.0F, 1.0F};
  }
  return {Role::Ghost, 0, 0};
}

// Per kind and as many columns of pixels as it is wide at most one tick, plain ones first.
void paint_ticks(Pen& pen, const Track& track, const Scene& scene, const ViewState& state) {
  constexpr std::array kOrder = {LandmarkKind::Status,   LandmarkKind::Fire,    LandmarkKind::Late,
                                 LandmarkKind::FireLate, LandmarkKind::Side,    LandmarkKind::Drop,
                                 LandmarkKind::Fault,    LandmarkKind::Failure, LandmarkKind::Violation};
  for (const LandmarkKind kind : kOrder) {
    const TickLook look = look_of(kind);
    float last_x = -1e9F;
    for (const Landmark& landmark : scene.landmarks().all) {
      if (landmark.kind != kind) continue;
      const float x = track.x(landmark.at);
      if (x - last_x < pen.px(kind == LandmarkKind::Drop ? 7 : 2)) continue;
      last_x = x;
      const float height = track.area.height();
      const Ink ink = landmark.id <= state.playhead ? pen.ink(look.role) : pen.ink(Role::Ghost, 70);
      if (kind == LandmarkKind::Drop) {
        pen.cross({x + pen.px(1), track.area.top + pen.px(5)}, pen.px(4), ink, pen.px(2));
      } else {
        pen.down(x, track.area.top + look.top * height, track.area.top + look.bottom * height, ink, pen.px(2));
      }
    }
  }
}

// The part of the run that the plane shows.
void paint_window(Pen& pen, const Track& track, const ViewState& state) {
  const float left = track.x(sim::SimTime(std::max<std::int64_t>(0, state.viewport.clock.from)));
  const float right = track.x(sim::SimTime(std::max<std::int64_t>(0, state.viewport.clock.to)));
  if (right - left > track.area.width() * 0.85F) return;  // nearly all of it
  const Rect seen{left, track.area.top - pen.px(3), std::max(right, left + pen.px(3)), track.area.bottom + pen.px(2)};
  pen.fill(seen, pen.ink(Role::Accent, 10));
  pen.outline(seen, pen.ink(Role::Accent, 60), pen.px(1));
}

void paint_times(Pen& pen, const Track& track, const Scene& scene, const ViewState& state) {
  const scenarios::Words words(scene.recording().clock_base);
  const float top = track.area.bottom + pen.px(4);
  const std::string now = words.clock(state.now);
  const float middle = track.x(state.now) - pen.width_of(now) / 2;
  const float left =
      std::clamp(middle, track.area.left, std::max(track.area.left, track.area.right - pen.width_of(now)));
  pen.text({left, top}, pen.ink(Role::Text), now);
  const std::string first = words.clock(sim::SimTime{});
  if (track.area.left + pen.width_of(first) + pen.px(8) < left) {
    pen.text({track.area.left, top}, pen.ink(Role::TextDim), first);
  }
  const std::string last = words.clock(scene.shown_end());
  if (track.area.right - pen.width_of(last) - pen.px(8) > left + pen.width_of(now)) {
    pen.text({track.area.right - pen.width_of(last), top}, pen.ink(Role::TextDim), last);
  }
}

}  // namespace

sim::SimTime timeline_time(const Pen& pen, const Rect& area, const Scene& scene, float x) {
  return track_of(pen, area, scene).time(x);
}

void paint_timeline(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state) {
  const Track track = track_of(pen, area, scene);
  if (track.area.empty()) return;
  const Pen::Clip clip(pen, area);
  pen.across(track.area.left, track.area.right, track.area.bottom, pen.ink(Role::Border), pen.px(1));
  paint_window(pen, track, state);
  if (!scene.plane().marks.empty()) paint_density(pen, track, scene, state);
  paint_ticks(pen, track, scene, state);
  const float now = track.x(state.now);
  pen.down(now, track.area.top - pen.px(2), track.area.bottom + pen.px(2), pen.ink(Role::Now), pen.px(1));
  pen.triangle({now - pen.px(4), area.top + pen.px(1)}, {now + pen.px(5), area.top + pen.px(1)},
               {now + 0.5F, area.top + pen.px(7)}, pen.ink(Role::Now));
  paint_times(pen, track, scene, state);
}

}  // namespace wavetank::visualizer

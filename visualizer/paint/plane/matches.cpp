// What patterns find: a bar over the event time that a match spans, at the time when it was said.
#include <algorithm>

#include "visualizer/paint/plane/legend.hpp"
#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kMatchesMax = 300;
constexpr std::size_t kMatchesNamed = 24;
constexpr float kMatchStep = 7;  // between bars of one moment

// The bar of the match at `index`, in pixels. Those of one moment stand one below the other.
Rect bar_of(const PlaneCanvas& canvas, std::size_t index) {
  const std::vector<FoundMatch>& matches = canvas.plane().matches;
  const FoundMatch& match = matches[index];
  std::size_t before = 0;
  while (before < index && matches[index - before - 1].said.at == match.said.at) ++before;
  const float y =
      canvas.projection.y(match.said.at.ticks()) + canvas.pen.px(kMatchStep) * static_cast<float>(before + 1);
  const float left = canvas.projection.x(match.started.ticks());
  const float right = std::max(left, std::min(canvas.projection.x(match.ended.ticks()), canvas.area().right));
  return {left, y - canvas.pen.px(3), right, y + canvas.pen.px(3)};
}

void paint_match(PlaneCanvas& canvas, std::size_t index) {
  const FoundMatch& match = canvas.plane().matches[index];
  const Rect bar = bar_of(canvas, index);
  paint_match_bar(canvas.pen, bar, match.how);
  canvas.hits.push_back({HitKind::Stamp, match.said.id, bar});
  canvas.labels.avoid(bar);
}

void paint_match_label(PlaneCanvas& canvas, std::size_t index) {
  const FoundMatch& match = canvas.plane().matches[index];
  const Rect bar = bar_of(canvas, index);
  if (bar.right < canvas.area().left || bar.left > canvas.area().right) return;
  const std::string what = match.how == FoundMatch::How::Whole ? "match" : "timed out";
  const bool several = canvas.plane().keys.size() > 1 && match.key != engine::kNoKey;
  const Pill pill{several ? key_text(canvas.recording(), match.key) + " " + what : what, ink_of(canvas.pen, match.how)};
  const Point size = pill_size(canvas.pen, pill.text);
  const float gap = canvas.pen.px(6);
  const float level = (bar.top + bar.bottom - size.y) / 2;
  const auto spot = [&](float left, float top) { return Rect{left, top, left + size.x, top + size.y}; };
  const auto place = canvas.labels.place({spot(bar.left - gap - size.x, level), spot(bar.right + gap, level),
                                          spot(bar.left, bar.top - gap - size.y), spot(bar.left, bar.bottom + gap)});
  if (place) paint_pill(canvas.pen, *place, pill);
}

}  // namespace

void paint_matches(PlaneCanvas& canvas) {
  const Pen::Clip clip(canvas.pen, canvas.area());
  const std::size_t count = happened(canvas.plane().matches, canvas.state.playhead);
  for (std::size_t i = count - std::min(count, kMatchesMax); i < count; ++i) paint_match(canvas, i);
}

void paint_match_labels(PlaneCanvas& canvas) {
  const std::size_t count = happened(canvas.plane().matches, canvas.state.playhead);
  for (std::size_t i = count - std::min(count, kMatchesNamed); i < count; ++i) paint_match_label(canvas, i);
}

}  // namespace wavetank::visualizer

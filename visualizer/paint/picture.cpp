// Layout and header.
#include "visualizer/paint/picture.hpp"

#include <cmath>

#include "visualizer/paint/job/checkpoint_chart.hpp"
#include "visualizer/paint/job/lanes.hpp"
#include "visualizer/paint/log.hpp"
#include "visualizer/paint/plane/plane.hpp"
#include "visualizer/paint/timeline.hpp"

namespace wavetank::visualizer {
namespace {

std::string place_text(const Scene& scene, const ViewState& state) {
  const std::string number = std::to_string(static_cast<std::uint32_t>(state.playhead));
  return "seed " + std::to_string(scene.recording().seed) + "   event " + number + " of " +
         std::to_string(scene.recording().size()) + "   " +
         scenarios::Words(scene.recording().clock_base).clock(state.now);
}

void paint_header(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state) {
  if (area.empty()) return;
  pen.fill(area, pen.ink(Role::PanelRaised));
  const Pen::Clip clip(pen, area);
  const float top = (area.top + area.bottom - pen.line_height()) / 2 + pen.px(1);
  const float margin = pen.px(12);
  const std::string place = place_text(scene, state);
  const float place_left = area.right - margin - pen.width_of(place);
  const scenarios::Scenario& scenario = scene.recording().scenario;
  const std::string name = pen.shortened(scenario.name, area.width() - 2 * margin);
  pen.bold({area.left + margin, top}, pen.ink(Role::Text), name);
  const float name_right = area.left + margin + pen.width_of(name) + 2 * margin;
  if (name_right > place_left) return;
  pen.text({place_left, top}, pen.ink(Role::TextDim), place);
  pen.text({name_right, top}, pen.ink(Role::TextDim), pen.shortened(scenario.about, place_left - name_right - margin));
}

// Name and seed, and below them what the scenario is about.
void paint_title(Pen& pen, const Rect& area, const Scene& scene) {
  if (area.empty()) return;
  pen.fill(area, pen.ink(Role::PanelRaised));
  const Pen::Clip clip(pen, area);
  const float margin = pen.px(12);
  const float top = area.top + pen.px(7);
  const scenarios::Scenario& scenario = scene.recording().scenario;
  const std::string dialect = scenario.semantics == "flink" ? "" : scenario.semantics + "   ";
  const std::string seed = dialect + "seed " + std::to_string(scene.recording().seed);
  const float seed_left = area.right - margin - pen.width_of(seed);
  pen.bold({area.left + margin, top}, pen.ink(Role::Text),
           pen.shortened(scenario.name, seed_left - area.left - 2 * margin));
  pen.text({seed_left, top}, pen.ink(Role::TextDim), seed);
  pen.text({area.left + margin, top + pen.line_height() + pen.px(2)}, pen.ink(Role::TextDim),
           pen.shortened(scenario.about, area.width() - 2 * margin));
}

void paint_panel(Pen& pen, const Rect& area) {
  if (!area.empty()) pen.fill(area, pen.ink(Role::Panel));
}

void paint_middle(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits) {
  switch (state.view) {
    case View::Plane: return paint_plane(pen, area, scene, state, hits);
    case View::Lanes: return paint_lanes(pen, area, scene, state, hits);
    case View::Checkpoints: return paint_checkpoints(pen, area, scene, state, hits);
  }
}

}  // namespace

PictureLayout lay_out(const Pen& pen, const Rect& all, LayoutOptions options) {
  PictureLayout layout;
  layout.panels = options.panels;
  Rect rest = all;
  const float line = pen.line_height();
  if (options.panels == Panels::Plane) {
    if (rest.height() > line * 10) layout.header = {rest.left, rest.top, rest.right, rest.top + 2 * line + pen.px(16)};
    layout.plane = {rest.left, rest.top + layout.header.height(), rest.right, rest.bottom};
    return layout;
  }
  if (rest.height() > line * 14) {
    layout.header = {rest.left, rest.top, rest.right, rest.top + line + pen.px(14)};
    rest.top = layout.header.bottom;
  }
  if (options.controls == Controls::Bar && rest.height() > line * 10) {
    layout.controls = {rest.left, rest.bottom - line - pen.px(20), rest.right, rest.bottom};
    rest.bottom = layout.controls.top;
  }
  if (rest.height() > line * 16) {
    layout.timeline = {rest.left, rest.bottom - pen.px(62), rest.right, rest.bottom};
    rest.bottom = layout.timeline.top;
  }
  const float side = std::clamp(rest.width() * 0.3F, pen.px(300), pen.px(420));
  if (rest.width() - side > pen.px(380)) {
    const Rect column{rest.right - side, rest.top, rest.right, rest.bottom};
    rest.right = column.left - pen.px(1);
    const float split = std::round(column.top + column.height() * 0.58F);
    const bool has_log = column.bottom - split > line * 6;
    layout.why = {column.left, column.top, column.right, has_log ? split : column.bottom};
    if (has_log) layout.log = {column.left, split + pen.px(1), column.right, column.bottom};
  }
  layout.plane = rest;
  return layout;
}

HitList paint_picture(Pen& pen, const PictureLayout& layout, const Scene& scene, const ViewState& state,
                      const WhyCard& card) {
  HitList hits;
  if (layout.panels == Panels::Plane) {
    paint_title(pen, layout.header, scene);
  } else {
    paint_header(pen, layout.header, scene, state);
  }
  paint_panel(pen, layout.plane);
  if (!layout.plane.empty()) paint_middle(pen, layout.plane, scene, state, hits);
  paint_panel(pen, layout.why);
  if (!layout.why.empty()) paint_why(pen, layout.why, card, scene, {state.why_scroll, hits});
  paint_panel(pen, layout.log);
  if (!layout.log.empty()) paint_log(pen, layout.log, scene, state, hits);
  paint_panel(pen, layout.timeline);
  if (!layout.timeline.empty()) paint_timeline(pen, layout.timeline, scene, state);
  const Ink border = pen.ink(Role::Border);
  if (!layout.timeline.empty()) {
    pen.across(layout.timeline.left, layout.timeline.right, layout.timeline.top, border, pen.px(1));
  }
  if (!layout.why.empty()) {
    const float bottom = layout.log.empty() ? layout.why.bottom : layout.log.bottom;
    pen.down(layout.why.left - pen.px(1), layout.why.top, bottom, border, pen.px(1));
  }
  if (!layout.log.empty()) pen.across(layout.log.left, layout.log.right, layout.log.top - pen.px(1), border, pen.px(1));
  return hits;
}

}  // namespace wavetank::visualizer

// The order in which the parts of a plane are drawn, and what fits around it.
#include "visualizer/paint/plane/plane.hpp"

#include "visualizer/paint/plane/legend.hpp"
#include "visualizer/paint/plane/plane_canvas.hpp"

namespace wavetank::visualizer {
namespace {

void paint_message(Pen& pen, const Rect& area, std::string_view message) {
  const std::string text = pen.shortened(message, area.width());
  pen.text({(area.left + area.right - pen.width_of(text)) / 2, (area.top + area.bottom - pen.line_height()) / 2},
           pen.ink(Role::TextDim), text);
}

// Marks first, so that labels know what to keep clear of; then lines, labels and now on top.
void paint_parts(PlaneCanvas& canvas) {
  paint_grid(canvas);
  const Pen::Clip clip(canvas.pen, canvas.area());
  paint_fault_bands(canvas);
  paint_boxes(canvas);
  paint_inputs(canvas);
  paint_watermark(canvas);
  paint_stamp_lines(canvas);
  paint_silences(canvas);
  paint_waits(canvas);
  paint_now(canvas);
  paint_matches(canvas);
  paint_selection(canvas);
  paint_marks(canvas);
  paint_now_label(canvas);
  paint_silence_labels(canvas);
  paint_stamp_labels(canvas);
  paint_changes(canvas);
  paint_wait_labels(canvas);
  paint_match_labels(canvas);
  paint_input_labels(canvas);
  paint_watermark_label(canvas);
  paint_mark_labels(canvas);
}

}  // namespace

float clock_axis_width(const Pen& pen) { return pen.width_of("00:00.000") + pen.px(10); }

Rect plane_inside(const Pen& pen, const Rect& area) {
  const float legend = legend_height(pen, area.width());
  Rect inside{area.left + clock_axis_width(pen), area.top + legend, area.right - pen.px(14),
              area.bottom - pen.line_height() - pen.px(10)};
  if (inside.width() < pen.px(40) || inside.height() < pen.px(40)) inside = {};
  return inside;
}

void paint_plane(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state, HitList& hits) {
  const Pen::Clip clip(pen, area);
  if (scene.lanes().empty()) {
    paint_message(pen, area, "no operator of this pipeline takes records");
    return;
  }
  const Rect inside = plane_inside(pen, area);
  if (inside.empty()) {
    paint_message(pen, area, "too small");
    return;
  }
  LabelSpace labels(inside.inset(pen.px(2)));
  PlaneCanvas canvas{pen, scene, state, Projection(state.viewport, inside), labels, hits};
  paint_legend(pen, {area.left + pen.px(12), area.top, inside.right, inside.top}, scene.plane(), state.playhead);
  paint_parts(canvas);
  if (scene.plane().marks.empty()) paint_message(pen, inside, "no record arrived at " + scene.plane().lane.name);
}

Point pill_size(const Pen& pen, const std::string& text) {
  return {pen.width_of(text) + 2 * pen.px(5), pen.line_height() + pen.px(2)};
}

void paint_pill(Pen& pen, const Rect& rect, const Pill& pill) {
  pen.fill_round(rect, pen.ink(Role::Background, 92));
  if (pill.edge != 0) pen.outline_round(rect, pill.edge, pen.px(1));
  pen.text({rect.left + pen.px(5), rect.top + pen.px(2)}, pen.ink(Role::Text), pill.text);
}

}  // namespace wavetank::visualizer

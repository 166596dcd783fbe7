// What the painters of the plane share for one picture.
#pragma once

#include "scenarios/story/words.hpp"
#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/paint/plane/labels.hpp"
#include "visualizer/paint/plane/projection.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

struct PlaneCanvas {
  Pen& pen;
  const Scene& scene;
  const ViewState& state;
  Projection projection;
  LabelSpace& labels;
  HitList& hits;

  [[nodiscard]] const scenarios::Recording& recording() const { return scene.recording(); }
  [[nodiscard]] const Plane& plane() const { return scene.plane(); }
  [[nodiscard]] scenarios::Words words() const { return scenarios::Words(recording().clock_base); }
  [[nodiscard]] const Rect& area() const { return projection.area(); }
  [[nodiscard]] float now_y() const { return projection.y(state.now.ticks()); }
  // Where clocks show that time.
  [[nodiscard]] float clock_y(std::int64_t clock_ms) const {
    const std::int64_t since = engine::saturating_add(clock_ms, -recording().clock_base.ticks());
    return projection.y(sim::saturating_from(engine::Millis{since}).count);
  }
  // What clocks show at a simulated time.
  [[nodiscard]] std::int64_t clock_ms(sim::SimTime time) const {
    return sim::to_processing_time(recording().clock_base, time).ticks();
  }
};

// The room for times left of a plane.
[[nodiscard]] float clock_axis_width(const Pen& pen);

// A label with a ground of its own. `edge` is its outline.
struct Pill {
  std::string text;
  Ink edge = 0;
};
[[nodiscard]] Point pill_size(const Pen& pen, const std::string& text);
void paint_pill(Pen& pen, const Rect& rect, const Pill& pill);

// The parts of a plane, from back to front. Each cuts itself at the canvas's area.
void paint_grid(PlaneCanvas& canvas);  // with the axes' labels, which stand outside of the area
void paint_fault_bands(PlaneCanvas& canvas);
void paint_boxes(PlaneCanvas& canvas);
void paint_inputs(PlaneCanvas& canvas);  // the watermarks of a task's channels, where it has several
void paint_watermark(PlaneCanvas& canvas);
void paint_stamp_lines(PlaneCanvas& canvas);
void paint_waits(PlaneCanvas& canvas);      // timers until they fire, records until they go on
void paint_matches(PlaneCanvas& canvas);    // what patterns find
void paint_silences(PlaneCanvas& canvas);   // of sources and partitions that are idle
void paint_selection(PlaneCanvas& canvas);  // lines from the selected event to both axes
void paint_marks(PlaneCanvas& canvas);
void paint_now(PlaneCanvas& canvas);  // the line, and the haze over what is not decided
void paint_now_label(PlaneCanvas& canvas);
void paint_silence_labels(PlaneCanvas& canvas);
void paint_stamp_labels(PlaneCanvas& canvas);
void paint_wait_labels(PlaneCanvas& canvas);  // and rows that operators without windows say
void paint_match_labels(PlaneCanvas& canvas);
void paint_changes(PlaneCanvas& canvas);  // sessions that became one, results that were taken back
void paint_mark_labels(PlaneCanvas& canvas);
void paint_input_labels(PlaneCanvas& canvas);
void paint_watermark_label(PlaneCanvas& canvas);

}  // namespace wavetank::visualizer

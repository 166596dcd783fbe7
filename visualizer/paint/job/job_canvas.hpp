// What the views of a job share: time runs to the right, rows go down.
#pragma once

#include <string>
#include <vector>

#include "scenarios/story/words.hpp"
#include "visualizer/paint/hit.hpp"
#include "visualizer/paint/pen.hpp"
#include "visualizer/view/view_state.hpp"

namespace wavetank::visualizer {

struct JobCanvas {
  Pen& pen;
  const Scene& scene;
  const ViewState& state;
  HitList& hits;
  Rect area;  // right of the names, above the times

  [[nodiscard]] const scenarios::Recording& recording() const { return scene.recording(); }
  [[nodiscard]] scenarios::Words words() const { return scenarios::Words(recording().clock_base); }
  // Kept within a few screens, so that far-off times stay finite.
  [[nodiscard]] float x(sim::SimTime time) const;
  [[nodiscard]] float now_x() const { return x(state.now); }
  // The end of a stretch, no later than now.
  [[nodiscard]] float end_x(const Stretch& stretch) const;
  [[nodiscard]] bool is_seen(float left, float right) const { return right >= area.left && left <= area.right; }
};

// The parts of a view of a job, from the outside in.
struct JobFrame {
  Rect legend;
  Rect names;
  Rect content;
};
[[nodiscard]] JobFrame job_frame(const Pen& pen, const Rect& all, float names_width, float legend_height);

// An entry of a legend: a sign and its word.
struct LegendEntry {
  std::string text;
  void (*paint)(Pen& pen, const Rect& box) = nullptr;
};
[[nodiscard]] float job_legend_height(const Pen& pen, float width, const std::vector<LegendEntry>& entries);
void paint_job_legend(Pen& pen, const Rect& area, const std::vector<LegendEntry>& entries);

void paint_time_grid(const JobCanvas& canvas);  // with the times, which stand below the area
void paint_now_line(const JobCanvas& canvas);   // and the haze over what has not happened

}  // namespace wavetank::visualizer

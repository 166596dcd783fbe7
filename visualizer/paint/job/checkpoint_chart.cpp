// Start delay, alignment, copy, write and acknowledgement of each task, from left to right.
#include "visualizer/paint/job/checkpoint_chart.hpp"

#include <algorithm>

#include "visualizer/paint/job/job_canvas.hpp"
#include "visualizer/paint/job/row_signs.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kBarsMax = 12;  // of one checkpoint; of more tasks the slowest are shown

// Which of a checkpoint's parts are shown.
std::vector<std::size_t> shown_parts(const CheckpointStory& story) {
  std::vector<std::size_t> parts(story.parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = i;
  if (parts.size() <= kBarsMax) return parts;
  const auto known_at = [&](std::size_t part) {
    const auto& acknowledged = story.parts[part].acknowledged;
    return acknowledged ? acknowledged->at : sim::SimTime::max();
  };
  std::sort(parts.begin(), parts.end(), [&](std::size_t a, std::size_t b) {
    return known_at(a) != known_at(b) ? known_at(a) > known_at(b) : a < b;
  });
  parts.resize(kBarsMax);
  std::sort(parts.begin(), parts.end());
  return parts;
}

float bar_height(const Pen& pen) { return pen.line_height() + pen.px(1); }
float story_height(const Pen& pen, const CheckpointStory& story) {
  return pen.line_height() + pen.px(12) + bar_height(pen) * static_cast<float>(std::min(story.parts.size(), kBarsMax));
}

// The last ones that have begun and fit, less those that are scrolled away.
struct ShownStories {
  std::size_t first = 0;
  std::size_t end = 0;
};
ShownStories stories_that_fit(const JobCanvas& canvas) {
  const std::vector<CheckpointStory>& all = canvas.scene.checkpoints();
  const std::size_t count = begun(all, canvas.state.playhead);
  ShownStories shown;
  shown.end = count - std::min(count, static_cast<std::size_t>(canvas.state.row_scroll));
  if (shown.end == 0) shown.end = std::min<std::size_t>(count, 1);
  shown.first = shown.end;
  float room = canvas.area.height();
  while (shown.first > 0) {
    room -= story_height(canvas.pen, all[shown.first - 1]);
    if (room < 0 && shown.first < shown.end) break;
    --shown.first;
  }
  return shown;
}

// What has happened of a part up to the playhead, as pixels.
class PartBar {
 public:
  PartBar(const JobCanvas& canvas, const CheckpointStory& story, const CheckpointPart& part)
      : canvas_(canvas), story_(story), part_(part) {}

  void paint(const Rect& row) const {
    Pen& pen = canvas_.pen;
    const Rect bar = row.inset(pen.px(3));
    const float middle = (bar.top + bar.bottom) / 2;
    const float started = seen_x(part_.first_barrier ? part_.first_barrier : part_.snapshot);
    pen.dashed_across(canvas_.x(story_.trigger.at), started, middle, pen.ink(Role::Ghost), kDotted);
    if (has(part_.first_barrier)) {
      const float aligned = seen_x(part_.aligned ? part_.aligned : part_.snapshot);
      paint_aligning(pen, {started, bar.top, std::max(aligned, started + pen.px(2)), bar.bottom});
      hit(*part_.first_barrier, {started, row.top, aligned, row.bottom});
    }
    if (has(part_.snapshot)) paint_write(bar, row);
    if (has(part_.given_up)) {
      const Point at{canvas_.x(part_.given_up->at), middle};
      pen.cross(at, pen.px(4), pen.ink(Role::Fault), pen.px(2));
      hit(*part_.given_up, around(at, pen.px(5)));
    }
  }

 private:
  [[nodiscard]] bool has(const std::optional<Moment>& moment) const {
    return moment && moment->id <= canvas_.state.playhead;
  }
  // Where it stands; until it happens, now or where the part was given up.
  [[nodiscard]] float seen_x(const std::optional<Moment>& moment) const {
    if (has(moment)) return canvas_.x(moment->at);
    for (const auto& end : {part_.given_up, story_.aborted, story_.done}) {
      if (has(end)) return canvas_.x(end->at);
    }
    return canvas_.now_x();
  }
  void paint_write(const Rect& bar, const Rect& row) const {
    Pen& pen = canvas_.pen;
    const float middle = (bar.top + bar.bottom) / 2;
    const float copied = canvas_.x(part_.snapshot->at);
    const float stored = std::max(seen_x(part_.stored), copied + pen.px(2));
    pen.fill({copied, bar.top, stored, bar.bottom}, pen.ink(Role::Barrier, 70));
    pen.down(copied, bar.top - pen.px(1), bar.bottom + pen.px(1), pen.ink(Role::Text), pen.px(2));
    hit(*part_.snapshot, {copied, row.top, stored, row.bottom});
    if (!has(part_.stored)) return;
    const float known = seen_x(part_.acknowledged);
    pen.across(stored, known, middle, pen.ink(Role::Barrier), pen.px(1));
    if (!has(part_.acknowledged)) return;
    pen.dot({known, middle}, pen.px(3), pen.ink(Role::Barrier));
    hit(*part_.acknowledged, around({known, middle}, pen.px(5)));
  }
  void hit(const Moment& moment, const Rect& rect) const {
    canvas_.hits.push_back({HitKind::Checkpoint, moment.id, rect});
  }

  const JobCanvas& canvas_;
  const CheckpointStory& story_;
  const CheckpointPart& part_;
};

void paint_title(const JobCanvas& canvas, const CheckpointStory& story, const Rect& line) {
  Pen& pen = canvas.pen;
  const bool aborted = story.aborted && story.aborted->id <= canvas.state.playhead;
  const std::string name = story.number == 0 ? "no checkpoint" : "checkpoint " + std::to_string(story.number);
  pen.bold({line.left, line.top}, pen.ink(Role::Text), name);
  const float left = line.left + pen.width_of(name) + pen.px(14);
  pen.text({left, line.top}, pen.ink(aborted ? Role::Text : Role::TextDim),
           pen.shortened(status_text(story, canvas.state.playhead), line.right - left));
  canvas.hits.push_back({HitKind::Checkpoint, story.trigger.id, line});
}

// From its trigger to its end, behind its bars.
void paint_extent(const JobCanvas& canvas, const CheckpointStory& story, const Rect& rows) {
  Pen& pen = canvas.pen;
  const float left = canvas.x(story.trigger.at);
  float right = canvas.now_x();
  std::optional<Role> end;
  if (story.done && story.done->id <= canvas.state.playhead) {
    right = canvas.x(story.done->at);
    end = Role::Barrier;
  } else if (story.aborted && story.aborted->id <= canvas.state.playhead) {
    right = canvas.x(story.aborted->at);
    end = Role::Fault;
  }
  pen.fill({left, rows.top, right, rows.bottom}, pen.ink(end == Role::Fault ? Role::Fault : Role::Barrier, 8));
  pen.down(left, rows.top, rows.bottom, pen.ink(Role::Barrier), pen.px(1));
  if (!end) return;
  const std::optional<Moment>& moment = end == Role::Fault ? story.aborted : story.done;
  pen.down(right, rows.top, rows.bottom, pen.ink(*end), pen.px(2));
  if (end == Role::Fault) pen.cross({right, rows.top}, pen.px(4), pen.ink(Role::Fault), pen.px(2));
  canvas.hits.push_back(
      {HitKind::Checkpoint, moment->id, {right - pen.px(3), rows.top, right + pen.px(3), rows.bottom}});
}

void paint_story(const JobCanvas& canvas, const CheckpointStory& story, const Rect& place, const Rect& names) {
  Pen& pen = canvas.pen;
  paint_title(canvas, story,
              {names.left, place.top + pen.px(5), place.right, place.top + pen.px(5) + pen.line_height()});
  const float top = place.top + pen.line_height() + pen.px(8);
  const std::vector<std::size_t> parts = shown_parts(story);
  const float height = bar_height(pen);
  {
    const Pen::Clip clip(pen, canvas.area);
    paint_extent(canvas, story, {place.left, top, place.right, top + height * static_cast<float>(parts.size())});
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const CheckpointPart& part = story.parts[parts[i]];
    const float y = top + static_cast<float>(i) * height;
    const std::string& name = canvas.recording().cast.actors[static_cast<std::size_t>(part.task)].name;
    pen.text({names.left + pen.px(8), y + pen.px(1)}, pen.ink(Role::TextDim),
             pen.shortened(name, names.width() - pen.px(14)));
    const Pen::Clip clip(pen, canvas.area);
    PartBar(canvas, story, part).paint({place.left, y, place.right, y + height});
  }
}

std::vector<LegendEntry> checkpoint_legend() {
  return {
      {"start delay",
       [](Pen& pen, const Rect& box) {
         pen.dashed_across(box.left, box.right, (box.top + box.bottom) / 2, pen.ink(Role::Ghost), kDotted);
       }},
      {"alignment", [](Pen& pen, const Rect& box) { paint_aligning(pen, box.inset(pen.px(3))); }},
      {"state copied (sync)",
       [](Pen& pen, const Rect& box) {
         pen.down((box.left + box.right) / 2, box.top + pen.px(2), box.bottom - pen.px(2), pen.ink(Role::Text),
                  pen.px(2));
       }},
      {"written (async)",
       [](Pen& pen, const Rect& box) { pen.fill(box.inset(pen.px(3)), pen.ink(Role::Barrier, 70)); }},
      {"acknowledged",
       [](Pen& pen, const Rect& box) {
         const float middle = (box.top + box.bottom) / 2;
         pen.across(box.left, box.right - pen.px(6), middle, pen.ink(Role::Barrier), pen.px(1));
         pen.dot({box.right - pen.px(6), middle}, pen.px(3), pen.ink(Role::Barrier));
       }},
      {"given up",
       [](Pen& pen, const Rect& box) {
         pen.cross({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, pen.px(4), pen.ink(Role::Fault),
                   pen.px(2));
       }},
  };
}

void paint_hint(const JobCanvas& canvas, std::string_view text) {
  Pen& pen = canvas.pen;
  const std::string fitting = pen.shortened(text, canvas.area.width() - pen.px(16));
  pen.text({(canvas.area.left + canvas.area.right - pen.width_of(fitting)) / 2,
            (canvas.area.top + canvas.area.bottom - pen.line_height()) / 2},
           pen.ink(Role::TextDim), fitting);
}

}  // namespace

void paint_checkpoints(Pen& pen, const Rect& all, const Scene& scene, const ViewState& state, HitList& hits) {
  const Pen::Clip clip(pen, all);
  const std::vector<LegendEntry> legend = checkpoint_legend();
  const float names = std::clamp(all.width() * 0.2F, pen.px(70), pen.px(130));
  const JobFrame frame = job_frame(pen, all, names, job_legend_height(pen, all.width() - pen.px(26), legend));
  if (frame.content.width() < pen.px(60) || frame.content.height() < pen.px(60)) return;
  const JobCanvas canvas{pen, scene, state, hits, frame.content};
  pen.fill(canvas.area, pen.ink(Role::Background));
  paint_job_legend(pen, frame.legend, legend);
  paint_time_grid(canvas);
  const std::vector<CheckpointStory>& stories = scene.checkpoints();
  if (stories.empty()) return paint_hint(canvas, "this run takes no checkpoints");
  const ShownStories shown = stories_that_fit(canvas);
  if (shown.end == 0) paint_hint(canvas, "no checkpoint has begun yet");
  float y = canvas.area.top;
  const Pen::Clip inside(pen, {frame.names.left, canvas.area.top, canvas.area.right, canvas.area.bottom});
  for (std::size_t i = shown.first; i < shown.end; ++i) {
    const float height = story_height(pen, stories[i]);
    paint_story(canvas, stories[i], {canvas.area.left, y, canvas.area.right, y + height}, frame.names);
    y += height;
    pen.across(frame.names.left, canvas.area.right, y, pen.ink(Role::Grid), pen.px(1));
  }
  paint_now_line(canvas);
}

}  // namespace wavetank::visualizer

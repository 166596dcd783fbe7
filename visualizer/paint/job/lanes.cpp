// Rows from top to bottom: shades first, then lines, then marks.
#include "visualizer/paint/job/lanes.hpp"

#include <algorithm>

#include "visualizer/paint/job/job_canvas.hpp"
#include "visualizer/paint/job/row_signs.hpp"

namespace wavetank::visualizer {
namespace {

constexpr float kRowHeightMin = 34;
constexpr float kRowHeightMax = 76;

// Which rows are shown, and where.
struct RowPlaces {
  std::size_t first = 0;
  std::size_t count = 0;
  float top = 0;
  float height = 1;

  [[nodiscard]] bool shows(std::size_t row) const { return row >= first && row < first + count; }
  [[nodiscard]] Rect of(std::size_t row, const Rect& area) const {
    const float y = top + static_cast<float>(row - first) * height;
    return {area.left, y, area.right, y + height};
  }
  // The middle of a row, also of one that is scrolled away.
  [[nodiscard]] float middle(std::size_t row) const {
    return top + (static_cast<float>(row) - static_cast<float>(first) + 0.5F) * height;
  }
};

RowPlaces places_of(const Pen& pen, const Rect& area, std::size_t rows, int scroll) {
  RowPlaces places;
  const float wanted = area.height() / static_cast<float>(std::max<std::size_t>(rows, 1));
  places.height = std::clamp(wanted, pen.px(kRowHeightMin), pen.px(kRowHeightMax));
  places.count = std::min(rows, static_cast<std::size_t>(std::max(1.0F, area.height() / places.height)));
  places.first = std::min(static_cast<std::size_t>(scroll), rows - places.count);
  places.top = area.top;
  return places;
}

std::string task_name(const JobCanvas& canvas, const TaskRow& row) {
  return canvas.recording().cast.actors[static_cast<std::size_t>(row.task)].name;
}

// What stands below the name: the most telling of what is true now.
std::string state_text(const JobCanvas& canvas, const TaskRow& row) {
  const sim::EventId playhead = canvas.state.playhead;
  if (is_gone(canvas.scene.lives(), row.task, playhead)) return "gone";
  if (is_in(row, RowSpanKind::Blocked, playhead)) return "blocked";
  if (is_in(row, RowSpanKind::Aligning, playhead)) return "aligning";
  if (is_in(row, RowSpanKind::Idle, playhead)) return "idle";
  const engine::EventTime watermark = watermark_of(row, playhead);
  if (watermark == engine::EventTime::min()) return "no watermark";
  if (watermark == engine::EventTime::max()) return "final watermark";
  return "wm " + canvas.words().time(watermark);
}

void paint_name(const JobCanvas& canvas, const TaskRow& row, const Rect& place) {
  Pen& pen = canvas.pen;
  const float room = place.width() - pen.px(8);
  const bool gone = is_gone(canvas.scene.lives(), row.task, canvas.state.playhead);
  const float top = (place.top + place.bottom) / 2 - pen.line_height();
  pen.text({place.left, top}, pen.ink(gone ? Role::Ghost : Role::Text), pen.shortened(task_name(canvas, row), room));
  pen.text({place.left, top + pen.line_height()}, pen.ink(Role::TextDim), pen.shortened(state_text(canvas, row), room));
}

// A shade over the whole height of a row, with a word where it fits.
struct Shade {
  Role role = Role::Fault;
  unsigned opacity = 12;
  std::string_view word;
  sim::EventId id{};
};

void paint_shade(const JobCanvas& canvas, const Rect& rect, const Shade& shade) {
  Pen& pen = canvas.pen;
  const Rect seen{std::max(rect.left, canvas.area.left), rect.top, std::min(rect.right, canvas.area.right),
                  rect.bottom};
  if (seen.empty()) return;
  pen.fill(seen, pen.ink(shade.role, shade.opacity));
  pen.down(rect.left, rect.top, rect.bottom, pen.ink(shade.role), pen.px(1));
  canvas.hits.push_back({HitKind::Stretch, shade.id, seen});
  if (pen.width_of(shade.word) + pen.px(12) > seen.width()) return;
  pen.text({seen.left + pen.px(6), seen.top + pen.px(2)}, pen.ink(Role::TextDim), shade.word);
}

void paint_absences(const JobCanvas& canvas, const TaskRow& row, const Rect& rect) {
  for (const Stretch& stretch : canvas.scene.lives().gone[static_cast<std::size_t>(row.task)]) {
    if (!stretch.has_begun(canvas.state.playhead)) continue;
    const Rect shaded{canvas.x(stretch.from.at), rect.top, canvas.end_x(stretch), rect.bottom};
    if (!canvas.is_seen(shaded.left, shaded.right)) continue;
    canvas.pen.fill(shaded, canvas.pen.ink(Role::Background));
    canvas.pen.hatch(shaded, canvas.pen.ink(Role::Fault, 24));
    paint_shade(canvas, shaded, {Role::Fault, 6, "gone", stretch.from.id});
    canvas.pen.cross({shaded.left, (rect.top + rect.bottom) / 2}, canvas.pen.px(5), canvas.pen.ink(Role::Fault),
                     canvas.pen.px(2));
  }
}

void paint_replays(const JobCanvas& canvas, const TaskRow& row, const Rect& rect) {
  for (const Stretch& stretch : canvas.scene.lives().replays[static_cast<std::size_t>(row.task)]) {
    if (!stretch.has_begun(canvas.state.playhead)) continue;
    const float right = std::max(canvas.end_x(stretch), canvas.x(stretch.from.at) + canvas.pen.px(2));
    paint_shade(canvas, {canvas.x(stretch.from.at), rect.top, right, rect.bottom},
                {Role::Restore, 16, "read again", stretch.from.id});
  }
}

void paint_spans(const JobCanvas& canvas, const TaskRow& row, const Rect& rect) {
  Pen& pen = canvas.pen;
  for (const RowSpan& span : row.spans) {
    if (!span.span.has_begun(canvas.state.playhead)) break;
    const float left = canvas.x(span.span.from.at);
    const float right = std::max(canvas.end_x(span.span), left + pen.px(2));
    if (!canvas.is_seen(left, right)) continue;
    const Rect place{left, rect.top, right, rect.bottom};
    if (span.kind == RowSpanKind::Aligning) paint_aligning(pen, place.inset(pen.px(2)));
    if (span.kind == RowSpanKind::Blocked) paint_blocked(pen, place);
    if (span.kind == RowSpanKind::Idle) paint_idle(pen, place);
    canvas.hits.push_back({HitKind::Stretch, span.span.from.id, place});
  }
}

// Jumps from pixel to pixel, so that a crowd costs as much as a few.
template <typename Element, typename Visit>
void each_column(const JobCanvas& canvas, const std::vector<Element>& elements, const Visit& visit) {
  const auto time_of = [](const Element& element) {
    if constexpr (std::is_same_v<Element, Moment>) {
      return element;
    } else {
      return element.moment;
    }
  };
  const float column = canvas.pen.px(4);
  const Range& clock = canvas.state.viewport.clock;
  const auto nanoseconds = static_cast<std::int64_t>(static_cast<double>(clock.length()) /
                                                     static_cast<double>(canvas.area.width() / column));
  std::int64_t from = clock.from;
  while (true) {
    const auto next =
        std::lower_bound(elements.begin(), elements.end(), from,
                         [&](const Element& element, std::int64_t at) { return time_of(element).at.ticks() < at; });
    if (next == elements.end() || time_of(*next).id > canvas.state.playhead) return;
    if (time_of(*next).at.ticks() >= clock.to) return;
    visit(*next);
    from = engine::saturating_add(time_of(*next).at.ticks(), std::max<std::int64_t>(1, nanoseconds));
  }
}

void paint_row_marks(const JobCanvas& canvas, const TaskRow& row, const Rect& rect) {
  Pen& pen = canvas.pen;
  const float middle = (rect.top + rect.bottom) / 2;
  each_column(canvas, row.progress, [&](const RowProgress& step) {
    if (step.watermark == engine::EventTime::min()) return;
    const float x = canvas.x(step.moment.at);
    paint_step_tick(pen, {x, middle}, rect.height() * 0.32F);
    canvas.hits.push_back({HitKind::Watermark, step.moment.id, {x - pen.px(2), middle, x + pen.px(3), rect.bottom}});
  });
  each_column(canvas, row.records, [&](const Moment& record) {
    const Point at{canvas.x(record.at), middle};
    pen.dot(at, pen.px(3.5F), pen.ink(Role::OnTime));
    canvas.hits.push_back({HitKind::Mark, record.id, around(at, pen.px(5))});
  });
  float last_x = -1e9F;
  std::optional<RowMarkKind> last;
  for (const RowMark& mark : row.marks) {
    if (mark.moment.id > canvas.state.playhead) break;
    const Point at{canvas.x(mark.moment.at), middle};
    if (!canvas.is_seen(at.x, at.x) || (last == mark.kind && at.x - last_x < pen.px(4))) continue;
    const Rect hit = paint_row_mark(pen, at, rect.height() * 0.3F, mark.kind);
    const bool is_firing = mark.kind == RowMarkKind::Fired || mark.kind == RowMarkKind::FiredLate;
    canvas.hits.push_back({is_firing ? HitKind::Stamp : HitKind::Mark, mark.moment.id, hit});
    last = mark.kind;
    last_x = at.x;
  }
}

// Those on their way end at now.
void paint_flights(const JobCanvas& canvas, const RowPlaces& places) {
  Pen& pen = canvas.pen;
  const std::int64_t now = canvas.state.now.ticks();
  for (const BarrierFlight& flight : canvas.scene.task_rows().flights) {
    if (flight.sent.id > canvas.state.playhead) continue;
    if (!places.shows(flight.from) && !places.shows(flight.to)) continue;
    const Point from{canvas.x(flight.sent.at), places.middle(flight.from)};
    Point to{canvas.x(flight.taken.at), places.middle(flight.to)};
    if (!canvas.is_seen(from.x, to.x)) continue;
    const bool has_landed = flight.taken.id <= canvas.state.playhead;
    if (!has_landed && flight.taken.at > flight.sent.at) {
      const float share = static_cast<float>(static_cast<double>(now - flight.sent.at.ticks()) /
                                             static_cast<double>(flight.taken.at.ticks() - flight.sent.at.ticks()));
      to = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
    }
    pen.line(from, to, pen.ink(Role::Barrier), pen.px(1.5F));
    const sim::EventId id = has_landed ? flight.taken.id : flight.sent.id;
    canvas.hits.push_back({HitKind::Barrier, id, around(to, pen.px(4))});
  }
}

// Attempts and ends of checkpoints, in a strip above the rows.
void paint_strip(const JobCanvas& canvas, const Rect& strip) {
  Pen& pen = canvas.pen;
  const Pen::Clip clip(pen, strip);
  const Lives& lives = canvas.scene.lives();
  for (std::size_t i = 0; i < lives.attempts.size() && lives.attempts.size() > 1; ++i) {
    const Attempt& attempt = lives.attempts[i];
    if (attempt.deployed.id > canvas.state.playhead) break;
    const Stretch stretch{attempt.deployed, attempt.failed};
    const float left = std::max(canvas.x(attempt.deployed.at), strip.left);
    const float right = std::min(canvas.end_x(stretch), strip.right);
    if (right <= left) continue;
    pen.fill({left, strip.top, right, strip.bottom - pen.px(2)},
             pen.ink(i == 0 ? Role::PanelRaised : Role::Restore, i == 0 ? 100 : 20));
    std::string text = "attempt " + std::to_string(attempt.number + 1);
    if (i > 0)
      text += attempt.checkpoint == 0 ? ", from nothing" : ", from checkpoint " + std::to_string(attempt.checkpoint);
    pen.text({left + pen.px(6), strip.top + pen.px(1)}, pen.ink(Role::Text),
             pen.shortened(text, right - left - pen.px(10)));
    canvas.hits.push_back({HitKind::Stretch, attempt.deployed.id, {left, strip.top, right, strip.bottom}});
  }
}

void paint_checkpoint_lines(const JobCanvas& canvas) {
  Pen& pen = canvas.pen;
  for (const CheckpointStory& story : canvas.scene.checkpoints()) {
    if (story.trigger.id > canvas.state.playhead) break;
    for (const auto& [moment, role] : {std::pair(story.done, Role::Barrier), std::pair(story.aborted, Role::Fault)}) {
      if (!moment || moment->id > canvas.state.playhead) continue;
      const float x = canvas.x(moment->at);
      if (!canvas.is_seen(x, x)) continue;
      pen.dashed_down(x, canvas.area.top, canvas.area.bottom, pen.ink(role), kDotted);
      canvas.hits.push_back(
          {HitKind::Checkpoint, moment->id, {x - pen.px(3), canvas.area.top, x + pen.px(3), canvas.area.bottom}});
    }
  }
}

void paint_row(const JobCanvas& canvas, const TaskRow& row, const Rect& rect) {
  Pen& pen = canvas.pen;
  const float middle = (rect.top + rect.bottom) / 2;
  pen.across(rect.left, std::min(canvas.now_x(), rect.right), middle, pen.ink(Role::Border), pen.px(1));
  paint_absences(canvas, row, rect);
  paint_replays(canvas, row, rect);
  paint_spans(canvas, row, rect);
  pen.across(rect.left, rect.right, rect.bottom - pen.px(1), pen.ink(Role::Grid), pen.px(1));
}

}  // namespace

void paint_lanes(Pen& pen, const Rect& all, const Scene& scene, const ViewState& state, HitList& hits) {
  const Pen::Clip clip(pen, all);
  const TaskRows& tasks = scene.task_rows();
  const std::vector<LegendEntry> legend = lane_legend(scene);
  const float names = std::clamp(all.width() * 0.2F, pen.px(70), pen.px(130));
  JobFrame frame = job_frame(pen, all, names, job_legend_height(pen, all.width() - pen.px(26), legend));
  const Rect strip{frame.content.left, frame.content.top, frame.content.right,
                   frame.content.top + (scene.lives().attempts.size() > 1 ? pen.line_height() + pen.px(6) : 0)};
  frame.content.top = strip.bottom;
  if (frame.content.width() < pen.px(60) || frame.content.height() < pen.px(kRowHeightMin) || tasks.rows.empty())
    return;
  JobCanvas canvas{pen, scene, state, hits, frame.content};
  const RowPlaces places = places_of(pen, canvas.area, tasks.rows.size(), state.row_scroll);
  canvas.area.bottom = std::min(canvas.area.bottom, places.top + static_cast<float>(places.count) * places.height);
  pen.fill(canvas.area, pen.ink(Role::Background));
  paint_job_legend(pen, frame.legend, legend);
  paint_time_grid(canvas);
  paint_strip(canvas, strip);
  for (std::size_t row = places.first; row < places.first + places.count; ++row) {
    const Rect place = places.of(row, canvas.area);
    paint_name(canvas, tasks.rows[row], {frame.names.left, place.top, frame.names.right, place.bottom});
    const Pen::Clip inside(pen, canvas.area);
    paint_row(canvas, tasks.rows[row], place);
  }
  const Pen::Clip inside(pen, canvas.area);
  paint_checkpoint_lines(canvas);
  paint_flights(canvas, places);
  for (std::size_t row = places.first; row < places.first + places.count; ++row) {
    paint_row_marks(canvas, tasks.rows[row], places.of(row, canvas.area));
  }
  paint_now_line(canvas);
}

}  // namespace wavetank::visualizer

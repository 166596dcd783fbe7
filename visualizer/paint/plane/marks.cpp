// Records as marks, with a level of detail: per cell of a grid at most one mark, and the rarer fate wins it.
#include <algorithm>

#include "scenarios/explain/describe.hpp"
#include "visualizer/paint/plane/legend.hpp"
#include "visualizer/paint/plane/plane_canvas.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::size_t kRoundMarksMax = 3000;  // of one frame; more are squares
constexpr std::size_t kLabelledMax = 60;      // more records are not named
constexpr std::size_t kTaggedMax = 16;        // more late records are not tagged, but for the selected one
constexpr std::size_t kFoldsNamed = 24;       // more folded cells do not say how many they hold

// Drops before late ones before on-time ones; what has not happened is last.
int rank_of(const Mark& mark, sim::EventId playhead) {
  if (mark.arrival > playhead) return 0;
  switch (mark.fate) {
    case Fate::OnTime: return 1;
    case Fate::Unassigned:
    case Fate::Refused:
    case Fate::Ignored: return 2;
    case Fate::Late: return 3;
    case Fate::Side: return 4;
    case Fate::Dropped: return 5;
  }
  return 0;
}

// Plain records are squares where circles would be too many.
enum class MarkLook { Shapes, Squares };

// All marks that fall into one cell.
struct Fold {
  std::size_t winner = 0;  // of plane.marks
  int rank = -1;
  std::uint32_t count = 0;
};

class MarkGrid {
 public:
  MarkGrid(const Rect& area, float cell) : area_(area), cell_(cell) {
    columns_ = static_cast<std::size_t>(area.width() / cell) + 1;
    rows_ = static_cast<std::size_t>(area.height() / cell) + 1;
    folds_.assign(columns_ * rows_, Fold{});
  }

  // REQUIRES: the area contains `point`.
  void add(Point point, std::size_t mark, int rank) {
    const auto column = static_cast<std::size_t>((point.x - area_.left) / cell_);
    const auto row = static_cast<std::size_t>((point.y - area_.top) / cell_);
    Fold& fold = folds_.at(std::min(row, rows_ - 1) * columns_ + std::min(column, columns_ - 1));
    if (fold.count == 0) ++used_;
    ++fold.count;
    if (rank <= fold.rank) return;
    fold.rank = rank;
    fold.winner = mark;
  }

  [[nodiscard]] std::size_t used() const { return used_; }
  // Cells that hold something, by rank: what is drawn last is covered by nothing.
  [[nodiscard]] std::vector<Fold> by_rank() const {
    std::vector<Fold> used;
    used.reserve(used_);
    for (const Fold& fold : folds_) {
      if (fold.count > 0) used.push_back(fold);
    }
    std::sort(used.begin(), used.end(),
              [](const Fold& a, const Fold& b) { return a.rank != b.rank ? a.rank < b.rank : a.winner < b.winner; });
    return used;
  }
  [[nodiscard]] const std::vector<Fold>& folds() const { return folds_; }

 private:
  Rect area_;
  float cell_;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::size_t used_ = 0;
  std::vector<Fold> folds_;
};

struct Seen {
  std::size_t first = 0;
  std::size_t end = 0;
};

Seen seen_marks(const PlaneCanvas& canvas) {
  const std::vector<Mark>& marks = canvas.plane().marks;
  const auto until = [&](std::int64_t at) {
    return static_cast<std::size_t>(
        std::lower_bound(marks.begin(), marks.end(), at,
                         [](const Mark& mark, std::int64_t ns) { return mark.at.ticks() < ns; }) -
        marks.begin());
  };
  const Range clock = canvas.projection.viewport().clock;
  return {until(clock.from), until(clock.to)};
}

Point point_of(const PlaneCanvas& canvas, const Mark& mark) {
  return canvas.projection.at({mark.time.ticks(), mark.at.ticks()});
}

float radius_for(const Pen& pen, std::size_t marks) {
  if (marks <= 200) return pen.px(5);
  if (marks <= kRoundMarksMax) return std::max(2.5F, pen.px(3));
  return 2.0F;
}

bool is_selected(const PlaneCanvas& canvas, const Mark& mark) {
  return canvas.state.selection && (*canvas.state.selection == mark.arrival || *canvas.state.selection == mark.decided);
}

// A record that is far outside of the picture is pointed at from the edge.
void paint_pointer(PlaneCanvas& canvas, const Mark& mark, float y) {
  Pen& pen = canvas.pen;
  const Rect& area = canvas.area();
  const bool is_right = mark.time.ticks() >= canvas.projection.viewport().event.to;
  const float tip = is_right ? area.right - pen.px(2) : area.left + pen.px(2);
  const float base = is_right ? tip - pen.px(8) : tip + pen.px(8);
  pen.triangle({tip, y}, {base, y - pen.px(5)}, {base, y + pen.px(5)}, pen.ink(Role::OnTime));
  canvas.hits.push_back({HitKind::Mark, mark.arrival, around({(tip + base) / 2, y}, pen.px(6))});
  const std::string text = mark_text(canvas.recording(), mark);
  const Point size = pill_size(pen, text);
  const float left = is_right ? base - pen.px(4) - size.x : base + pen.px(4);
  const Rect beside{left, y - size.y / 2, left + size.x, y + size.y / 2};
  if (const auto place = canvas.labels.place({beside})) paint_pill(pen, *place, {text, pen.ink(Role::OnTime)});
}

// Only at what is farther off than the picture is wide: what is near is found by moving.
void paint_pointers(PlaneCanvas& canvas, const Seen& seen) {
  const Range seen_range = canvas.projection.viewport().event;
  const Range event{engine::saturating_add(seen_range.from, -seen_range.length()),
                    engine::saturating_add(seen_range.to, seen_range.length())};
  float last_y = 1e9F;
  std::size_t painted = 0;
  for (std::size_t i = seen.first; i < seen.end && painted < kLabelledMax; ++i) {
    const Mark& mark = canvas.plane().marks[i];
    if (mark.arrival > canvas.state.playhead || event.contains(mark.time.ticks())) continue;
    const float y = canvas.projection.y(mark.at.ticks());
    if (last_y - y < canvas.pen.px(12)) continue;
    paint_pointer(canvas, mark, y);
    last_y = y;
    ++painted;
  }
}

// A square whose size tells how many it holds; only where circles would be too many.
void paint_square(Pen& pen, Point middle, const Fold& fold, Role role) {
  const float half = fold.count > 16 ? 2.0F : fold.count > 2 ? 1.5F : 1.0F;
  pen.fill({middle.x - half, middle.y - half, middle.x + half, middle.y + half}, pen.ink(role));
}

void paint_fold(PlaneCanvas& canvas, const Fold& fold, float radius, MarkLook look) {
  const Mark& mark = canvas.plane().marks[fold.winner];
  const Point middle = point_of(canvas, mark);
  Pen& pen = canvas.pen;
  if (fold.rank == 0) {
    if (look == MarkLook::Squares) return paint_square(pen, middle, fold, Role::Ghost);
    pen.dot(middle, std::max(1.5F, radius * 0.6F), pen.ink(Role::Ghost));
    return;
  }
  if (look == MarkLook::Squares && mark.fate == Fate::OnTime) return paint_square(pen, middle, fold, Role::OnTime);
  const bool is_chosen = is_selected(canvas, mark);
  const float size = is_chosen ? std::max(radius, pen.px(5)) : radius;
  if (has_left(mark, canvas.state.playhead)) {
    paint_evicted(pen, middle, size);
  } else {
    paint_mark(pen, middle, mark.fate, size);
  }
  if (is_chosen) pen.ring(middle, size * 1.9F, pen.ink(Role::Selection), pen.px(2));
  canvas.hits.push_back({HitKind::Mark, mark.decided, around(middle, radius + pen.px(2))});
  canvas.labels.avoid(around(middle, is_chosen ? size * 2 : radius + 1));
}

MarkGrid fold_marks(const PlaneCanvas& canvas, const Seen& seen, float cell) {
  MarkGrid grid(canvas.area(), cell);
  for (std::size_t i = seen.first; i < seen.end; ++i) {
    const Mark& mark = canvas.plane().marks[i];
    const Point point = point_of(canvas, mark);
    if (!canvas.area().contains(point)) continue;
    grid.add(point, i, rank_of(mark, canvas.state.playhead) + (is_selected(canvas, mark) ? 10 : 0));
  }
  return grid;
}

// "12 more" beside a cell that holds several, as long as these are few.
void paint_fold_labels(PlaneCanvas& canvas, const MarkGrid& grid) {
  const auto holds_more = [](const Fold& fold) { return fold.count > 1; };
  const auto folded = std::count_if(grid.folds().begin(), grid.folds().end(), holds_more);
  if (static_cast<std::size_t>(folded) > kFoldsNamed) return;
  Pen& pen = canvas.pen;
  for (const Fold& fold : grid.folds()) {
    if (!holds_more(fold)) continue;
    const Point middle = point_of(canvas, canvas.plane().marks[fold.winner]);
    const std::string text = std::to_string(fold.count - 1) + " more";
    const float top = middle.y - pen.line_height() / 2;
    const float left = middle.x + pen.px(10);
    const auto place = canvas.labels.place({{left, top, left + pen.width_of(text), top + pen.line_height()}});
    if (place) pen.text({place->left, place->top}, pen.ink(Role::TextDim), text);
  }
}

// Whether there was room for it.
bool paint_mark_label(PlaneCanvas& canvas, const Mark& mark, const std::string& text, Ink edge) {
  Pen& pen = canvas.pen;
  const Point middle = point_of(canvas, mark);
  if (!canvas.area().contains(middle) || text.empty()) return false;
  const Point size = edge != 0 ? pill_size(pen, text) : Point{pen.width_of(text), pen.line_height()};
  const float gap = pen.px(edge != 0 ? 10 : 7);
  const auto spot = [&](float left, float top) { return Rect{left, top, left + size.x, top + size.y}; };
  const float level = middle.y - size.y / 2;
  const float right = middle.x + gap;
  const float left = middle.x - gap - size.x;
  const auto place = canvas.labels.place({spot(right, level), spot(left, level), spot(right, middle.y + gap),
                                          spot(right, middle.y - gap - size.y), spot(left, middle.y + gap),
                                          spot(left, middle.y - gap - size.y)});
  if (!place) return false;
  if (edge != 0) {
    paint_pill(pen, *place, {text, edge});
  } else {
    pen.text({place->left, place->top}, pen.ink(Role::TextDim), text);
  }
  return true;
}

// The records that left their window again, as long as these are few.
void paint_eviction_labels(PlaneCanvas& canvas, const Seen& seen) {
  std::size_t named = 0;
  for (std::size_t i = seen.end; i-- > seen.first && named < kTaggedMax;) {
    const Mark& mark = canvas.plane().marks[i];
    if (!has_left(mark, canvas.state.playhead)) continue;
    paint_mark_label(canvas, mark, eviction_text(canvas.plane()), canvas.pen.ink(Role::TextDim));
    ++named;
  }
}

// Seen records that are not plainly on time, newest first.
std::vector<std::size_t> tagged_marks(const PlaneCanvas& canvas, const Seen& seen) {
  std::vector<std::size_t> tagged;
  for (std::size_t i = seen.end; i-- > seen.first;) {
    const Mark& mark = canvas.plane().marks[i];
    if (mark.decided > canvas.state.playhead || !is_interesting(mark.fate)) continue;
    if (canvas.area().contains(point_of(canvas, mark))) tagged.push_back(i);
  }
  return tagged;
}

Ink tag_edge(const Pen& pen, Fate fate) {
  return pen.ink(fate == Fate::Late ? Role::Late : fate >= Fate::Unassigned ? Role::TextDim : Role::Dropped);
}

}  // namespace

void paint_marks(PlaneCanvas& canvas) {
  const Seen seen = seen_marks(canvas);
  const float radius = radius_for(canvas.pen, seen.end - seen.first);
  const MarkGrid grid = fold_marks(canvas, seen, std::max(2.0F, radius * 0.8F));
  const MarkLook look = grid.used() > kRoundMarksMax ? MarkLook::Squares : MarkLook::Shapes;
  for (const Fold& fold : grid.by_rank()) paint_fold(canvas, fold, radius, look);
  paint_pointers(canvas, seen);
  if (look == MarkLook::Shapes) paint_fold_labels(canvas, grid);
}

// Tags of the selected record, then of others that are not on time, then names where several keys are mixed.
void paint_mark_labels(PlaneCanvas& canvas) {
  const Seen seen = seen_marks(canvas);
  const std::vector<Mark>& marks = canvas.plane().marks;
  const bool has_names = canvas.plane().keys.size() > 1 && seen.end - seen.first <= kLabelledMax;
  const std::vector<std::size_t> tagged = tagged_marks(canvas, seen);
  for (const bool only_selected : {true, false}) {
    for (const std::size_t i : tagged) {
      const Mark& mark = marks[i];
      if (is_selected(canvas, mark) != only_selected) continue;
      if (!only_selected && tagged.size() > kTaggedMax) break;
      const std::string name = has_names ? key_text(canvas.recording(), mark.key) + " " : "";
      const Ink edge = tag_edge(canvas.pen, mark.fate);
      const std::string tag = tag_text(mark);
      if (paint_mark_label(canvas, mark, name + tag, edge)) continue;
      if (paint_mark_label(canvas, mark, name + tag.substr(0, tag.find(" (")), edge)) continue;  // without the rule
      paint_mark_label(canvas, mark, name + std::string(name_of(mark.fate)), edge);
    }
  }
  paint_eviction_labels(canvas, seen);
  if (!has_names) return;
  for (std::size_t i = seen.first; i < seen.end; ++i) {
    const Mark& mark = marks[i];
    if (mark.arrival > canvas.state.playhead || is_interesting(mark.fate)) continue;
    paint_mark_label(canvas, mark, key_text(canvas.recording(), mark.key), 0);
  }
}

// Where the selected record, firing or watermark stands on both axes.
void paint_selection(PlaneCanvas& canvas) {
  if (!canvas.state.selection) return;
  const auto at = mark_of(canvas.plane(), *canvas.state.selection);
  if (!at) return;
  const Mark& mark = canvas.plane().marks[*at];
  const Point middle = point_of(canvas, mark);
  if (!canvas.area().contains(middle)) return;
  const Ink ink = canvas.pen.ink(Role::TextDim);
  canvas.pen.dashed_across(canvas.area().left, middle.x, middle.y, ink, kDotted);
  canvas.pen.dashed_down(middle.x, middle.y, canvas.area().bottom, ink, kDotted);
}

}  // namespace wavetank::visualizer

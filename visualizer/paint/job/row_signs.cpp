// Shapes first, colours second.
#include "visualizer/paint/job/row_signs.hpp"

#include <algorithm>

#include "visualizer/paint/plane/legend.hpp"

namespace wavetank::visualizer {
namespace {

Point sign_middle(const Rect& box) { return {(box.left + box.right) / 2, (box.top + box.bottom) / 2}; }

// Up: something was said.
void paint_firing(Pen& pen, Point at, Ink ink) {
  const float half = pen.px(4);
  pen.triangle({at.x - half, at.y + half}, {at.x + half, at.y + half}, {at.x, at.y - half}, ink);
}

void paint_snapshot(Pen& pen, Point at) {
  const Rect square = around(at, pen.px(4));
  pen.fill(square, pen.ink(Role::Barrier));
  pen.outline(square, pen.ink(Role::Background), pen.px(1));
}

bool has_span(const TaskRows& tasks, RowSpanKind kind) {
  return std::any_of(tasks.rows.begin(), tasks.rows.end(), [&](const TaskRow& row) {
    return std::any_of(row.spans.begin(), row.spans.end(), [&](const RowSpan& span) { return span.kind == kind; });
  });
}

bool has_mark(const TaskRows& tasks, RowMarkKind kind) {
  return std::any_of(tasks.rows.begin(), tasks.rows.end(), [&](const TaskRow& row) {
    return std::any_of(row.marks.begin(), row.marks.end(), [&](const RowMark& mark) { return mark.kind == kind; });
  });
}

}  // namespace

void paint_aligning(Pen& pen, const Rect& rect) {
  pen.fill(rect, pen.ink(Role::Barrier, 14));
  pen.hatch(rect, pen.ink(Role::Barrier, 60));
  pen.outline(rect, pen.ink(Role::Barrier), pen.px(1));
}

void paint_blocked(Pen& pen, const Rect& row) {
  pen.fill({row.left, row.bottom - pen.px(7), row.right, row.bottom - pen.px(2)}, pen.ink(Role::BackPressure));
}

void paint_idle(Pen& pen, const Rect& row) {
  const float y = (row.top + row.bottom) / 2;
  pen.fill({row.left, y - pen.px(3), row.right, y + pen.px(3)}, pen.ink(Role::Background));
  pen.dashed_across(row.left, row.right, y, pen.ink(Role::Idle), kDotted);
}

void paint_step_tick(Pen& pen, Point top, float length) {
  pen.down(top.x, top.y, top.y + length, pen.ink(Role::Watermark), pen.px(2));
}

Rect paint_row_mark(Pen& pen, Point middle, float reach, RowMarkKind kind) {
  const Point above{middle.x, middle.y - reach};
  switch (kind) {
    case RowMarkKind::Late: paint_mark(pen, middle, Fate::Late, pen.px(4)); break;
    case RowMarkKind::Dropped: paint_mark(pen, middle, Fate::Dropped, pen.px(4)); break;
    case RowMarkKind::Fired: paint_firing(pen, above, pen.ink(Role::OnTime)); return around(above, pen.px(5));
    case RowMarkKind::FiredLate: paint_firing(pen, above, pen.ink(Role::Late)); return around(above, pen.px(5));
    case RowMarkKind::Snapshot: paint_snapshot(pen, middle); break;
    case RowMarkKind::Restored: pen.diamond(middle, pen.px(5), pen.ink(Role::Restore), pen.px(2)); break;
    case RowMarkKind::Ended:
      pen.down(middle.x, middle.y - reach, middle.y + reach, pen.ink(Role::Idle), pen.px(3));
      break;
  }
  return around(middle, pen.px(5));
}

std::vector<LegendEntry> lane_legend(const Scene& scene) {
  const TaskRows& tasks = scene.task_rows();
  std::vector<LegendEntry> entries;
  entries.push_back(
      {"record", [](Pen& pen, const Rect& box) { pen.dot(sign_middle(box), pen.px(3.5F), pen.ink(Role::OnTime)); }});
  if (has_mark(tasks, RowMarkKind::Late)) {
    entries.push_back(
        {"late", [](Pen& pen, const Rect& box) { paint_mark(pen, sign_middle(box), Fate::Late, pen.px(4)); }});
  }
  if (has_mark(tasks, RowMarkKind::Dropped)) {
    entries.push_back(
        {"dropped", [](Pen& pen, const Rect& box) { paint_mark(pen, sign_middle(box), Fate::Dropped, pen.px(4)); }});
  }
  entries.push_back({"watermark", [](Pen& pen, const Rect& box) {
                       paint_step_tick(pen, {sign_middle(box).x, box.top + pen.px(3)}, box.height() - pen.px(6));
                     }});
  if (has_mark(tasks, RowMarkKind::Fired) || has_mark(tasks, RowMarkKind::FiredLate)) {
    entries.push_back(
        {"firing", [](Pen& pen, const Rect& box) { paint_firing(pen, sign_middle(box), pen.ink(Role::OnTime)); }});
  }
  if (!tasks.flights.empty()) {
    entries.push_back({"barrier", [](Pen& pen, const Rect& box) {
                         pen.line({box.left, box.top + pen.px(3)}, {box.right, box.bottom - pen.px(3)},
                                  pen.ink(Role::Barrier), pen.px(1.5F));
                       }});
  }
  if (has_mark(tasks, RowMarkKind::Snapshot)) {
    entries.push_back({"state copied", [](Pen& pen, const Rect& box) { paint_snapshot(pen, sign_middle(box)); }});
  }
  if (has_span(tasks, RowSpanKind::Aligning)) {
    entries.push_back({"aligning", [](Pen& pen, const Rect& box) { paint_aligning(pen, box.inset(pen.px(2))); }});
  }
  if (has_span(tasks, RowSpanKind::Blocked)) {
    entries.push_back({"blocked", [](Pen& pen, const Rect& box) {
                         paint_blocked(pen, {box.left, box.top, box.right, box.bottom - pen.px(4)});
                       }});
  }
  if (has_span(tasks, RowSpanKind::Idle)) {
    entries.push_back({"idle", [](Pen& pen, const Rect& box) { paint_idle(pen, box); }});
  }
  if (scene.lives().attempts.size() > 1 || scene.lives().attempts.front().failed) {
    entries.push_back(
        {"gone", [](Pen& pen, const Rect& box) { pen.hatch(box.inset(pen.px(2)), pen.ink(Role::Fault, 60)); }});
  }
  if (has_mark(tasks, RowMarkKind::Restored)) {
    entries.push_back({"restored", [](Pen& pen, const Rect& box) {
                         pen.diamond(sign_middle(box), pen.px(5), pen.ink(Role::Restore), pen.px(2));
                       }});
  }
  if (scene.lives().attempts.size() > 1) {
    entries.push_back(
        {"read again", [](Pen& pen, const Rect& box) { pen.fill(box.inset(pen.px(2)), pen.ink(Role::Restore, 24)); }});
  }
  return entries;
}

}  // namespace wavetank::visualizer

// The legend, and the marks it explains.
#include "visualizer/paint/plane/legend.hpp"

#include <algorithm>
#include <array>

#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

constexpr float kSampleWidth = 22;

// Draws a sample into a box as wide as kSampleWidth.
using Sample = void (*)(Pen& pen, const Rect& box);

float middle_of(const Rect& box) { return (box.top + box.bottom) / 2; }

void sample_watermark(Pen& pen, const Rect& box) {
  const float y = middle_of(box);
  const float x = (box.left + box.right) / 2;
  pen.across(box.left, x, y + pen.px(3), pen.ink(Role::Watermark), pen.px(2));
  pen.down(x, y - pen.px(4), y + pen.px(5), pen.ink(Role::Watermark), pen.px(2));
  pen.across(x, box.right, y - pen.px(4), pen.ink(Role::Watermark), pen.px(2));
}
void sample_input(Pen& pen, const Rect& box) {
  pen.dashed_across(box.left, box.right, middle_of(box), pen.ink(Role::Watermark), {4, 3});
}
void sample_ideal(Pen& pen, const Rect& box) {
  pen.dotted_line({box.left, middle_of(box)}, {box.right, middle_of(box)}, pen.ink(Role::Ideal));
}
void sample_window(Pen& pen, const Rect& box) {
  const Rect inner = box.inset(pen.px(3));
  pen.fill(inner, pen.ink(Role::OnTime, 13));
  pen.outline(inner, pen.ink(Role::OnTime, 60), pen.px(1));
}
void sample_timer(Pen& pen, const Rect& box) {
  const float y = middle_of(box);
  const float x = (box.left + box.right) / 2;
  pen.triangle({x - pen.px(5), y + pen.px(5)}, {x + pen.px(5), y + pen.px(5)}, {x, y - pen.px(4)}, pen.ink(Role::Text));
}
void sample_deleted(Pen& pen, const Rect& box) {
  pen.cross({(box.left + box.right) / 2, middle_of(box)}, pen.px(3), pen.ink(Role::TextDim), pen.px(1));
}
void sample_match(Pen& pen, const Rect& box) {
  const float y = middle_of(box);
  paint_match_bar(pen, {box.left, y - pen.px(3), box.right, y + pen.px(3)}, FoundMatch::How::Whole);
}
void sample_timed_out(Pen& pen, const Rect& box) {
  const float y = middle_of(box);
  paint_match_bar(pen, {box.left, y - pen.px(3), box.right, y + pen.px(3)}, FoundMatch::How::TimedOut);
}
void sample_wait(Pen& pen, const Rect& box) {
  const float x = (box.left + box.right) / 2;
  pen.down(x, box.top + pen.px(3), box.bottom, pen.ink(Role::OnTime, 45), pen.px(2));
  pen.dot({x, box.top + pen.px(5)}, pen.px(4), pen.ink(Role::Background));
  pen.ring({x, box.top + pen.px(5)}, pen.px(4), pen.ink(Role::OnTime), pen.px(2));
}
void sample_kept(Pen& pen, const Rect& box) {
  const Rect inner = box.inset(pen.px(3));
  pen.fill(inner, pen.ink(Role::Late, 9));
  pen.dashed_outline(inner, pen.ink(Role::Late), {3, 2});
}

struct LegendLine {
  Sample sample;
  const char* text;
};
constexpr std::array kLegendLines = {
    LegendLine{sample_watermark, "watermark"},
    LegendLine{sample_input, "of its inputs"},
    LegendLine{sample_window, "window"},
    LegendLine{sample_kept, "kept for late records"},
    LegendLine{sample_timer, "timer fires"},
    LegendLine{sample_deleted, "is deleted"},
    LegendLine{sample_match, "match"},
    LegendLine{sample_timed_out, "timed out"},
    LegendLine{sample_wait, "waits, then goes on"},
    LegendLine{sample_ideal, "no delay"},
};

// Whether the plane has what the line explains.
bool is_needed(const LegendLine& line, const Plane& plane) {
  const auto waits = [](const Mark& mark) { return mark.left.has_value(); };
  if (line.sample == sample_input) return !plane.inputs.empty();
  if (line.sample == sample_window) return plane.lane.has_windows;
  if (line.sample == sample_kept) return plane.lane.has_windows && plane.lane.allowed_lateness.count > 0;
  if (line.sample == sample_timer || line.sample == sample_deleted) return !plane.timers.empty();
  const auto found = [&](FoundMatch::How how) {
    return std::ranges::find(plane.matches, how, &FoundMatch::how) != plane.matches.end();
  };
  if (line.sample == sample_match) return found(FoundMatch::How::Whole);
  if (line.sample == sample_timed_out) return found(FoundMatch::How::TimedOut);
  if (line.sample == sample_wait) return std::any_of(plane.marks.begin(), plane.marks.end(), waits);
  return true;
}

// Places entries one after the other, and gives up at the right edge.
class LegendRow {
 public:
  LegendRow(Pen& pen, const Rect& area) : pen_(pen), area_(area), x_(area.left) {}

  // The name of the axis below; an arrow says that it goes up.
  void axis(std::string_view text) {
    const float middle = area_.top + pen_.line_height() / 2;
    pen_.down(x_ + pen_.px(3), middle - pen_.px(4), middle + pen_.px(6), pen_.ink(Role::Text), pen_.px(1));
    pen_.triangle({x_ + pen_.px(3) + 0.5F, middle - pen_.px(6)}, {x_, middle - pen_.px(1)},
                  {x_ + 2 * pen_.px(3) + 1, middle - pen_.px(1)}, pen_.ink(Role::Text));
    x_ += pen_.px(14);
    pen_.text({x_, area_.top + pen_.px(1)}, pen_.ink(Role::Text), text);
    x_ += pen_.width_of(text) + pen_.px(18);
  }

  // The box for the next sample, its text drawn beside it; empty if there is no room.
  Rect next(std::string_view text) {
    const float sample = pen_.px(kSampleWidth);
    const float width = sample + pen_.px(6) + pen_.width_of(text);
    if (x_ + width > area_.right) return {};
    const Rect box{x_, area_.top, x_ + sample, area_.top + pen_.line_height()};
    pen_.text({box.right + pen_.px(6), box.top + pen_.px(1)}, pen_.ink(Role::TextDim), text);
    x_ += width + pen_.px(16);
    return box;
  }

 private:
  Pen& pen_;
  Rect area_;
  float x_;
};

struct FateCount {
  bool is_met = false;  // at any time: the legend does not change while the playhead moves
  std::size_t until_now = 0;
};

std::array<FateCount, kFates> count_fates(const Plane& plane, sim::EventId playhead) {
  std::array<FateCount, kFates> counts{};
  for (const Mark& mark : plane.marks) {
    FateCount& count = counts[static_cast<std::size_t>(mark.fate)];
    count.is_met = true;
    if (mark.decided <= playhead) ++count.until_now;
  }
  return counts;
}

}  // namespace

float legend_height(const Pen& pen, float width) {
  return width < pen.px(300) ? pen.px(6) : pen.line_height() + pen.px(10);
}

void paint_mark(Pen& pen, Point middle, Fate fate, float radius) {
  switch (fate) {
    case Fate::OnTime: pen.dot(middle, radius, pen.ink(Role::OnTime)); return;
    case Fate::Late:
      pen.dot(middle, radius, pen.ink(Role::Background));
      pen.ring(middle, radius, pen.ink(Role::Late), std::max(1.5F, radius * 0.45F));
      return;
    case Fate::Dropped:
      pen.cross(middle, radius * 1.25F, pen.ink(Role::Background), std::max(3.5F, radius * 1.1F));
      pen.cross(middle, radius * 1.15F, pen.ink(Role::Dropped), std::max(1.5F, radius * 0.5F));
      return;
    case Fate::Side: pen.diamond(middle, radius * 1.3F, pen.ink(Role::Dropped), std::max(1.5F, radius * 0.4F)); return;
    case Fate::Refused:
      pen.fill({middle.x - 1, middle.y - radius, middle.x + 1, middle.y + radius}, pen.ink(Role::TextDim));
      return;
    case Fate::Ignored:
      pen.fill({middle.x - radius, middle.y - 1, middle.x + radius, middle.y + 1}, pen.ink(Role::TextDim));
      return;
    case Fate::Unassigned:
      pen.outline(around(middle, radius), pen.ink(Role::TextDim), std::max(1.0F, radius * 0.3F));
      return;
  }
}

Ink ink_of(const Pen& pen, FoundMatch::How how) {
  return pen.ink(how == FoundMatch::How::Whole ? Role::OnTime : Role::Late);
}

void paint_match_bar(Pen& pen, const Rect& bar, FoundMatch::How how) {
  const float y = middle_of(bar);
  const Ink ink = ink_of(pen, how);
  if (how == FoundMatch::How::Whole) {
    pen.across(bar.left, bar.right, y, ink, pen.px(2));
  } else {
    pen.dashed_across(bar.left, bar.right, y, ink, kDashed);
  }
  pen.down(bar.left, bar.top, bar.bottom, ink, pen.px(2));
  pen.down(bar.right - pen.px(2), bar.top, bar.bottom, ink, pen.px(2));
}

void paint_evicted(Pen& pen, Point middle, float radius) {
  pen.dot(middle, radius, pen.ink(Role::Background));
  pen.ring(middle, radius, pen.ink(Role::OnTime), std::max(1.0F, radius * 0.25F));
  const float reach = radius * 1.2F;
  pen.line({middle.x - reach, middle.y + reach}, {middle.x + reach, middle.y - reach}, pen.ink(Role::OnTime),
           std::max(1.0F, radius * 0.3F));
}

void paint_legend(Pen& pen, const Rect& area, const Plane& plane, sim::EventId playhead) {
  if (area.height() < pen.line_height()) return;
  const std::array<FateCount, kFates> counts = count_fates(plane, playhead);
  LegendRow row(pen, {area.left, area.top + pen.px(4), area.right, area.bottom});
  row.axis("processing time");
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto fate = static_cast<Fate>(i);
    if (!counts[i].is_met && fate != Fate::OnTime) continue;
    const Rect box = row.next(std::to_string(counts[i].until_now) + " " + std::string(name_of(fate)));
    if (!box.empty()) paint_mark(pen, {(box.left + box.right) / 2 + pen.px(4), middle_of(box)}, fate, pen.px(5));
  }
  const auto is_evicted = [&](const Mark& mark) { return has_left(mark, playhead); };
  if (plane.lane.evictor != engine::EvictorKind::None) {
    const auto evicted = std::count_if(plane.marks.begin(), plane.marks.end(), is_evicted);
    const Rect box = row.next(std::to_string(evicted) + " evicted");
    if (!box.empty()) paint_evicted(pen, {(box.left + box.right) / 2 + pen.px(4), middle_of(box)}, pen.px(5));
  }
  for (const LegendLine& line : kLegendLines) {
    if (!is_needed(line, plane)) continue;
    const Rect box = row.next(line.text);
    if (!box.empty()) line.sample(pen, box);
  }
}

}  // namespace wavetank::visualizer

// Laying out the card.
#include "visualizer/paint/why.hpp"

#include "scenarios/explain/describe.hpp"
#include "sim/trace/joined_windows.hpp"
#include "visualizer/view/wording.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Explanation;
using sim::EventKind;

constexpr std::uint32_t kSilenceEventsMax = 400'000;  // beyond it, looking for silent windows is too slow

std::string number_text(sim::EventId id) { return "#" + std::to_string(static_cast<std::uint32_t>(id)); }

// The window of an event about one, if it never fired.
std::optional<Explanation> silence_of(const Scene& scene, sim::EventId id) {
  const scenarios::Recording& recording = scene.recording();
  const sim::TraceEvent& event = recording.at(id);
  if (!sim::says_joined(event.kind) || recording.size() > kSilenceEventsMax) return std::nullopt;
  const engine::Window window = recording.facts->windows.window(engine::WindowId{engine::upper(event.a)});
  const std::string key = key_text(recording, engine::KeyId{engine::lower(event.a)});
  const std::string title = scenarios::window_text(recording, event) + " has not fired";
  for (Explanation& found : scenarios::explain_key(recording, key, window.start)) {
    if (found.title == title) return std::move(found);
  }
  return std::nullopt;
}

// Copies of one thing on its way say nothing new.
bool is_copy(const sim::TraceEvent& event) {
  return event.kind == EventKind::RecordOut || event.kind == EventKind::ControlOut;
}

// Lines from top to bottom, with a scroll offset; what is outside costs a comparison.
class Column {
 public:
  Column(Pen& pen, const Rect& area, int scrolled_lines, HitList& hits)
      : pen_(pen), area_(area), hits_(hits), y_(area.top - static_cast<float>(scrolled_lines) * pen.line_height()) {}

  void title(std::string_view text) {
    for (const std::string& line : pen_.wrapped(text, area_.width())) {
      if (is_seen()) pen_.bold({area_.left, y_}, pen_.ink(Role::Text), line);
      y_ += pen_.line_height();
    }
    gap();
  }
  void heading(std::string_view text) {
    gap();
    if (is_seen()) pen_.text({area_.left, y_}, pen_.ink(Role::TextDim), text);
    y_ += pen_.line_height() + pen_.px(2);
  }
  void gap() { y_ += pen_.px(6); }

  // A wrapped text behind a bullet; the whole of it is a link to `id`.
  void reason(std::string_view text, std::optional<sim::EventId> id) {
    const float indent = pen_.px(14);
    const float top = y_;
    const std::string full = std::string(text) + (id ? "  " + number_text(*id) : "");
    if (is_seen()) {
      const float middle = y_ + pen_.line_height() / 2;
      pen_.dot({area_.left + pen_.px(4), middle}, pen_.px(2), pen_.ink(Role::Accent));
    }
    for (const std::string& line : pen_.wrapped(full, area_.width() - indent)) {
      if (is_seen()) ending_in_number({area_.left + indent, y_}, line, id);
      y_ += pen_.line_height();
    }
    link(top, id);
    y_ += pen_.px(3);
  }

  // "#41  00:14.2  text", cut off where the line ends; `is_here` is the one that is explained.
  void link_of_chain(sim::EventId id, const std::string& time, const std::string& text, float number_width) {
    const float top = y_;
    const float indent = number_width + pen_.px(8);
    if (is_seen()) pen_.text({area_.left, y_}, pen_.ink(Role::Accent), number_text(id));
    for (const std::string& line : pen_.wrapped(time + "  " + text, area_.width() - indent)) {
      if (is_seen()) pen_.text({area_.left + indent, y_}, pen_.ink(Role::Text), line);
      y_ += pen_.line_height();
    }
    link(top, id);
    y_ += pen_.px(2);
  }

  [[nodiscard]] float bottom() const { return y_; }

 private:
  [[nodiscard]] bool is_seen() const { return y_ >= area_.top - 1 && y_ + pen_.line_height() <= area_.bottom + 1; }

  // The number at a line's end in the colour of links.
  void ending_in_number(Point at, const std::string& line, std::optional<sim::EventId> id) {
    const std::string number = id ? number_text(*id) : "";
    const bool ends = id && line.size() >= number.size() && line.ends_with(number);
    const std::string head = ends ? line.substr(0, line.size() - number.size()) : line;
    pen_.text(at, pen_.ink(Role::Text), head);
    if (ends) pen_.text({at.x + pen_.width_of(head), at.y}, pen_.ink(Role::Accent), number);
  }
  void link(float top, std::optional<sim::EventId> id) {
    if (!id || y_ < area_.top || top > area_.bottom) return;
    hits_.push_back(
        {HitKind::Reason, *id, {area_.left, std::max(top, area_.top), area_.right, std::min(y_, area_.bottom)}});
  }

  Pen& pen_;
  Rect area_;
  HitList& hits_;
  float y_;
};

void write_reasons(Column& column, const Explanation& explanation) {
  for (const scenarios::Reason& reason : explanation.reasons) column.reason(reason.text, reason.event);
}

void write_chain(Column& column, const Pen& pen, const Explanation& explanation, const Scene& scene) {
  if (explanation.chain.size() < 2) return;
  const scenarios::Recording& recording = scene.recording();
  const scenarios::Words words(recording.clock_base);
  column.heading("chain of causes");
  float width = 0;
  for (const sim::EventId id : explanation.chain) width = std::max(width, pen.width_of(number_text(id)));
  for (const sim::EventId id : explanation.chain) {
    if (is_copy(recording.at(id)) && id != explanation.chain.front()) continue;
    column.link_of_chain(id, words.clock(recording.at(id).time), scenarios::describe(recording, id), width);
  }
}

// Returns where the card ends, seen or not.
float write_card(Pen& pen, const Rect& body, const WhyCard& card, const Scene& scene, const WhyPanel& panel) {
  const Pen::Clip clip(pen, body);
  Column column(pen, body, panel.scrolled_lines, panel.hits);
  if (card.silence) {
    column.title(card.silence->title);
    write_reasons(column, *card.silence);
    column.gap();
  }
  column.title(card.explanation.title);
  write_reasons(column, card.explanation);
  write_chain(column, pen, card.explanation, scene);
  return column.bottom();
}

}  // namespace

WhyCard explain_selection(const Scene& scene, std::optional<sim::EventId> about) {
  WhyCard card;
  card.about = about;
  if (!about) return card;
  card.explanation = scenarios::explain_event(scene.recording(), *about);
  card.silence = silence_of(scene, *about);
  return card;
}

void paint_why(Pen& pen, const Rect& area, const WhyCard& card, const Scene& scene, const WhyPanel& panel) {
  const Rect inner = area.inset(pen.px(12));
  if (inner.empty()) return;
  pen.text({inner.left, inner.top}, pen.ink(Role::TextDim), "Why");
  if (card.about) {
    const std::string number = number_text(*card.about);
    pen.text({inner.right - pen.width_of(number), inner.top}, pen.ink(Role::Accent), number);
  }
  const Rect body{inner.left, inner.top + pen.line_height() + pen.px(4), inner.right, inner.bottom - pen.px(4)};
  if (!card.about) {
    Column hint(pen, body, 0, panel.hits);
    hint.reason("click a record, a firing or a line of the log", std::nullopt);
    return;
  }
  if (write_card(pen, body, card, scene, panel) <= body.bottom) return;
  const Point tip{(body.left + body.right) / 2, inner.bottom + pen.px(7)};  // there is more below
  pen.triangle({tip.x - pen.px(5), tip.y - pen.px(6)}, {tip.x + pen.px(5), tip.y - pen.px(6)}, tip,
               pen.ink(Role::TextDim));
}

}  // namespace wavetank::visualizer

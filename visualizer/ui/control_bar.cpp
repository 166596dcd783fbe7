// A row of buttons. Their signs are drawn, since not every font has them.
#include "visualizer/ui/control_bar.hpp"

#include <array>
#include <cmath>

#include <imgui.h>

namespace wavetank::visualizer {
namespace {

enum class Sign { First, Previous, Back, Play, Pause, On, Next, Last };

void paint_arrow(Pen& pen, Point middle, float half, Ink ink) {
  // `half` is negative for an arrow to the left.
  const float height = std::abs(half);
  pen.triangle({middle.x - half, middle.y - height}, {middle.x + half, middle.y}, {middle.x - half, middle.y + height},
               ink);
}

void paint_bar(Pen& pen, float x, Point middle, float half) {
  pen.fill({x - pen.px(1), middle.y - half, x + pen.px(1), middle.y + half}, pen.ink(Role::Text));
}

void paint_sign(Pen& pen, Sign sign, Point middle) {
  const float half = pen.px(5);
  const Ink ink = pen.ink(Role::Text);
  switch (sign) {
    case Sign::First:
      paint_bar(pen, middle.x - half, middle, half);
      return paint_arrow(pen, {middle.x + pen.px(1), middle.y}, -half, ink);
    case Sign::Last:
      paint_bar(pen, middle.x + half, middle, half);
      return paint_arrow(pen, {middle.x - pen.px(1), middle.y}, half, ink);
    case Sign::Previous:
      paint_arrow(pen, {middle.x - half, middle.y}, -half, ink);
      return paint_arrow(pen, {middle.x + half, middle.y}, -half, ink);
    case Sign::Next:
      paint_arrow(pen, {middle.x - half, middle.y}, half, ink);
      return paint_arrow(pen, {middle.x + half, middle.y}, half, ink);
    case Sign::Back: return paint_arrow(pen, middle, -half, ink);
    case Sign::On: return paint_arrow(pen, middle, half, ink);
    case Sign::Play: return paint_arrow(pen, middle, pen.px(7), ink);
    case Sign::Pause:
      pen.fill({middle.x - pen.px(5), middle.y - half, middle.x - pen.px(2), middle.y + half}, ink);
      pen.fill({middle.x + pen.px(2), middle.y - half, middle.x + pen.px(5), middle.y + half}, ink);
      return;
  }
}

// Buttons from left to right; those that do not fit are left out.
class ButtonRow {
 public:
  ButtonRow(Pen& pen, const Rect& area) : pen_(pen), area_(area), x_(area.left + pen.px(10)) {}

  bool sign(const char* name, const char* hint, Sign sign) {
    const bool is_clicked = button("##" + std::string(name), hint, pen_.px(34));
    if (has_drawn_) paint_sign(pen_, sign, middle_);
    return is_clicked;
  }
  bool word(const char* name, const char* hint, const std::string& text) {
    return button(text + "##" + name, hint, pen_.width_of(text) + pen_.px(16));
  }
  void text(const std::string& text) {
    if (x_ + pen_.width_of(text) > area_.right) return;
    pen_.text({x_, area_.top + (area_.height() - pen_.line_height()) / 2 + pen_.px(1)}, pen_.ink(Role::TextDim), text);
    x_ += pen_.width_of(text) + pen_.px(8);
  }
  void gap() { x_ += pen_.px(14); }
  // Marks the button before: what it stands for is shown.
  void underline() {
    if (!has_drawn_) return;
    const float bottom = middle_.y + pen_.line_height() / 2 + pen_.px(3);
    pen_.across(last_left_, x_ - pen_.px(4), bottom, pen_.ink(Role::Accent), pen_.px(2));
  }

 private:
  bool button(const std::string& label, const char* hint, float width) {
    const float height = pen_.line_height() + pen_.px(8);
    has_drawn_ = x_ + width <= area_.right;
    if (!has_drawn_) return false;
    const float top = area_.top + (area_.height() - height) / 2;
    ImGui::SetCursorScreenPos(ImVec2(x_, top));
    const bool is_clicked = ImGui::Button(label.c_str(), ImVec2(width, height));
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", hint);
    middle_ = {x_ + width / 2, top + height / 2};
    last_left_ = x_;
    x_ += width + pen_.px(4);
    return is_clicked;
  }

  Pen& pen_;
  Rect area_;
  float x_;
  float last_left_ = 0;
  Point middle_;
  bool has_drawn_ = false;
};

// "2 x", "1/4 x", of real time.
std::string speed_text(std::int64_t speed_thousandths) {
  if (speed_thousandths >= 1000) return std::to_string(speed_thousandths / 1000) + " x";
  return "1/" + std::to_string(1000 / std::max<std::int64_t>(1, speed_thousandths)) + " x";
}

struct ViewButton {
  const char* name;
  const char* hint;
  View view;
};

struct SignButton {
  const char* name;
  const char* hint;
  Sign sign;
  Command command;
};

}  // namespace

std::vector<Command> control_bar(Pen& pen, const Rect& area, const Scene& scene, const ViewState& state) {
  pen.fill(area, pen.ink(Role::PanelRaised));
  pen.across(area.left, area.right, area.top, pen.ink(Role::Border), pen.px(1));
  std::vector<Command> commands;
  ButtonRow row(pen, area);
  const std::array<SignButton, 7> buttons = {{
      {"first", "to the beginning (Home)", Sign::First, SeekFirst{}},
      {"previous", "to the interesting event before (Shift + Left)", Sign::Previous, StepLandmarks{-1}},
      {"back", "one event back (Left)", Sign::Back, StepEvents{-1}},
      {"play", "play or pause (Space)", state.playing ? Sign::Pause : Sign::Play, TogglePlay{}},
      {"step", "one event on (Right)", Sign::On, StepEvents{1}},
      {"next", "to the next interesting event (Shift + Right)", Sign::Next, StepLandmarks{1}},
      {"last", "to the end (End)", Sign::Last, SeekLast{}},
  }};
  for (const SignButton& button : buttons) {
    if (row.sign(button.name, button.hint, button.sign)) commands.push_back(button.command);
  }
  row.gap();
  if (row.word("slower", "slower ([)", "-")) commands.emplace_back(SpeedSteps{-1});
  row.text(" " + speed_text(state.speed));
  if (row.word("faster", "faster (])", "+")) commands.emplace_back(SpeedSteps{1});
  row.gap();
  constexpr std::array<ViewButton, kViews> kViewButtons = {{{"plane", "event time (1)", View::Plane},
                                                            {"lanes", "lanes of tasks (2)", View::Lanes},
                                                            {"checkpoints", "checkpoints (3)", View::Checkpoints}}};
  for (const ViewButton& button : kViewButtons) {
    if (row.word(button.name, button.hint, button.name)) commands.emplace_back(Show{button.view});
    if (state.view == button.view) row.underline();
  }
  row.gap();
  if (row.word("fit", "show all (Shift + F)", "fit")) commands.emplace_back(Fit{});
  if (row.word("theme", "light or dark (T)", state.theme == Theme::Light ? "dark" : "light")) {
    commands.emplace_back(ToggleTheme{});
  }
  if (row.word("keys", "all keys (?)", "keys ?")) commands.emplace_back(ToggleHelp{});
  if (scene.lanes().size() > 1 && row.word("lane", "next operator (N)", scene.plane().lane.name)) {
    commands.emplace_back(NextLane{});
  }
  return commands;
}

}  // namespace wavetank::visualizer

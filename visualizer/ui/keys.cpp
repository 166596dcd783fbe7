// The habits of VISUALIZER, as far as there is something to do.
#include "visualizer/ui/keys.hpp"

#include <array>

namespace wavetank::visualizer {
namespace {

constexpr std::array kKeyLines = {
    KeyLine{"Left, Right", "one event back, one event on"},
    KeyLine{"Shift + Left, Right", "to what is interesting: late, dropped, firing, fault"},
    KeyLine{"Ctrl + Left, Right", "to the same kind of event in the same place"},
    KeyLine{"Home, End", "to the beginning, to the end"},
    KeyLine{"Space", "play, pause"},
    KeyLine{"[, ]", "slower, faster"},
    KeyLine{"Up, Down", "to the cause, to the consequence of what is selected"},
    KeyLine{"W A S D, + -", "move, zoom"},
    KeyLine{"1, 2, 3", "event time, lanes of tasks, checkpoints"},
    KeyLine{"F, Shift + F", "centre what is selected, show all"},
    KeyLine{"N, K", "next operator, next key"},
    KeyLine{"T", "light, dark"},
    KeyLine{"Ctrl + +, -, 0", "larger, smaller, as it was"},
    KeyLine{"PageUp, PageDown", "scroll Why"},
    KeyLine{"wheel, drag", "zoom at the cursor, move; on the timeline: seek"},
    KeyLine{"click, double click", "select, select and centre"},
    KeyLine{"?, Esc", "these keys, close or clear"},
};

constexpr int kCloser = 80;
constexpr int kFarther = 125;
constexpr std::int64_t kPanShare = 10;  // of what is seen

// Lanes and checkpoints have no event time: only their clock moves.
Command zoom_at_middle(const ViewState& state, int percent) {
  const Viewport& view = state.viewport;
  if (state.view != View::Plane) {
    return Zoom{{view.event.from, view.clock.from + view.clock.length() / 2}, {100, percent}};
  }
  return Zoom{{view.event.from + view.event.length() / 2, view.clock.from + view.clock.length() / 2},
              {percent, percent}};
}

Command pan_by(const ViewState& state, int right, int up) {
  if (state.view != View::Plane) {
    if (right == 0) return ScrollRows{-up};
    return Pan{0, state.viewport.clock.length() / kPanShare * right};
  }
  return Pan{state.viewport.event.length() / kPanShare * right, state.viewport.clock.length() / kPanShare * up};
}

Command step(const KeyModifiers& held, std::int64_t count) {
  if (held.shift) return StepLandmarks{count};
  if (held.ctrl) return StepSameKind{count};
  return StepEvents{count};
}

std::optional<Command> for_scale(char32_t character) {
  switch (character) {
    case U'+':
    case U'=': return ScaleSteps{1};
    case U'-': return ScaleSteps{-1};
    case U'0': return ResetScale{};
    default: return std::nullopt;
  }
}

std::optional<Command> for_character(const KeyPress& press, const ViewState& state) {
  if (press.modifiers.ctrl) return for_scale(press.character);
  switch (press.character) {
    case U' ': return TogglePlay{};
    case U'[': return SpeedSteps{-1};
    case U']': return SpeedSteps{1};
    case U'w': return pan_by(state, 0, 1);
    case U's': return pan_by(state, 0, -1);
    case U'a': return pan_by(state, -1, 0);
    case U'd': return pan_by(state, 1, 0);
    case U'+':
    case U'=': return zoom_at_middle(state, kCloser);
    case U'-': return zoom_at_middle(state, kFarther);
    case U'f': return press.modifiers.shift ? Command(Fit{}) : Command(Centre{});
    case U'1': return Show{View::Plane};
    case U'2': return Show{View::Lanes};
    case U'3': return Show{View::Checkpoints};
    case U'n': return NextLane{};
    case U'k': return NextKey{};
    case U't': return ToggleTheme{};
    case U'?': return ToggleHelp{};
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<Command> command_for(const KeyPress& press, const ViewState& state) {
  switch (press.key) {
    case Key::Character: return for_character(press, state);
    case Key::Left: return step(press.modifiers, -1);
    case Key::Right: return step(press.modifiers, 1);
    case Key::Up: return SelectCause{};
    case Key::Down: return SelectConsequence{};
    case Key::Home: return SeekFirst{};
    case Key::End: return SeekLast{};
    case Key::PageUp: return ScrollWhy{-8};
    case Key::PageDown: return ScrollWhy{8};
    case Key::Enter: return Centre{};
    case Key::Escape: return Dismiss{};
    case Key::Tab:
    case Key::Backspace:
    case Key::Delete: return std::nullopt;
  }
  return std::nullopt;
}

std::span<const KeyLine> key_lines() { return kKeyLines; }

}  // namespace wavetank::visualizer

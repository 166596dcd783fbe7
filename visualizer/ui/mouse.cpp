// What each gesture means, depending on where it happens.
#include "visualizer/ui/mouse.hpp"

#include <cmath>

#include "visualizer/paint/plane/plane.hpp"
#include "visualizer/paint/plane/projection.hpp"
#include "visualizer/paint/timeline.hpp"

namespace wavetank::visualizer {
namespace {

std::int64_t whole(double number) {
  return static_cast<std::int64_t>(std::clamp(number, -static_cast<double>(kSpanMax), static_cast<double>(kSpanMax)));
}

int zoom_percent(float wheel, int per_notch) {
  const double factor = std::pow(per_notch / 100.0, -static_cast<double>(wheel));
  return static_cast<int>(std::clamp(factor * 100, 10.0, 1000.0));
}

Rect middle_inside(const MouseSurroundings& around) {
  const Rect& middle = around.layout.plane;
  return around.state.view == View::Plane ? plane_inside(around.pen, middle) : middle;
}

// Zooms time at the cursor; Shift scrolls rows, Ctrl zooms finely.
Command wheel_over_rows(const MouseFrame& mouse, const MouseSurroundings& around) {
  if (mouse.shift) return ScrollRows{static_cast<int>(std::lround(-mouse.wheel))};
  const Viewport& view = around.state.viewport;
  const Rect& middle = around.layout.plane;
  const double share = static_cast<double>((mouse.at.x - middle.left) / middle.width());
  const std::int64_t at = view.clock.from + whole(share * static_cast<double>(view.clock.length()));
  return Zoom{{view.event.from, at}, {100, zoom_percent(mouse.wheel, mouse.ctrl ? 105 : 125)}};
}

}  // namespace

std::vector<Command> MouseGesture::take(const MouseFrame& mouse, const MouseSurroundings& around) {
  std::vector<Command> commands;
  if (!mouse.down) grab_ = Grab::Nothing;
  if (mouse.is_taken && grab_ == Grab::Nothing) return commands;  // what was grabbed stays so
  if (around.state.help) {
    if (mouse.pressed) commands.emplace_back(Dismiss{});
    return commands;
  }
  if (mouse.pressed) press(mouse, around, commands);
  if (mouse.down) drag(mouse, around, commands);
  if (mouse.wheel != 0) turn_wheel(mouse, around, commands);
  return commands;
}

void MouseGesture::press(const MouseFrame& mouse, const MouseSurroundings& around, std::vector<Command>& commands) {
  const Rect inside = middle_inside(around);
  grab_ = around.layout.timeline.contains(mouse.at) ? Grab::Timeline
          : inside.contains(mouse.at)               ? Grab::Plane
                                                    : Grab::Elsewhere;
  const std::optional<Hit> hit = hit_at(around.hits, mouse.at);
  if (!hit) return;
  commands.emplace_back(Select{hit->id});
  if (hit->kind == HitKind::LogLine) commands.emplace_back(SeekEvent{hit->id});
  if (hit->kind == HitKind::Reason || mouse.double_clicked) commands.emplace_back(Centre{});
}

void MouseGesture::drag(const MouseFrame& mouse, const MouseSurroundings& around,
                        std::vector<Command>& commands) const {
  if (grab_ == Grab::Timeline) {
    commands.emplace_back(SeekTime{timeline_time(around.pen, around.layout.timeline, around.scene, mouse.at.x)});
  }
  if (grab_ != Grab::Plane || mouse.pressed || (mouse.moved.x == 0 && mouse.moved.y == 0)) return;
  if (around.state.view != View::Plane) {
    const double share = static_cast<double>(mouse.moved.x) / static_cast<double>(around.layout.plane.width());
    commands.emplace_back(Pan{0, whole(-share * static_cast<double>(around.state.viewport.clock.length()))});
    return;
  }
  const Projection projection(around.state.viewport, plane_inside(around.pen, around.layout.plane));
  commands.emplace_back(Pan{whole(-static_cast<double>(mouse.moved.x) / projection.px_per_ms()),
                            whole(static_cast<double>(mouse.moved.y) / projection.px_per_ns())});
}

// Over the plane it zooms (Shift pans time, Ctrl zooms finely), over Why it scrolls, elsewhere it steps.
void MouseGesture::turn_wheel(const MouseFrame& mouse, const MouseSurroundings& around,
                              std::vector<Command>& commands) {
  const Rect inside = middle_inside(around);
  if (inside.contains(mouse.at) && around.state.view != View::Plane) {
    commands.push_back(wheel_over_rows(mouse, around));
  } else if (inside.contains(mouse.at)) {
    const Projection projection(around.state.viewport, inside);
    if (mouse.shift) {
      const double share = static_cast<double>(mouse.wheel) / 10;
      commands.emplace_back(Pan{0, whole(share * static_cast<double>(around.state.viewport.clock.length()))});
      return;
    }
    const int percent = zoom_percent(mouse.wheel, mouse.ctrl ? 105 : 125);
    commands.emplace_back(Zoom{projection.under(mouse.at), {percent, percent}});
  } else if (around.layout.why.contains(mouse.at)) {
    commands.emplace_back(ScrollWhy{static_cast<int>(std::lround(-mouse.wheel * 3))});
  } else if (around.layout.log.contains(mouse.at) || around.layout.timeline.contains(mouse.at)) {
    commands.emplace_back(StepEvents{std::lround(-mouse.wheel)});
  }
}

}  // namespace wavetank::visualizer

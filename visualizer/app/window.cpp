// The viewer's frame in the window's loop.
#include "visualizer/app/window.hpp"

#if WT_HAS_WINDOW
#include <imgui.h>

#include "visualizer/app/viewer.hpp"
#include "visualizer/host/glfw/window.hpp"
#include "visualizer/ui/keys.hpp"
#endif

namespace wavetank::visualizer {

#if WT_HAS_WINDOW

namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

// Answers keys, lets time go by, draws, and asks for the next frame while there is a film.
void show_frame(Window& window, Viewer& viewer, const KeyPresses& keys) {
  const ViewState before = viewer.state();
  for (const KeyPress& press : keys) {
    if (const auto command = command_for(press, viewer.state())) viewer.apply(*command);
  }
  const auto elapsed = static_cast<double>(ImGui::GetIO().DeltaTime) * static_cast<double>(kNanosecondsPerSecond);
  viewer.apply(Elapse{static_cast<std::int64_t>(elapsed)});
  viewer.frame(window.scale());
  const ViewState& after = viewer.state();
  if (after.theme != before.theme || after.scale_percent != before.scale_percent) {
    window.restyle(after.theme, static_cast<float>(after.scale_percent) / 100.0F);
  }
  if (after.playing) window.keep_animating();
}

}  // namespace

std::optional<std::string> open_window(const scenarios::Recording& recording, const WindowOptions& options) {
  Window::Opened opened = Window::open({.title = recording.scenario.name + " - wavetank",
                                        .width = options.width,
                                        .height = options.height,
                                        .theme = options.theme});
  if (!opened.window) return opened.error;
  Viewer viewer(recording, {.at = options.at,
                            .link = options.link,
                            .theme = options.theme,
                            .layout = {Controls::Bar, Panels::All},
                            .violations = options.violations});
  Window& window = *opened.window;
  window.run([&](const KeyPresses& keys) {
    show_frame(window, viewer, keys);
    return true;
  });
  return std::nullopt;
}

#else

std::optional<std::string> open_window(const scenarios::Recording& /*recording*/, const WindowOptions& /*options*/) {
  return "this build has no window: GLFW or OpenGL was not installed when it was built";
}

#endif

}  // namespace wavetank::visualizer

// The colours, by what they mean: the Okabe-Ito palette for marks, greys for everything else.
//
// One table holds both themes. Late and dropped merge for some eyes, so no meaning rests on colour alone: dot =
// on time, ring = late, x = dropped; solid = watermark, dotted = ideal, dash-dot = output watermark; hatch =
// alignment; slash fill = only in one of two runs. Text is written in `Text`, `TextDim` or, on a filled mark,
// `TextOnAccent`; marks' colours are not for text. No ImGui here: a colour is the number that ImGui wants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wavetank::visualizer {

enum class Theme { Light, Dark };

enum class Role {
  // Surfaces, from back to front.
  Background,
  Panel,
  PanelRaised,  // title bars, menus, table headers
  Control,      // buttons, sliders, frames
  ControlHot,   // the same under the mouse or held
  Border,
  Grid,
  // Text.
  Text,
  TextDim,       // still readable: labels of axes, hints
  TextOnAccent,  // on a box filled with `Accent`
  // Records and firings.
  OnTime,
  Late,
  Dropped,
  Ghost,  // not yet happened, or folded away
  // Progress.
  Watermark,
  Ideal,    // the diagonal where event time = processing time
  Barrier,  // barriers, checkpoints, alignment
  Now,      // the playhead
  // Failures.
  Fault,    // injected faults, crashes
  Restore,  // restore and replay
  Idle,
  BackPressure,
  Violation,
  // The user's own.
  Accent,     // what a click would act on, primary buttons
  Selection,  // outline of what is selected, keyboard focus
  OnlyA,
  OnlyB,
};
constexpr std::size_t kRoleCount = static_cast<std::size_t>(Role::OnlyB) + 1;

// The colour as red | green << 8 | blue << 16 | alpha << 24, opaque.
[[nodiscard]] std::uint32_t colour(Theme theme, Role role);

// The same with alpha = opacity_percent / 100. REQUIRES: opacity_percent <= 100.
[[nodiscard]] std::uint32_t translucent(std::uint32_t colour, unsigned opacity_percent);

// "light", "dark"; kebab-case names of roles ("on-time"), for legends and tests.
[[nodiscard]] std::string_view name_of(Theme theme);
[[nodiscard]] std::string_view name_of(Role role);

}  // namespace wavetank::visualizer

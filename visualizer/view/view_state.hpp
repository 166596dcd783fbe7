// What is looked at, as a plain value, and how a command changes it. Nothing of it lives in ImGui.
//
//   ViewState ──apply(Command)──► ViewState'
//
// Pure: the same state, command and scene give the same state. No command changes the recording.
#pragma once

#include <cstdint>
#include <optional>

#include "visualizer/paint/palette.hpp"
#include "visualizer/view/command.hpp"
#include "visualizer/view/scene.hpp"

namespace wavetank::visualizer {

inline constexpr int kScalePercentMin = 75;
inline constexpr int kScalePercentMax = 300;
inline constexpr int kScalePercentStep = 25;
// Simulated time per watched time, in thousandths.
inline constexpr std::int64_t kSpeedMin = 1;
inline constexpr std::int64_t kSpeedMax = std::int64_t{1} << 50;

// Invariants:
//   (1) 0 <= playhead <= recording.size(); 0 means that nothing has happened yet.
//   (2) time of playhead <= now; events after the playhead are not before `now`, while playing.
//   (3) selection, if any, is an event of the recording.
struct ViewState {
  sim::EventId playhead{};  // the last event that has happened
  sim::SimTime now;         // where the now line stands
  std::optional<sim::EventId> selection;
  View view = View::Plane;
  Viewport viewport;   // of the plane; lanes and checkpoints share its clock
  int row_scroll = 0;  // rows above the first one that is shown
  std::size_t lane = 0;
  std::optional<engine::KeyId> key;  // only this one
  Theme theme = Theme::Light;
  int scale_percent = 100;
  bool playing = false;
  std::int64_t speed = 1000;
  int why_scroll = 0;  // lines
  bool help = false;
  friend bool operator==(const ViewState&, const ViewState&) = default;
};

// Looks at the end of the run or at `at`, at what is most interesting there. The scene looks at the first lane.
[[nodiscard]] ViewState opening_state(const Scene& scene, std::optional<sim::EventId> at);

// REQUIRES: the scene looks at state.lane and state.key. A command that changes these asks for Scene::look_at before
// the next one.
[[nodiscard]] ViewState apply(const ViewState& state, const Command& command, const Scene& scene);

}  // namespace wavetank::visualizer

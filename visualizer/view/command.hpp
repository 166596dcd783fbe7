// Everything a user can ask for. Keys, buttons, mouse, links and scripts all make these and nothing else, so that a
// test can do whatever a hand can.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>

#include "visualizer/view/viewport.hpp"

namespace wavetank::visualizer {

// The playhead; a negative count goes back. All stop at the ends.
struct StepEvents {
  std::int64_t count = 1;
};
struct StepLandmarks {
  std::int64_t count = 1;
};
struct StepSameKind {  // as the event under the playhead, by the same actor
  std::int64_t count = 1;
};
struct SeekEvent {
  sim::EventId id{};
};
struct SeekTime {  // to the last event until then; pauses, as whoever grabs the playhead wants to look
  sim::SimTime time;
};
struct SeekFirst {};
struct SeekLast {};

// Playing.
struct TogglePlay {};
struct SpeedSteps {  // each step doubles or halves
  int count = 1;
};
struct Elapse {  // time of the one who watches; moves the playhead while playing
  std::int64_t nanoseconds = 0;
};

// What the middle of the picture shows.
enum class View : std::uint8_t { Plane, Lanes, Checkpoints };
inline constexpr int kViews = 3;
struct Show {
  View view = View::Plane;
};
struct ScrollRows {  // of lanes and checkpoints
  int rows = 1;
};

// The view.
struct Zoom {
  PlanePoint anchor;
  ZoomPercent percent;
};
struct Pan {
  std::int64_t event_ms = 0;
  std::int64_t clock_ns = 0;
};
struct Fit {};
struct Centre {};  // on the selection, else the playhead
struct ChooseLane {
  std::size_t lane = 0;
};
struct NextLane {};
struct NextKey {};  // all keys, the first one, the second one, …, all keys
struct ToggleTheme {};
struct ScaleSteps {
  int count = 1;
};
struct ResetScale {};

// What is explained.
struct Select {
  std::optional<sim::EventId> id;
};
struct SelectCause {};
struct SelectConsequence {};
struct ScrollWhy {
  int lines = 1;
};
struct ToggleHelp {};
struct Dismiss {};  // closes what lies on top, else clears the selection

using Command = std::variant<StepEvents, StepLandmarks, StepSameKind, SeekEvent, SeekTime, SeekFirst, SeekLast,
                             TogglePlay, SpeedSteps, Elapse, Show, ScrollRows, Zoom, Pan, Fit, Centre, ChooseLane,
                             NextLane, NextKey, ToggleTheme, ScaleSteps, ResetScale, Select, SelectCause,
                             SelectConsequence, ScrollWhy, ToggleHelp, Dismiss>;

}  // namespace wavetank::visualizer

// Windows of every kind, trigger, accumulation and evictor, by small numbers.
#pragma once

#include <cstdint>

#include "scenarios/format/nodes/window_node.hpp"

namespace wavetank::properties {

// Each counts from 0, and 0 is the simplest setting; taken modulo what there is.
struct WindowChoice {
  std::uint32_t assigner = 0;      // aligned; session; session by field; cumulating; global
  std::uint32_t domain = 0;        // event time; processing time
  std::uint32_t trigger = 0;       // the assigner's own; each other one; early, on time and late ones in one
  std::uint32_t wrapper = 0;       // none; purging; a timeout; both, in either order
  std::uint32_t accumulation = 0;  // accumulating; discarding; retracting
  std::uint32_t evictor = 0;       // odd: by count, time or delta, before or after
  std::uint32_t number = 0;        // of records, of milliseconds
};
// How many settings there are of each.
inline constexpr WindowChoice kWindowChoices{5, 2, 15, 4, 3, 12, 7};

// Makes the node's windows those that were chosen. What cannot go together is left out: triggers that cannot merge around
// sessions (TR-03), continuous firings for ever (TR-09), taking back what was purged (TR-12). The node keeps its shape, if
// that means anything to the assigner, and needs an integer field "value".
void choose_windows(const WindowChoice& choice, scenarios::WindowNode& node);

}  // namespace wavetank::properties

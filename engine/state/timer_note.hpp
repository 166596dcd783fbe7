// What the trace hears of a timer.
#pragma once

#include "engine/core/effects.hpp"
#include "engine/state/timer_queue.hpp"

namespace wavetank::engine {

// Of a timer that was set, deleted or fired, as `kind` says. Returns the cause of what a fired one does.
inline Cause note_timer(NoteKind kind, const Timer& timer, Cause cause, Effects& effects) {
  return effects.note(kind, cause, pack(timer.window, timer.key), static_cast<std::uint64_t>(timer.time));
}

}  // namespace wavetank::engine

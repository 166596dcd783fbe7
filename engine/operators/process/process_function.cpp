// Timers of user functions.
#include "engine/operators/process/process_function.hpp"

#include "engine/state/timer_note.hpp"

namespace wavetank::engine {

// Only what changes something is noted: a timer set twice is one, a missing one is not deleted (TM-01).
void ProcessContext::set_timer(EventTime time) {
  if (moment_.new_timers == NewTimers::Ignored) return;  // BX-04
  const Timer timer{time.ticks(), call_.key};
  if (store_.timers.event.set(timer, store_.timer_order(moment_.facts))) note_own(NoteKind::EventTimerSet, timer);
}

void ProcessContext::set_timer(ProcessingTime time) {
  if (moment_.new_timers == NewTimers::Ignored) return;  // BX-04
  const Timer timer{time.ticks(), call_.key};
  if (store_.timers.processing.set(timer, store_.timer_order(moment_.facts)))
    note_own(NoteKind::ProcessingTimerSet, timer);
}

void ProcessContext::delete_timer(EventTime time) {
  const Timer timer{time.ticks(), call_.key};
  if (store_.timers.event.remove(timer, store_.timer_order(moment_.facts))) note_own(NoteKind::EventTimerDelete, timer);
}

void ProcessContext::delete_timer(ProcessingTime time) {
  const Timer timer{time.ticks(), call_.key};
  if (store_.timers.processing.remove(timer, store_.timer_order(moment_.facts))) {
    note_own(NoteKind::ProcessingTimerDelete, timer);
  }
}

void ProcessContext::note_own(NoteKind kind, const Timer& timer) { note_timer(kind, timer, call_.cause, effects_); }

}  // namespace wavetank::engine

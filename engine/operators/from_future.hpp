// What operators that make watermarks do with records from the future (engine/time/future_guard.hpp).
#pragma once

#include <optional>

#include "engine/core/effects.hpp"
#include "engine/time/future_guard.hpp"

namespace wavetank::engine {

// Sends a record on. One from the future leaves a note before it; if it leaves by the side output, because of that note.
inline void emit_guarded(const std::optional<FutureGuard>& guard, Record record, ProcessingTime now, Effects& effects) {
  const std::optional<Millis> beyond = guard ? guard->beyond(record.time, now) : std::nullopt;
  if (!beyond) return effects.emit(kMainOutput, record);
  WT_ASSERT(beyond->count > 0, *beyond, record.time);
  const Cause told = effects.note(NoteKind::RecordFuture, record.cause, static_cast<std::uint64_t>(beyond->count),
                                  static_cast<std::uint64_t>(guard->then));
  if (guard->then != FutureRecords::SideOutput) return effects.emit(kMainOutput, record);
  record.cause = told;
  effects.emit(kSideOutput, record);
}

// Time goes on for those who listen to the side output, too (WM-30).
inline void emit_to_all(const std::optional<FutureGuard>& guard, const Control& control, Effects& effects) {
  effects.emit(kMainOutput, control);
  if (guard && guard->then == FutureRecords::SideOutput) effects.emit(kSideOutput, control);
}

}  // namespace wavetank::engine

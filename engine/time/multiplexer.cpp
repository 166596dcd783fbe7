// Idleness is repeated on every recomputation while it lasts; the emitter behind removes the repeats (WM-16).
#include "engine/time/multiplexer.hpp"

namespace wavetank::engine {

void Multiplexer::register_split(SplitSlot split) { splits_.add(index_of(split)); }

void Multiplexer::unregister_split(SplitSlot split) { splits_.remove(index_of(split)); }

TimeEvents Multiplexer::emit_now(SplitSlot split, const TimeEvent& event) {
  const Growth growth = apply(split, event);
  if (event.kind != TimeEventKind::Watermark) return on_tick();
  // A value that did not grow, or not beyond the combined one, cannot raise the minimum (WM-18).
  if (growth == Growth::None || event.time <= splits_.combined()) return {};
  return on_tick();
}

void Multiplexer::emit_later(SplitSlot split, const TimeEvent& event) { apply(split, event); }

TimeEvents Multiplexer::on_tick() {
  TimeEvents events;
  const EventTime before = splits_.combined();
  const Growth growth = splits_.recompute();
  WT_ASSERT((splits_.combined() > before) == (growth == Growth::Grew), splits_.combined(), before);
  if (growth == Growth::Grew) events.add(TimeEvent::watermark(splits_.combined()));
  if (splits_.status() == StreamStatus::Idle) events.add(TimeEvent::idle());
  return events;
}

Growth Multiplexer::apply(SplitSlot split, const TimeEvent& event) {
  const std::size_t slot = index_of(split);
  switch (event.kind) {
    case TimeEventKind::Watermark: return splits_.set_watermark(slot, event.time);
    case TimeEventKind::Idle:
      if (!mutants_.has(Mutant::IdleSplitUnheard)) splits_.set_status(slot, StreamStatus::Idle);
      return Growth::None;
    case TimeEventKind::Active: splits_.set_status(slot, StreamStatus::Active); return Growth::None;
  }
  WT_UNREACHABLE();
}

}  // namespace wavetank::engine

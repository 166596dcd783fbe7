// Hosting the assigner: its events become controls, its next tick a timer.
#include "engine/operators/timestamps.hpp"

#include "engine/operators/from_future.hpp"

namespace wavetank::engine {
TimestampsOperator::TimestampsOperator(TimestampsSpec spec) : spec_(std::move(spec)) {}

State TimestampsOperator::open(const Subtask&, const Snapshot&, Moment moment, Effects& effects) const {
  Contents contents{Assigner(spec_.assigner, moment.now), {}, false};
  arm(contents, effects);
  return State(std::move(contents));
}

void TimestampsOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State& state,
                                  Effects& effects) const {
  auto& contents = state.as<Contents>();
  const Rows& rows = moment.facts.rows;
  tick(contents, moment, effects);  // one that is due now runs first
  for (const Record& record : records) {
    IncomingRecord incoming;
    if (record.time != EventTime::min()) incoming.previous = record.time;
    incoming.own =
        rows.is_null(record.row, spec_.field) ? EventTime::min() : EventTime(rows.bits(record.row, spec_.field));
    incoming.mark = !spec_.mark || spec_.mark->holds(rows, record.row) ? Mark::Marked : Mark::Unmarked;
    const AssignedRecord assigned = contents.assigner.on_record(incoming, moment.now);
    Record stamped = record;
    stamped.time = assigned.time;
    emit_guarded(spec_.assigner.strategy.future, stamped, moment.now, effects);
    contents.by_clock = contents.by_clock && contents.assigner.is_by_clock();
    send(assigned.after, record.cause, effects);
  }
  arm(contents, effects);
}

void TimestampsOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  auto& contents = state.as<Contents>();
  switch (control.kind) {
    case ControlKind::Watermark: return send(contents.assigner.on_watermark(control.value), control.cause, effects);
    case ControlKind::Idle:
    case ControlKind::Active: return;  // WM-08
    case ControlKind::End:
      send(contents.assigner.finish(moment.now), control.cause, effects);
      if (contents.armed) effects.ask(CancelTimer{kTick});
      emit_to_all(spec_.assigner.strategy.future, control, effects);
      return;
    case ControlKind::Barrier:
    case ControlKind::Cancel: break;  // the host's: it comes between two steps
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(control.kind));
}

void TimestampsOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == kTick);
  auto& contents = state.as<Contents>();
  WT_REQUIRE(contents.armed && *contents.armed <= moment.now, moment.now);
  contents.armed.reset();
  tick(contents, moment, effects);
  arm(contents, effects);
}

void TimestampsOperator::tick(Contents& contents, Moment moment, Effects& effects) const {
  const TimeEvents events = contents.assigner.on_clock(moment.now);
  Cause cause = moment.cause;
  if (contents.assigner.is_by_clock() && !contents.by_clock && !events.empty()) {
    contents.by_clock = true;
    const auto watermark = static_cast<std::uint64_t>(events[events.size() - 1].time.ticks());
    cause = effects.note(NoteKind::ClockAdvance, cause, 0, watermark);
  }
  send(events, cause, effects);
}

void TimestampsOperator::arm(Contents& contents, Effects& effects) {
  const std::optional<ProcessingTime> due = contents.assigner.next_tick();
  if (!due || contents.armed == due) return;
  contents.armed = due;
  effects.ask(ArmTimer{*due, kTick});
}

void TimestampsOperator::send(const TimeEvents& events, Cause cause, Effects& effects) const {
  for (const TimeEvent& event : events) {
    const ControlKind kind = event.kind == TimeEventKind::Watermark ? ControlKind::Watermark
                             : event.kind == TimeEventKind::Idle    ? ControlKind::Idle
                                                                    : ControlKind::Active;
    emit_to_all(spec_.assigner.strategy.future, {kind, event.time, cause}, effects);
  }
}

}  // namespace wavetank::engine

// Records, timers and controls of a keyed process operator.
#include "engine/operators/process/keyed_process.hpp"

#include "engine/state/timer_note.hpp"

namespace wavetank::engine {

KeyedProcessOperator::KeyedProcessOperator(std::unique_ptr<const ProcessFunction> function, Mutants mutants)
    : function_(std::move(function)), mutants_(mutants) {
  WT_REQUIRE(function_ != nullptr);
}

void KeyedProcessOperator::arm(KeyedStore& store, Effects& effects) const {
  const Millis after{mutants_.has(Mutant::UserClockTimerLate) ? 2 : 1};
  store.alarm.arm(store.timers.processing, effects, after);
}

State KeyedProcessOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                 Effects& effects) const {
  KeyedStore store(function_->layout().states(), subtask);
  store.decode(snapshot.keyed, moment.facts);
  arm(store, effects);  // TM-08
  return State(std::move(store));
}

void KeyedProcessOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                                    Effects& effects) const {
  KeyedStore& store = state.as<KeyedStore>();
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Record& record = records[i];
    WT_REQUIRE(record.key != kNoKey);
    store.state.hint(records, i, moment.facts);
    ProcessContext context({record.key, record.time, record.cause}, moment, store, effects);
    function_->on_record(record, context);
  }
  arm(store, effects);
}

void KeyedProcessOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  KeyedStore& store = state.as<KeyedStore>();
  if (control.kind == ControlKind::Watermark) {
    const Millis early{mutants_.has(Mutant::UserTimerEarly) ? 1 : 0};
    store.advance(saturating_add(control.value, early), effects, [&](const Timer& timer) {
      const Cause fired = note_timer(NoteKind::EventTimer, timer, control.cause, effects);
      ProcessContext context({timer.key, EventTime(timer.time), fired}, moment, store, effects);
      function_->on_timer(EventTime(timer.time), context);
    });
    arm(store, effects);
  }
  if (control.kind == ControlKind::End) store.alarm.silence(effects);
  for (std::uint32_t output = 0; output < function_->outputs(); ++output) effects.emit(OutputIndex{output}, control);
}

void KeyedProcessOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == ProcessingAlarm::kTag);
  KeyedStore& store = state.as<KeyedStore>();
  store.wake(effects, [&](const Timer& timer) {
    const Cause fired = note_timer(NoteKind::ProcessingTimer, timer, moment.cause, effects);
    ProcessContext context({timer.key, EventTime::min(), fired}, moment, store, effects);
    function_->on_timer(ProcessingTime(timer.time), context);
  });
  arm(store, effects);
}

Snapshot KeyedProcessOperator::snapshot(const State& state, const Facts& facts) const {
  return {.keyed = store(state).encode(facts)};
}

}  // namespace wavetank::engine

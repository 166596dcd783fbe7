// Both sides of a broadcast process operator.
#include "engine/operators/process/broadcast_process.hpp"

#include "engine/state/timer_note.hpp"

namespace wavetank::engine {

BroadcastProcessOperator::BroadcastProcessOperator(std::unique_ptr<const BroadcastFunction> function)
    : function_(std::move(function)) {
  WT_REQUIRE(function_ != nullptr);
}

State BroadcastProcessOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                     Effects& effects) const {
  const StateLayout& layout = function_->layout();
  Contents contents{KeyedStore(layout.states(), subtask), BroadcastState(layout.broadcasts())};
  contents.keyed.decode(snapshot.keyed, moment.facts);
  contents.broadcast.decode(snapshot.broadcast, moment.facts);
  contents.keyed.alarm.arm(contents.keyed.timers.processing, effects);  // TM-08
  return State(std::move(contents));
}

void BroadcastProcessOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                                        Effects& effects) const {
  Contents& contents = state.as<Contents>();
  for (const Record& record : records) {
    if (input == kBroadcastInput) {
      BroadcastContext context({kNoKey, record.time, record.cause}, moment, {contents.keyed, contents.broadcast},
                               effects);
      function_->on_broadcast(record, context);
      continue;
    }
    WT_REQUIRE(input == kKeyedInput && record.key != kNoKey, index_of(input));
    RuledContext context({{record.key, record.time, record.cause}, moment, contents.keyed, effects},
                         contents.broadcast);
    function_->on_record(record, context);
  }
  contents.keyed.alarm.arm(contents.keyed.timers.processing, effects);
}

void BroadcastProcessOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  Contents& contents = state.as<Contents>();
  KeyedStore& keyed = contents.keyed;
  if (control.kind == ControlKind::Watermark) {
    keyed.advance(control.value, effects, [&](const Timer& timer) {
      const Cause fired = note_timer(NoteKind::EventTimer, timer, control.cause, effects);
      RuledContext context({{timer.key, EventTime(timer.time), fired}, moment, keyed, effects}, contents.broadcast);
      function_->on_timer(EventTime(timer.time), context);
    });
    keyed.alarm.arm(keyed.timers.processing, effects);
  }
  if (control.kind == ControlKind::End) keyed.alarm.silence(effects);
  for (std::uint32_t output = 0; output < function_->outputs(); ++output) effects.emit(OutputIndex{output}, control);
}

void BroadcastProcessOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == ProcessingAlarm::kTag);
  Contents& contents = state.as<Contents>();
  KeyedStore& keyed = contents.keyed;
  keyed.wake(effects, [&](const Timer& timer) {
    const Cause fired = note_timer(NoteKind::ProcessingTimer, timer, moment.cause, effects);
    RuledContext context({{timer.key, EventTime::min(), fired}, moment, keyed, effects}, contents.broadcast);
    function_->on_timer(ProcessingTime(timer.time), context);
  });
  keyed.alarm.arm(keyed.timers.processing, effects);
}

Snapshot BroadcastProcessOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  return {.keyed = contents.keyed.encode(facts), .broadcast = contents.broadcast.encode(facts)};
}

}  // namespace wavetank::engine

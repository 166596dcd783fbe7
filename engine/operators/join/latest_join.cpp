// The version of each key, and rows that ask for it.
#include "engine/operators/join/latest_join.hpp"

#include "engine/core/fact_coding.hpp"
#include "engine/state/state_coding.hpp"

namespace wavetank::engine {

ReplayClass LatestJoinOperator::replay_class() const {
  return spec_.retention ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void LatestJoinOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                                  Effects& effects) const {
  const Step step{moment, state.as<Contents>(), effects};
  for (const Record& record : records) {
    if (side_of(input) == JoinSide::Left) {
      look_up(record, step);
    } else {
      put(record, step);
    }
  }
  step.contents.alarm.arm(step.contents.cleanups, effects);
}

// PF-23.
void LatestJoinOperator::look_up(const Record& record, const Step& step) const {
  Facts& facts = step.moment.facts;
  KeyPart* const part = record.key == kNoKey ? nullptr : step.contents.keys.find({record.key});
  RowId version = part == nullptr ? kNoRow : part->version;
  WT_ASSERT(part == nullptr || version != kNoRow);
  if (part != nullptr && spec_.retention) part->cleanup.renew(record.key, *spec_.retention, step.by_clock());
  if (version != kNoRow && spec_.condition && !spec_.condition->holds(facts.rows, record.row, version)) {
    version = kNoRow;
  }
  if (version == kNoRow && spec_.unmatched == Unmatched::Dropped) {
    const auto time = static_cast<std::uint64_t>(record.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, record.cause, time, pack(record.row, record.key));
    return;
  }
  const RowPair pair{record.row, version};
  const RowId row = joined_row(pair, facts.rows.kind(record.row), spec_.schemas, facts);
  const bool matched = version != kNoRow;
  step.effects.emit(kMainOutput, {.time = record.time, .row = row, .key = record.key},
                    {matched ? NoteKind::JoinMatch : NoteKind::JoinPad, record.cause,
                     matched ? pack(pair) : pack(record.row, record.key), pack(row, record.key)});
}

void LatestJoinOperator::put(const Record& record, const Step& step) const {
  const Facts& facts = step.moment.facts;
  const bool adds = accumulates(facts.rows.kind(record.row));
  KeyPart* const known = record.key == kNoKey ? nullptr : step.contents.keys.find({record.key});
  if (record.key == kNoKey || (!adds && known == nullptr)) {
    const auto time = static_cast<std::uint64_t>(record.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, record.cause, time, pack(record.row, record.key));
    return;
  }
  if (!adds) return forget(record.key, record.cause, step);
  KeyPart& part = known == nullptr ? step.contents.keys.find_or_add({record.key}) : *known;
  if (part.version == kNoRow || !spec_.mutants.has(Mutant::LatestVersionStays)) part.version = record.row;
  if (spec_.retention) part.cleanup.renew(record.key, *spec_.retention, step.by_clock());
  step.effects.note(NoteKind::JoinKeep, record.cause, pack(record.row, record.key),
                    pack(KeptRows{JoinSide::Right, 0, 1}));
}

void LatestJoinOperator::forget(KeyId key, Cause cause, const Step& step) {
  KeyPart* const part = step.contents.keys.find({key});
  WT_ASSERT(part != nullptr && part->version != kNoRow);
  part->cleanup.cancel(key, step.by_clock());
  step.contents.keys.erase({key});
  step.effects.note(NoteKind::JoinForget, cause, pack(kNoWindow, key), pack(KeptRows{JoinSide::Right, 1, 0}));
}

void LatestJoinOperator::on_control(const Control& control, Moment /*moment*/, State& state, Effects& effects) const {
  if (control.kind == ControlKind::End) state.as<Contents>().alarm.silence(effects);
  effects.emit(kMainOutput, control);
}

// RJ-05.
void LatestJoinOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == ProcessingAlarm::kTag);
  const Step step{moment, state.as<Contents>(), effects};
  const std::int64_t until = step.contents.alarm.ring();
  while (const std::optional<Timer> timer = step.contents.cleanups.take_due(until)) {
    KeyPart* const part = step.contents.keys.find({timer->key});
    WT_ASSERT(part != nullptr && part->cleanup.is_due_at(ProcessingTime(timer->time)), timer->time);
    part->cleanup.time.reset();
    forget(timer->key, moment.cause, step);
  }
  step.contents.alarm.arm(step.contents.cleanups, effects);
}

// By key: its version and when it is forgotten. The timers follow from them.
Snapshot LatestJoinOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  SectionWriter writer(1);
  encode_table(contents.keys, {facts, contents.subtask.max_parallelism}, 0, writer,
               [&](const KeyPart& part, Encoder& encoder) {
                 encode_fields(part.version, facts, encoder);
                 encoder.natural(part.cleanup.time ? 1 : 0);
                 if (part.cleanup.time) encoder.integer(part.cleanup.time->ticks());
               });
  return {.keyed = writer.take()};
}

State LatestJoinOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                               Effects& effects) const {
  Contents contents;
  contents.subtask = subtask;
  const TimerOrder order{moment.facts, subtask.max_parallelism};
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder whole(bytes);
    Decoder decoder(whole.text());
    while (!decoder.at_end()) {
      const StateName name = decode_name(decoder, moment.facts);
      KeyPart& part = contents.keys.find_or_add(name);
      part.version = decode_fields(decoder, spec_.schemas.right, RowKind::Insert, moment.facts);
      if (decoder.natural() == 0) continue;
      part.cleanup.time = ProcessingTime(decoder.integer());
      contents.cleanups.set({part.cleanup.time->ticks(), name.key}, order);
    }
    WT_ASSERT(whole.at_end(), group);
  }
  contents.alarm.arm(contents.cleanups, effects);  // TM-08
  return State(std::move(contents));
}

}  // namespace wavetank::engine

// Waiting rows, versions and the timers of both.
#include "engine/operators/join/temporal_join.hpp"

#include "engine/core/fact_coding.hpp"
#include "engine/state/state_coding.hpp"

namespace wavetank::engine {
namespace {

// The first version after `time`.
template <typename Versions>
auto version_after(Versions& versions, EventTime time) {
  return std::upper_bound(versions.begin(), versions.end(), time,
                          [](EventTime wanted, const BufferedRow& version) { return wanted < version.time; });
}

void put_version(std::vector<BufferedRow>& versions, const BufferedRow& version) {
  const auto after = version_after(versions, version.time);
  if (after != versions.begin() && std::prev(after)->time == version.time) {
    std::prev(after)->row = version.row;
  } else {
    versions.insert(after, version);
  }
}

void encode_kept(std::span<const BufferedRow> rows, const Facts& facts, Encoder& encoder) {
  encoder.natural(rows.size());
  for (const BufferedRow& kept : rows) {
    encoder.integer(kept.time.ticks());
    encode_row(kept.row, facts, encoder);
  }
}

template <typename Time>
void encode_optional(const std::optional<Time>& time, Encoder& encoder) {
  encoder.natural(time ? 1 : 0);
  if (time) encoder.integer(time->ticks());
}

template <typename Time>
std::optional<Time> decode_optional(Decoder& decoder) {
  return decoder.natural() == 0 ? std::nullopt : std::optional(Time(decoder.integer()));
}

void encode_times(const TimerQueue& queue, std::size_t section, const StateOrder& order, SectionWriter& writer) {
  queue.each([&](const Timer& timer) {
    Encoder& encoder = writer.section(section, order.group(timer.key));
    encoder.integer(timer.time);
    encode_name({timer.key}, order.facts, encoder);
  });
}

void decode_times(Decoder& decoder, const TimerOrder& order, Facts& facts, TimerQueue& queue) {
  while (!decoder.at_end()) {
    const std::int64_t time = decoder.integer();
    const bool fresh = queue.set({time, decode_name(decoder, facts).key}, order);
    WT_ASSERT(fresh, time);
  }
}

enum TemporalSection : std::size_t { kKeys, kEventTimers, kProcessingTimers, kSections };

}  // namespace

ReplayClass TemporalJoinOperator::replay_class() const {
  return spec_.retention ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void TemporalJoinOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                                    Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  for (const Record& record : records) {
    if (record.time == EventTime::min()) {
      return effects.ask(Fail{"a record without a timestamp reached a temporal join of event time", record.cause});
    }
    keep(side_of(input), record, step);
  }
  step.contents.alarm.arm(step.contents.timers.processing, effects);
}

void TemporalJoinOperator::keep(JoinSide side, const Record& record, Step& step) const {
  if (side == JoinSide::Right && record.key == kNoKey) {  // RJ-06: so a left row without a key finds no version
    const auto time = static_cast<std::uint64_t>(record.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, record.cause, time, pack(record.row, record.key));
    return;
  }
  KeyPart& part = step.contents.keys.find_or_add({record.key});
  if (side == JoinSide::Left) {
    part.left.push_back({record.time, record.row, record.cause});
  } else {
    put_version(part.versions, {record.time, record.row});
  }
  const std::size_t kept = side == JoinSide::Left ? part.left.size() : part.versions.size();
  step.effects.note(NoteKind::JoinKeep, record.cause, pack(record.row, record.key), pack(KeptRows{side, 0, kept}));
  register_earlier(record.time, record.key, part, step);
  retain(record.key, part, step);
}

// PF-22: one timer of a key, the earliest.
void TemporalJoinOperator::register_earlier(EventTime time, KeyId key, KeyPart& part, Step& step) {
  if (part.registered && *part.registered <= time) return;
  if (part.registered) step.contents.timers.event.remove({part.registered->ticks(), key}, step.order());
  step.contents.timers.event.set({time.ticks(), key}, step.order());
  part.registered = time;
}

void TemporalJoinOperator::retain(KeyId key, KeyPart& part, Step& step) const {
  if (spec_.retention) part.cleanup.renew(key, *spec_.retention, step.by_clock());
}

void TemporalJoinOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  Contents& contents = step.contents;
  if (control.kind == ControlKind::Watermark) {
    WT_ASSERT(control.value > contents.watermark, control.value);  // TM-05
    contents.watermark = control.value;
    while (const std::optional<Timer> timer = contents.timers.event.take_due(control.value.ticks())) {
      on_due(timer->key, control.cause, step);
    }
    contents.alarm.arm(contents.timers.processing, effects);
  }
  if (control.kind == ControlKind::End) contents.alarm.silence(effects);
  effects.emit(kMainOutput, control);
}

// PF-21: all rows that the watermark has reached, in order of arrival.
void TemporalJoinOperator::on_due(KeyId key, Cause cause, Step& step) const {
  KeyPart& part = step.contents.keys.find_or_add({key});
  part.registered.reset();
  std::optional<EventTime> next;
  std::vector<Waiting> left;
  left.swap(part.left);
  for (const Waiting& waiting : left) {
    if (waiting.time <= step.contents.watermark) {
      send(waiting, key, step);
      continue;
    }
    part.left.push_back(waiting);
    if (!next || waiting.time < *next) next = waiting.time;
  }
  const std::size_t sent = left.size() - part.left.size();
  if (sent > 0) {
    step.effects.note(NoteKind::JoinForget, cause, pack(kNoWindow, key),
                      pack(KeptRows{JoinSide::Left, sent, part.left.size()}));
  }
  drop_versions(key, part, cause, step);
  if (next) register_earlier(*next, key, part, step);
  if (next || !part.versions.empty()) {
    retain(key, part, step);
  } else {
    part.cleanup.cancel(key, step.by_clock());
  }
  if (part.is_empty()) step.contents.keys.erase({key});
}

void TemporalJoinOperator::send(const Waiting& waiting, KeyId key, Step& step) const {
  Facts& facts = step.moment.facts;
  const KeyPart& part = *step.contents.keys.find({key});
  const Millis earlier{spec_.mutants.has(Mutant::TemporalVersionStrict) ? -1 : 0};
  const auto after = spec_.mutants.has(Mutant::TemporalTakesLatest)
                         ? part.versions.end()
                         : version_after(part.versions, saturating_add(waiting.time, earlier));
  RowId version = after == part.versions.begin() ? kNoRow : std::prev(after)->row;
  if (version != kNoRow && !accumulates(facts.rows.kind(version))) version = kNoRow;
  if (version != kNoRow && spec_.condition && !spec_.condition->holds(facts.rows, waiting.row, version)) {
    version = kNoRow;
  }
  if (version == kNoRow && spec_.unmatched == Unmatched::Dropped) {
    const auto time = static_cast<std::uint64_t>(waiting.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, waiting.cause, time, pack(waiting.row, key));
    return;
  }
  const RowPair pair{waiting.row, version};
  const RowId row = joined_row(pair, facts.rows.kind(waiting.row), spec_.schemas, facts);
  const bool matched = version != kNoRow;
  step.effects.emit(kMainOutput, {.time = waiting.time, .row = row, .key = key},
                    {matched ? NoteKind::JoinMatch : NoteKind::JoinPad, waiting.cause,
                     matched ? pack(pair) : pack(waiting.row, key), pack(row, key)});
}

// PF-22: all but the newest version at or before the watermark are out of reach of rows on time.
void TemporalJoinOperator::drop_versions(KeyId key, KeyPart& part, Cause cause, Step& step) const {
  const auto after = version_after(part.versions, step.contents.watermark);
  const std::ptrdiff_t stays = spec_.mutants.has(Mutant::TemporalForgetsNewest) ? 0 : 1;
  const std::ptrdiff_t gone = after - part.versions.begin() - stays;
  if (gone <= 0) return;
  part.versions.erase(part.versions.begin(), std::prev(after, stays));
  step.effects.note(NoteKind::JoinForget, cause, pack(kNoWindow, key),
                    pack(KeptRows{JoinSide::Right, static_cast<std::size_t>(gone), part.versions.size()}));
}

void TemporalJoinOperator::on_timer(TimerTag tag, Moment moment, State& state, Effects& effects) const {
  WT_REQUIRE(tag == ProcessingAlarm::kTag);
  Step step{moment, state.as<Contents>(), effects};
  const std::int64_t until = step.contents.alarm.ring();
  while (const std::optional<Timer> timer = step.contents.timers.processing.take_due(until)) {
    expire(*timer, moment.cause, step);
  }
  step.contents.alarm.arm(step.contents.timers.processing, effects);
}

// RJ-05. The event timer that is set stays and fires, but is no longer the one that the key goes by.
void TemporalJoinOperator::expire(const Timer& timer, Cause cause, Step& step) const {
  KeyPart* part = step.contents.keys.find({timer.key});
  if (part == nullptr || !part->cleanup.is_due_at(ProcessingTime(timer.time))) return;
  for (const JoinSide side : {JoinSide::Left, JoinSide::Right}) {
    const std::size_t rows = side == JoinSide::Left ? part->left.size() : part->versions.size();
    if (rows > 0)
      step.effects.note(NoteKind::JoinForget, cause, pack(kNoWindow, timer.key), pack(KeptRows{side, rows, 0}));
  }
  step.contents.keys.erase({timer.key});
}

Snapshot TemporalJoinOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  const StateOrder order{facts, contents.subtask.max_parallelism};
  SectionWriter writer(kSections);
  encode_table(contents.keys, order, kKeys, writer, [&](const KeyPart& part, Encoder& encoder) {
    encoder.natural(part.left.size());
    for (const Waiting& waiting : part.left) {
      encoder.integer(waiting.time.ticks());
      encode_row(waiting.row, facts, encoder);
    }
    encode_kept(part.versions, facts, encoder);
    encode_optional(part.registered, encoder);
    encode_optional(part.cleanup.time, encoder);
  });
  encode_times(contents.timers.event, kEventTimers, order, writer);
  encode_times(contents.timers.processing, kProcessingTimers, order, writer);
  return {.keyed = writer.take()};
}

State TemporalJoinOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                 Effects& effects) const {
  Contents contents;
  contents.subtask = subtask;
  const TimerOrder order{moment.facts, subtask.max_parallelism};
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder whole(bytes);
    Decoder keys(whole.text());
    while (!keys.at_end()) {
      KeyPart& part = contents.keys.find_or_add(decode_name(keys, moment.facts));
      for (std::uint64_t left = keys.natural(); left > 0; --left) {
        const EventTime time(keys.integer());
        part.left.push_back({time, decode_row(keys, spec_.schemas.left, moment.facts), moment.cause});
      }
      for (std::uint64_t left = keys.natural(); left > 0; --left) {
        const EventTime time(keys.integer());
        part.versions.push_back({time, decode_row(keys, spec_.schemas.right, moment.facts)});
      }
      part.registered = decode_optional<EventTime>(keys);
      part.cleanup.time = decode_optional<ProcessingTime>(keys);
    }
    Decoder event(whole.text());
    decode_times(event, order, moment.facts, contents.timers.event);
    Decoder processing(whole.text());
    decode_times(processing, order, moment.facts, contents.timers.processing);
    WT_ASSERT(whole.at_end(), group);
  }
  contents.alarm.arm(contents.timers.processing, effects);  // TM-08
  return State(std::move(contents));
}

}  // namespace wavetank::engine

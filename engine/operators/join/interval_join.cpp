// Taking rows in, pairing them, and forgetting them.
#include "engine/operators/join/interval_join.hpp"

#include "engine/core/fact_coding.hpp"
#include "engine/state/state_coding.hpp"

namespace wavetank::engine {
namespace {

// Saturates; MIN has no opposite.
Millis negated(Millis length) {
  return length.count == std::numeric_limits<std::int64_t>::min() ? Millis{std::numeric_limits<std::int64_t>::max()}
                                                                  : Millis{-length.count};
}

}  // namespace

JoinInterval join_interval(const JoinBound& lower, const JoinBound& upper) {
  WT_REQUIRE(lower.distance <= upper.distance, lower.distance, upper.distance);
  return {Millis{saturating_add(lower.distance.count, lower.inclusive ? 0 : 1)},
          Millis{saturating_add(upper.distance.count, upper.inclusive ? 0 : -1)}};
}

void IntervalJoinOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                                    Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  for (std::size_t i = 0; i < records.size(); ++i) {
    hint_ahead(step.contents.keys, records, i, [](const Sides& sides) {
      for (const SideBuffer& buffer : sides) buffer.hint_last();
    });
    if (!accept(side_of(input), records[i], step)) return;
  }
}

bool IntervalJoinOperator::accept(JoinSide side, const Record& record, Step& step) const {
  if (record.time == EventTime::min()) {
    step.effects.ask(Fail{"a record without a timestamp reached an interval join (PF-09)", record.cause});
    return false;
  }
  if (step.moment.facts.rows.kind(record.row) != RowKind::Insert) {
    step.effects.ask(Fail{"an interval join takes inserts only: a row was taken back", record.cause});
    return false;
  }
  if (record.key == kNoKey) {  // RJ-06
    const auto time = static_cast<std::uint64_t>(record.time.ticks());
    step.effects.note(NoteKind::RecordIgnore, record.cause, time, pack(record.row, record.key));
    return true;
  }
  const bool late = spec_.mutants.has(Mutant::JoinLateAtWatermark) ? record.time <= step.contents.watermark
                                                                   : record.time < step.contents.watermark;
  if (late) {
    refuse(side, record, step);
    return true;
  }
  keep(side, record, step);
  pair_up(side, record, step);
  return true;
}

// PF-10. How many milliseconds it is behind the watermark.
void IntervalJoinOperator::refuse(JoinSide side, const Record& record, Step& step) const {
  const auto behind = static_cast<std::uint64_t>(saturating_between(record.time, step.contents.watermark).count);
  const auto rule = static_cast<std::uint64_t>(Rule::PF10);
  if (spec_.late == LateRecords::SideOutput) {
    const OutputIndex output = side == JoinSide::Left ? kLateLeft : kLateRight;
    step.effects.emit(output, record, {NoteKind::RecordSide, record.cause, behind, (index_of(side) << 32) | rule});
  } else {
    step.effects.note(NoteKind::RecordDrop, record.cause, behind, rule);
  }
}

void IntervalJoinOperator::keep(JoinSide side, const Record& record, Step& step) const {
  SideBuffer& buffer = step.contents.keys.find_or_add({record.key})[index_of(side)];
  buffer.add({record.time, record.row});
  const TimerOrder order{step.moment.facts, step.contents.subtask.max_parallelism};
  const std::int64_t until = saturating_add(record.time, stay(side)).ticks();
  step.contents.cleanups[index_of(side)].set({until, record.key}, order);
  step.effects.note(NoteKind::JoinKeep, record.cause, pack(record.row, record.key),
                    pack(KeptRows{side, 0, buffer.size()}));
}

// PF-12: in the order of the partners' times (DT-02).
void IntervalJoinOperator::pair_up(JoinSide side, const Record& record, Step& step) const {
  const bool mirrored = side == JoinSide::Right && !spec_.mutants.has(Mutant::JoinBoundsNotMirrored);
  const Millis lower = mirrored ? negated(spec_.interval.upper) : spec_.interval.lower;
  const Millis upper = mirrored ? negated(spec_.interval.lower) : spec_.interval.upper;
  const SideBuffer& partners = (*step.contents.keys.find({record.key}))[index_of(other(side))];
  Facts& facts = step.moment.facts;
  partners.each(
      saturating_add(record.time, lower), saturating_add(record.time, upper), [&](const BufferedRow& partner) {
        const RowPair pair = pair_of(side, record.row, partner.row);
        if (spec_.condition && !spec_.condition->holds(facts.rows, pair.left, pair.right)) return;
        const RowId row = joined_row(pair, RowKind::Insert, spec_.schemas, facts);
        step.effects.emit(kMainOutput, {.time = std::max(record.time, partner.time), .row = row, .key = record.key},
                          {NoteKind::JoinMatch, record.cause, pack(pair), pack(row, record.key)});
      });
}

Millis IntervalJoinOperator::stay(JoinSide side) const {
  if (spec_.mutants.has(Mutant::JoinForgetsEarly)) return Millis{0};
  const Millis until = side == JoinSide::Left ? spec_.interval.upper : negated(spec_.interval.lower);
  return std::max(until, Millis{0});
}

void IntervalJoinOperator::on_control(const Control& control, Moment moment, State& state, Effects& effects) const {
  Step step{moment, state.as<Contents>(), effects};
  if (control.kind == ControlKind::Watermark) {
    WT_ASSERT(control.value > step.contents.watermark, control.value);  // TM-05
    step.contents.watermark = control.value;
    for (const JoinSide side : {JoinSide::Left, JoinSide::Right}) {
      TimerQueue& due = step.contents.cleanups[index_of(side)];
      while (const std::optional<Timer> timer = due.take_due(control.value.ticks())) {
        forget(side, *timer, control.cause, step);
      }
    }
  }
  effects.emit(kMainOutput, control);
  if (spec_.late != LateRecords::SideOutput) return;
  effects.emit(kLateLeft, control);
  effects.emit(kLateRight, control);
}

void IntervalJoinOperator::forget(JoinSide side, const Timer& timer, Cause cause, Step& step) const {
  Sides* sides = step.contents.keys.find({timer.key});
  WT_ASSERT(sides != nullptr, timer.time);  // a timer is there as long as the rows it is for
  SideBuffer& buffer = (*sides)[index_of(side)];
  // Past the end of time, rows of several times share one timer.
  const bool all = timer.time == std::numeric_limits<std::int64_t>::max();
  const std::size_t removed =
      all ? buffer.clear() : buffer.remove(EventTime(saturating_add(timer.time, -stay(side).count)));
  WT_ASSERT(removed > 0, timer.time);
  step.effects.note(NoteKind::JoinForget, cause, pack(kNoWindow, timer.key),
                    pack(KeptRows{side, removed, buffer.size()}));
  if ((*sides)[0].empty() && (*sides)[1].empty()) step.contents.keys.erase({timer.key});
}

IntervalJoinCounts IntervalJoinOperator::counts(const State& state) const {
  const Contents& contents = state.as<Contents>();
  IntervalJoinCounts counts;
  for (const TimerQueue& queue : contents.cleanups) counts.event_timers += queue.size();
  contents.keys.each([&](const StateName& /*name*/, const Sides& sides) {
    for (const SideBuffer& buffer : sides) {
      if (!buffer.empty()) ++counts.buffers;
      counts.rows += buffer.size();
    }
  });
  return counts;
}

// By key: the rows of the left side, then those of the right one. The timers follow from them.
Snapshot IntervalJoinOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  SectionWriter writer(1);
  const StateOrder order{facts, contents.subtask.max_parallelism};
  encode_table(contents.keys, order, 0, writer, [&](const Sides& sides, Encoder& encoder) {
    for (const SideBuffer& buffer : sides) {
      encoder.natural(buffer.size());
      buffer.each(EventTime::min(), EventTime::max(), [&](const BufferedRow& kept) {
        encoder.integer(kept.time.ticks());
        encode_fields(kept.row, facts, encoder);
      });
    }
  });
  return {.keyed = writer.take()};
}

State IntervalJoinOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                 Effects& /*effects*/) const {
  Contents contents;
  contents.subtask = subtask;
  const TimerOrder order{moment.facts, subtask.max_parallelism};
  for (const auto& [group, bytes] : snapshot.keyed) {
    Decoder whole(bytes);
    Decoder decoder(whole.text());
    while (!decoder.at_end()) {
      const StateName name = decode_name(decoder, moment.facts);
      Sides& sides = contents.keys.find_or_add(name);
      for (const JoinSide side : {JoinSide::Left, JoinSide::Right}) {
        for (std::uint64_t left = decoder.natural(); left > 0; --left) {
          const EventTime time(decoder.integer());
          const RowId row = decode_fields(decoder, spec_.schemas.of(side), RowKind::Insert, moment.facts);
          sides[index_of(side)].add({time, row});
          contents.cleanups[index_of(side)].set({saturating_add(time, stay(side)).ticks(), name.key}, order);
        }
      }
    }
    WT_ASSERT(whole.at_end(), group);
  }
  return State(std::move(contents));
}

}  // namespace wavetank::engine

// What becomes of pairs, and of rows that have none.
#include "engine/operators/join/regular_join.hpp"

namespace wavetank::engine {

RegularJoinOperator::RegularJoinOperator(RegularJoinSpec spec)
    : spec_(std::move(spec)), schemas_{spec_.sides[0].schema, spec_.sides[1].schema, spec_.result} {
  for (const JoinSideSpec& side : spec_.sides) {
    WT_REQUIRE((side.identity == JoinIdentity::UniqueKey) == !side.unique_key.empty());
  }
  if (is_semi()) WT_REQUIRE(spec_.result == spec_.sides[0].schema);
}

ReplayClass RegularJoinOperator::replay_class() const {
  const bool clock = spec_.sides[0].ttl || spec_.sides[1].ttl;
  if (clock) return ReplayClass::ClockDependent;
  const auto is_replaced = [](const JoinSideSpec& side) { return side.identity != JoinIdentity::AllFields; };
  // The last row of a unique key to arrive is the one that stays.
  const bool any_replaced = is_replaced(spec_.sides[0]) || is_replaced(spec_.sides[1]);
  return any_replaced ? ReplayClass::OrderDependent : ReplayClass::Deterministic;
}

bool RegularJoinOperator::is_outer(JoinSide side) const {
  switch (spec_.kind) {
    case JoinKind::Inner: return false;
    case JoinKind::Left:
    case JoinKind::Semi:
    case JoinKind::Anti: return side == JoinSide::Left;
    case JoinKind::Right: return side == JoinSide::Right;
    case JoinKind::Full: return true;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(spec_.kind));
}

void RegularJoinOperator::on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                                   Effects& effects) const {
  Contents& contents = state.as<Contents>();
  for (std::size_t i = 0; i < records.size(); ++i) {
    for (const JoinSideTable& side : contents.sides) side.hint(records, i);
    take_in(records[i], {side_of(input), records[i], moment, contents, effects});
  }
}

void RegularJoinOperator::take_in(const Record& record, const Step& step) const {
  expire(step);
  const RowKind kind = step.moment.facts.rows.kind(record.row);
  JoinSideTable& own = step.contents.sides[index_of(step.side)];
  const std::size_t before = own.size(record.key);
  if (accumulates(kind)) {
    if (spec_.semantics.upsert_in_join == UpsertInJoin::Replaces) replace(record, step);
    add(record.row, kind, step);
    step.effects.note(NoteKind::JoinKeep, record.cause, pack(record.row, record.key),
                      pack(KeptRows{step.side, 0, own.size(record.key)}));
    return;
  }
  take_back(record.row, kind, step);
  const std::size_t left = own.size(record.key);
  if (left >= before) return;
  step.effects.note(NoteKind::JoinForget, record.cause, pack(kNoWindow, record.key),
                    pack(KeptRows{step.side, before - left, left}));
}

// RJ-04: what has outlived its time is gone for this record, and nobody below is told.
void RegularJoinOperator::expire(const Step& step) const {
  for (const JoinSide side : {JoinSide::Left, JoinSide::Right}) {
    JoinSideTable& table = step.contents.sides[index_of(side)];
    const std::size_t gone = table.expire(spec_of(side), step.at());
    if (gone == 0) continue;
    step.effects.note(NoteKind::JoinForget, step.record.cause, pack(kNoWindow, step.record.key),
                      pack(KeptRows{side, gone, table.size(step.record.key)}));
  }
}

// RJ-03, repaired: a row that replaces another one takes that back first.
void RegularJoinOperator::replace(const Record& record, const Step& step) const {
  const JoinSideSpec& spec = spec_of(step.side);
  if (spec.identity == JoinIdentity::AllFields) return;
  const JoinEntry* replaced = step.contents.sides[index_of(step.side)].find(spec, record.row, step.at());
  if (replaced != nullptr) take_back(replaced->row, RowKind::UpdateBefore, step);
}

template <typename Visit>
std::int64_t RegularJoinOperator::each_match(RowId row, std::int64_t change, const Step& step,
                                             const Visit& visit) const {
  if (step.record.key == kNoKey && spec_.null_keys == NullKeys::MatchNothing) return 0;
  const JoinSide far = other(step.side);
  std::int64_t found = 0;
  for (JoinEntry& entry : step.contents.sides[index_of(far)].entries(spec_of(far), step.at())) {
    const RowPair pair = pair_of(step.side, row, entry.row);
    if (spec_.condition && !spec_.condition->holds(step.moment.facts.rows, pair.left, pair.right)) continue;
    for (std::uint32_t copy = 0; copy < entry.count; ++copy) visit(entry.row, entry.matches);
    found += entry.count;
    if (!is_outer(far)) continue;
    if (change > 0 && entry.matches > 0 && spec_.mutants.has(Mutant::JoinMatchesUncounted)) continue;
    entry.matches += change;
    entry.written = step.moment.now;  // writing the counter renews the time to live
  }
  return found;
}

// RJ-01.
void RegularJoinOperator::add(RowId row, RowKind kind, const Step& step) const {
  if (is_semi()) {
    return step.side == JoinSide::Left ? add_left_of_semi(row, kind, step) : add_right_of_semi(row, kind, step);
  }
  const JoinSide far = other(step.side);
  const bool any_outer = is_outer(step.side) || is_outer(far);
  const std::int64_t matches = each_match(row, 1, step, [&](RowId partner, std::int64_t before) {
    const bool alone = is_outer(far) && before == 0;
    if (alone && !spec_.mutants.has(Mutant::JoinPaddingStays)) say_alone(far, partner, RowKind::Delete, step);
    say_pair(row, partner, any_outer ? RowKind::Insert : kind, step);
  });
  if (matches == 0 && is_outer(step.side)) say_alone(step.side, row, RowKind::Insert, step);
  step.contents.sides[index_of(step.side)].add(spec_of(step.side), row, matches, step.at());
}

// RJ-02.
void RegularJoinOperator::take_back(RowId row, RowKind kind, const Step& step) const {
  const JoinSide far = other(step.side);
  const bool outer = is_outer(step.side);
  step.contents.sides[index_of(step.side)].take(spec_of(step.side), row, step.at());
  if (is_semi() && step.side == JoinSide::Right) {
    each_match(row, -1, step, [&](RowId left, std::int64_t before) {
      if (before == 1) say_left(left, spec_.kind == JoinKind::Semi ? kind : RowKind::Insert, step);
    });
    return;
  }
  if (is_semi()) {
    const bool matched = each_match(row, 0, step, [](RowId, std::int64_t) {}) > 0;
    if (matched == (spec_.kind == JoinKind::Semi)) say_left(row, kind, step);
    return;
  }
  const std::int64_t matches = each_match(row, -1, step, [&](RowId partner, std::int64_t before) {
    say_pair(row, partner, outer ? RowKind::Delete : kind, step);
    const bool alone = is_outer(far) && before == 1;
    if (alone && !spec_.mutants.has(Mutant::JoinPaddingForgotten)) say_alone(far, partner, RowKind::Insert, step);
  });
  if (matches == 0 && outer) say_alone(step.side, row, RowKind::Delete, step);
}

void RegularJoinOperator::add_left_of_semi(RowId row, RowKind kind, const Step& step) const {
  const std::int64_t matches = each_match(row, 0, step, [](RowId, std::int64_t) {});
  if ((matches > 0) == (spec_.kind == JoinKind::Semi)) say_left(row, kind, step);
  step.contents.sides[0].add(spec_of(JoinSide::Left), row, matches, step.at());
}

void RegularJoinOperator::add_right_of_semi(RowId row, RowKind kind, const Step& step) const {
  step.contents.sides[1].add(spec_of(JoinSide::Right), row, 0, step.at());
  each_match(row, 1, step, [&](RowId left, std::int64_t before) {
    const bool is_first = before == 0 || spec_.mutants.has(Mutant::SemiJoinRepeats);
    if (is_first) say_left(left, spec_.kind == JoinKind::Semi ? kind : RowKind::Delete, step);
  });
}

void RegularJoinOperator::say_pair(RowId row, RowId partner, RowKind kind, const Step& step) const {
  const RowPair pair = pair_of(step.side, row, partner);
  const RowId result = joined_row(pair, kind, schemas_, step.moment.facts);
  step.effects.emit(kMainOutput, {.time = step.record.time, .row = result, .key = step.record.key},
                    {NoteKind::JoinMatch, step.record.cause, pack(pair), pack(result, step.record.key)});
}

void RegularJoinOperator::say_alone(JoinSide side, RowId row, RowKind kind, const Step& step) const {
  const RowId result = joined_row(pair_of(side, row, kNoRow), kind, schemas_, step.moment.facts);
  step.effects.emit(kMainOutput, {.time = step.record.time, .row = result, .key = step.record.key},
                    {NoteKind::JoinPad, step.record.cause, pack(row, step.record.key), pack(result, step.record.key)});
}

// A left row of a semi or anti join: it stands for itself.
void RegularJoinOperator::say_left(RowId row, RowKind kind, const Step& step) const {
  const RowId result = with_kind(row, kind, step.moment.facts);
  step.effects.emit(kMainOutput, {.time = step.record.time, .row = result, .key = step.record.key},
                    {NoteKind::JoinPad, step.record.cause, pack(row, step.record.key), pack(result, step.record.key)});
}

void RegularJoinOperator::on_control(const Control& control, Moment /*moment*/, State& /*state*/,
                                     Effects& effects) const {
  effects.emit(kMainOutput, control);
}

Snapshot RegularJoinOperator::snapshot(const State& state, const Facts& facts) const {
  const Contents& contents = state.as<Contents>();
  const StateOrder order{facts, contents.subtask.max_parallelism};
  SectionWriter writer(2);
  for (std::size_t side = 0; side < 2; ++side) contents.sides[side].encode(order, side, writer);
  return {.keyed = writer.take()};
}

State RegularJoinOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                                Effects& /*effects*/) const {
  Contents contents;
  contents.subtask = subtask;
  const KeyGroupRange range = range_of(subtask);
  for (const auto& [group, bytes] : snapshot.keyed) {
    WT_REQUIRE(range.contains(KeyGroup{group}), group, range.first, range.last);  // KG-07
    Decoder whole(bytes);
    for (std::size_t side = 0; side < 2; ++side) {
      Decoder section(whole.text());
      contents.sides[side].decode(spec_.sides[side], section, moment.facts);
    }
    WT_ASSERT(whole.at_end(), group);
  }
  return State(std::move(contents));
}

}  // namespace wavetank::engine

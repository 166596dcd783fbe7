// Ranking rows that are added or get better, and saying what changed.
#include "engine/operators/changelog/top_n.hpp"

#include <algorithm>

namespace wavetank::engine {
namespace {

std::int64_t number_of(std::size_t place) { return static_cast<std::int64_t>(place) + 1; }

}  // namespace

TopNFunction::TopNFunction(TopNSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      state_name_(facts.texts.intern("ranking")),
      rows_(layout_.list<RowId>("rows", {.schema = spec_.schema, .ttl = spec_.ttl})),
      end_(layout_.value<std::int64_t>("end", {.schema = {}, .ttl = spec_.ttl})) {
  WT_REQUIRE(spec_.rows != RankedRows::Retract);
}

ReplayClass TopNFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void TopNFunction::on_record(const Record& record, ProcessContext& context) const {
  const Rows& rows = context.facts().rows;
  const RankOutput output(spec_, range_end(spec_, end_, record.row, context), context);
  Ranking ranking = context.state(rows_).get();
  const auto known = spec_.rows == RankedRows::Append
                         ? ranking.end()
                         : std::ranges::find_if(ranking, [&](RowId row) { return same_row(row, record.row, rows); });
  if (known == ranking.end()) return add(std::move(ranking), record, output);
  const auto at = static_cast<std::size_t>(known - ranking.begin());
  update(std::move(ranking), at, record.row, output);
}

void TopNFunction::add(Ranking ranking, const Record& record, const RankOutput& output) const {
  const auto end = static_cast<std::size_t>(std::max<std::int64_t>(output.end(), 0));
  const std::size_t place = place_for(ranking, record.row, output.context().facts());
  WT_ASSERT(ranking.size() <= end && place <= ranking.size(), ranking.size(), place);
  if (place == end) return leave_out(record, output);
  const Ranking before = ranking;
  ranking.insert(ranking.begin() + static_cast<std::ptrdiff_t>(place), record.row);
  if (ranking.size() > end) ranking.pop_back();
  put(ranking, output.context());
  tell_added(before, ranking, place, output);
}

void TopNFunction::leave_out(const Record& record, const RankOutput& output) const {
  ProcessContext& context = output.context();
  context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
               pack(record.row, context.key()));
  // TN-06: where the end is each partition's own, the row is taken in first, and then the last row is put out.
  if (spec_.rows != RankedRows::Update || spec_.to || output.says_numbers()) return;
  if (spec_.outside == OutsideRow::Unsaid) return;
  output.tell(RowKind::Delete, record.row, output.end());
  output.tell(RowKind::Insert, record.row, output.end());
}

void TopNFunction::tell_added(const Ranking& before, const Ranking& after, std::size_t place,
                              const RankOutput& output) {
  if (!output.says_numbers()) {
    const bool is_full = before.size() == after.size();
    if (is_full && !output.has(Mutant::RankedOutUnsaid)) output.tell(RowKind::Delete, before.back(), output.end());
    return output.tell(RowKind::Insert, after[place], number_of(place));
  }
  for (std::size_t i = place; i < after.size(); ++i) {
    if (i < before.size()) {
      output.tell_change(before[i], after[i], number_of(i));
    } else {
      output.tell(RowKind::Insert, after[i], number_of(i));
    }
  }
}

void TopNFunction::update(Ranking ranking, std::size_t at, RowId row, const RankOutput& output) const {
  const Ranking before = ranking;
  const Facts& facts = output.context().facts();
  std::size_t place = at;
  if (compare_rank(spec_, row, before[at], facts) == 0) {
    ranking[at] = row;
  } else {
    ranking.erase(ranking.begin() + static_cast<std::ptrdiff_t>(at));
    place = place_for(ranking, row, facts);
    ranking.insert(ranking.begin() + static_cast<std::ptrdiff_t>(place), row);
  }
  put(ranking, output.context());
  if (!output.says_numbers()) return output.tell_change(before[at], row, number_of(at));
  if (place <= at) return tell_better(before, ranking, {at, place}, output);
  tell_worse(before, ranking, {place, at}, output);
}

void TopNFunction::tell_better(const Ranking& before, const Ranking& after, const Move& move,
                               const RankOutput& output) {
  for (std::size_t i = move.to; i <= move.from; ++i) {
    if (i < move.from) output.tell_before(before[i], number_of(i));
    // The row that moves is taken back as soon as its new place is free.
    if (i == move.to) output.tell_before(before[move.from], number_of(move.from));
    output.tell(RowKind::UpdateAfter, after[i], number_of(i));
  }
}

// From `back.to` down to `back.from`; the rows between move up by one each.
void TopNFunction::tell_worse(const Ranking& before, const Ranking& after, const Move& back, const RankOutput& output) {
  output.tell_before(before[back.to], number_of(back.to));
  for (std::size_t i = back.to; i < back.from; ++i) {
    output.tell_before(after[i], number_of(i + 1));
    output.tell(RowKind::UpdateAfter, after[i], number_of(i));
  }
  output.tell(RowKind::UpdateAfter, after[back.from], number_of(back.from));
}

std::size_t TopNFunction::place_for(const Ranking& ranking, RowId row, const Facts& facts) const {
  const auto is_before = [&](RowId a, RowId b) { return compare_rank(spec_, a, b, facts) < 0; };
  const auto behind = spec_.mutants.has(Mutant::RankedTiesReversed) ? std::ranges::lower_bound(ranking, row, is_before)
                                                                    : std::ranges::upper_bound(ranking, row, is_before);
  return static_cast<std::size_t>(behind - ranking.begin());
}

bool TopNFunction::same_row(RowId a, RowId b, const Rows& rows) const {
  return std::ranges::all_of(spec_.identity,
                             [&](std::uint32_t field) { return rows.cell(a, field) == rows.cell(b, field); });
}

void TopNFunction::put(const Ranking& ranking, ProcessContext& context) const {
  context.state(rows_).put(ranking);
  context.note(NoteKind::StatePut, pack(state_name_, context.key()), ranking.size());
}

}  // namespace wavetank::engine

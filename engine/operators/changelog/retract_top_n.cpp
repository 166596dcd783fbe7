// Ranking rows that come and go: numbers are counted tie by tie.
#include "engine/operators/changelog/retract_top_n.hpp"

namespace wavetank::engine {

RetractTopNFunction::RetractTopNFunction(TopNSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      state_name_(facts.texts.intern("ranking")),
      ranking_(spec_, layout_),
      end_(layout_.value<std::int64_t>("end", {.schema = {}, .ttl = spec_.ttl})) {
  WT_REQUIRE(spec_.rows == RankedRows::Retract);
}

ReplayClass RetractTopNFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void RetractTopNFunction::on_record(const Record& record, ProcessContext& context) const {
  const RankOutput output(spec_, range_end(spec_, end_, record.row, context), context);
  Ranking ranking(spec_, ranking_, context);
  if (is_retraction(context.facts().rows.kind(record.row))) {
    take_back(ranking, record, output);
  } else {
    insert(ranking, record.row, output);
  }
  ranking.done(state_name_);
}

void RetractTopNFunction::insert(Ranking& ranking, RowId row, const RankOutput& output) const {
  const std::size_t tie = ranking.add(row);
  const Behind behind{tie + 1, ranking.rows_through(row), 0, row, ranking.counted_before(tie + 1, output.end())};
  if (output.says_numbers()) return push_down(ranking, behind, output);
  push_out(ranking, behind, output);
}

void RetractTopNFunction::push_down(Ranking& ranking, Behind behind, const RankOutput& output) {
  for (; behind.tie < ranking.ties() && behind.number <= output.end(); ++behind.tie) {
    const std::size_t last = behind.place + ranking.size(behind.tie);
    if (ranking.count(behind.tie) > 0) {
      ranking.forget_if_empty(behind.tie);
      for (; behind.place < last && behind.number <= output.end(); ++behind.place) {
        const RowId moved = ranking.row(behind.place);
        output.tell_change(moved, behind.row, behind.number++);
        behind.row = moved;
      }
    }
    behind.place = last;
  }
  output.tell(RowKind::Insert, behind.row, behind.number);
}

void RetractTopNFunction::push_out(Ranking& ranking, Behind behind, const RankOutput& output) {
  if (behind.number > output.end()) return;
  std::int64_t last = behind.number;
  for (; behind.tie < ranking.ties() && last + ranking.count(behind.tie) <= output.end(); ++behind.tie) {
    last += ranking.count(behind.tie);
    behind.place += ranking.size(behind.tie);
  }
  if (behind.tie < ranking.ties()) {
    const auto leaving = static_cast<std::size_t>(output.end() - last);
    ranking.forget_if_empty(behind.tie);
    if (leaving < ranking.size(behind.tie) && !output.has(Mutant::RankedOutUnsaid)) {
      output.tell(RowKind::Delete, ranking.row(behind.place + leaving), output.end());
    }
  }
  output.tell(RowKind::Insert, behind.row, behind.number);
}

void RetractTopNFunction::take_back(Ranking& ranking, const Record& record, const RankOutput& output) const {
  ProcessContext& context = output.context();
  const std::size_t tie = ranking.tie_for(record.row);
  const bool is_ranked = ranking.is_of(tie, record.row);
  const std::size_t first = ranking.rows_before(record.row);
  const std::size_t last = is_ranked ? first + ranking.size(tie) : first;
  std::size_t place = first;
  while (place < last && !same_fields(context.facts().rows, ranking.row(place), record.row)) ++place;
  if (place == last) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    if (is_ranked && ranking.count(tie) > 0) ranking.set_count(tie, ranking.count(tie) - 1);  // TN-05
    return;
  }
  const auto at = static_cast<std::int64_t>(place - first);
  const Behind behind{tie, place, last - place - 1, ranking.row(place),
                      1 + ranking.counted_before(tie, output.end()) + at};
  ranking.erase(tie, place);
  if (ranking.count(tie) == 0) return;
  ranking.set_count(tie, ranking.count(tie) - 1);
  if (behind.number > output.end()) return;
  if (output.says_numbers()) return pull_up(ranking, behind, output);
  pull_in(ranking, behind, output);
}

void RetractTopNFunction::pull_up(Ranking& ranking, const Behind& behind, const RankOutput& output) {
  RowId leaving = behind.row;
  std::int64_t number = behind.number;
  std::size_t place = behind.place;
  for (std::size_t tie = behind.tie; tie < ranking.ties() && number <= output.end(); ++tie) {
    const bool is_own = tie == behind.tie;
    const std::size_t last = place + (is_own ? behind.own : ranking.size(tie));
    if (is_own || ranking.count(tie) > 0) {
      if (!is_own) ranking.forget_if_empty(tie);
      for (; place < last && number <= output.end(); ++place) {
        output.tell_change(leaving, ranking.row(place), number++);
        leaving = ranking.row(place);
      }
    }
    place = last;
  }
  output.tell(RowKind::Delete, leaving, number);
}

void RetractTopNFunction::pull_in(Ranking& ranking, const Behind& behind, const RankOutput& output) {
  output.tell(RowKind::Delete, behind.row, behind.number);
  if (output.has(Mutant::RankedNobodyFollows)) return;
  std::int64_t number = behind.number;
  std::size_t place = behind.place;
  for (std::size_t tie = behind.tie; tie < ranking.ties(); ++tie) {
    // In its own tie those rows are counted that are there, in the others as many as the ranking believes in.
    const bool is_own = tie == behind.tie;
    const std::size_t rows = is_own ? behind.own : ranking.size(tie);
    const std::int64_t counted = is_own ? static_cast<std::int64_t>(rows) : ranking.count(tie);
    if (number + counted <= output.end()) {
      number += counted;
      place += rows;
      continue;
    }
    const auto entering = static_cast<std::size_t>(output.end() - number);
    ranking.forget_if_empty(tie);
    if (entering < rows) output.tell(RowKind::Insert, ranking.row(place + entering), output.end());
    return;
  }
}

}  // namespace wavetank::engine

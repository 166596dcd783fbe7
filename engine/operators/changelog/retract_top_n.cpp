// Ranking rows that come and go: numbers are counted tie by tie.
#include "engine/operators/changelog/retract_top_n.hpp"

#include <algorithm>

namespace wavetank::engine {

RetractTopNFunction::RetractTopNFunction(TopNSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      expiry_(spec_.ttl),
      state_name_(facts.texts.intern("ranking")),
      likes_(layout_.list<RowId>("ties", {.schema = spec_.schema})),
      counts_(layout_.list<std::int64_t>("counts")),
      sizes_(layout_.list<std::int64_t>("sizes")),
      written_(layout_.list<ProcessingTime>("written")),
      rows_(layout_.list<RowId>("rows", {.schema = spec_.schema})),
      ranked_(layout_.value<ProcessingTime>("ranked")),
      end_(layout_.value<std::int64_t>("end", {.schema = {}, .ttl = spec_.ttl})) {
  WT_REQUIRE(spec_.rows == RankedRows::Retract);
}

ReplayClass RetractTopNFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void RetractTopNFunction::on_record(const Record& record, ProcessContext& context) const {
  const RankOutput output(spec_, range_end(spec_, end_, record.row, context), context);
  Ties ties = load(context);
  if (is_retraction(context.facts().rows.kind(record.row))) {
    take_back(ties, record, output);
  } else {
    insert(ties, record.row, output);
  }
  store(ties, context);
}

void RetractTopNFunction::insert(Ties& ties, RowId row, const RankOutput& output) const {
  ProcessContext& context = output.context();
  auto tie = place_for(ties, row, context.facts());
  if (tie == ties.end() || compare_rank(spec_, tie->like, row, context.facts()) != 0) {
    tie = ties.insert(tie, Tie{row, 0, {}, context.now()});
  }
  tie->rows.push_back(row);
  tie->written = context.now();
  ++tie->count;
  std::int64_t number = 0;
  for (auto above = ties.begin(); above <= tie; ++above) number += above->count;
  const std::span<Tie> behind(tie + 1, ties.end());
  if (output.says_numbers()) return push_down(behind, row, number, output);
  push_out(behind, row, number, output);
}

void RetractTopNFunction::push_down(std::span<Tie> behind, RowId row, std::int64_t number, const RankOutput& output) {
  for (Tie& tie : behind) {
    if (number > output.end()) return;
    if (tie.count == 0) continue;
    if (tie.rows.empty()) tie.count = 0;  // TN-07
    for (std::size_t i = 0; i < tie.rows.size() && number <= output.end(); ++i) {
      output.tell_change(tie.rows[i], row, number++);
      row = tie.rows[i];
    }
  }
  output.tell(RowKind::Insert, row, number);
}

void RetractTopNFunction::push_out(std::span<Tie> behind, RowId row, std::int64_t number, const RankOutput& output) {
  if (number > output.end()) return;
  std::int64_t last = number;
  for (Tie& tie : behind) {
    if (last + tie.count <= output.end()) {
      last += tie.count;
      continue;
    }
    const auto leaving = static_cast<std::size_t>(output.end() - last);
    if (tie.rows.empty()) tie.count = 0;  // TN-07
    const bool is_unsaid = output.has(Mutant::RankedOutUnsaid);
    if (leaving < tie.rows.size() && !is_unsaid) output.tell(RowKind::Delete, tie.rows[leaving], output.end());
    break;
  }
  output.tell(RowKind::Insert, row, number);
}

void RetractTopNFunction::take_back(Ties& ties, const Record& record, const RankOutput& output) const {
  ProcessContext& context = output.context();
  const Facts& facts = context.facts();
  const auto tie = place_for(ties, record.row, facts);
  const bool is_ranked = tie != ties.end() && compare_rank(spec_, tie->like, record.row, facts) == 0;
  const auto same = [&](RowId row) { return same_fields(facts.rows, row, record.row); };
  const auto row = is_ranked ? std::ranges::find_if(tie->rows, same) : std::vector<RowId>::iterator{};
  if (!is_ranked || row == tie->rows.end()) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    if (is_ranked && tie->count > 0) --tie->count;  // TN-05
    return;
  }
  Gone gone{static_cast<std::size_t>(tie - ties.begin()), static_cast<std::size_t>(row - tie->rows.begin()), *row, 1};
  for (auto above = ties.begin(); above < tie; ++above) gone.number += above->count;
  gone.number += static_cast<std::int64_t>(gone.at);
  tie->rows.erase(row);
  tie->written = context.now();
  if (tie->count == 0) return;
  --tie->count;
  if (gone.number > output.end()) return;
  if (output.says_numbers()) return pull_up(ties, gone, output);
  pull_in(ties, gone, output);
}

void RetractTopNFunction::pull_up(Ties& ties, const Gone& gone, const RankOutput& output) {
  RowId leaving = gone.row;
  std::int64_t number = gone.number;
  for (std::size_t t = gone.tie; t < ties.size() && number <= output.end(); ++t) {
    Tie& tie = ties[t];
    const bool is_own = t == gone.tie;
    if (!is_own && tie.count == 0) continue;
    if (!is_own && tie.rows.empty()) tie.count = 0;  // TN-07
    for (std::size_t i = is_own ? gone.at : 0; i < tie.rows.size() && number <= output.end(); ++i) {
      output.tell_change(leaving, tie.rows[i], number++);
      leaving = tie.rows[i];
    }
  }
  output.tell(RowKind::Delete, leaving, number);
}

void RetractTopNFunction::pull_in(Ties& ties, const Gone& gone, const RankOutput& output) {
  output.tell(RowKind::Delete, gone.row, gone.number);
  if (output.has(Mutant::RankedNobodyFollows)) return;
  std::int64_t number = gone.number;
  for (std::size_t t = gone.tie; t < ties.size(); ++t) {
    Tie& tie = ties[t];
    // In its own tie those rows are counted that are there, in the others as many as the ranking believes in.
    const std::size_t first = t == gone.tie ? gone.at : 0;
    const std::int64_t rows = t == gone.tie ? static_cast<std::int64_t>(tie.rows.size() - first) : tie.count;
    if (number + rows <= output.end()) {
      number += rows;
      continue;
    }
    const std::size_t entering = first + static_cast<std::size_t>(output.end() - number);
    if (tie.rows.empty()) tie.count = 0;  // TN-07
    if (entering < tie.rows.size()) output.tell(RowKind::Insert, tie.rows[entering], output.end());
    return;
  }
}

RetractTopNFunction::Ties::iterator RetractTopNFunction::place_for(Ties& ties, RowId row, const Facts& facts) const {
  return std::ranges::lower_bound(
      ties, row, [&](RowId a, RowId b) { return compare_rank(spec_, a, b, facts) < 0; }, &Tie::like);
}

RetractTopNFunction::Ties RetractTopNFunction::load(ProcessContext& context) const {
  const std::vector<RowId> likes = context.state(likes_).get();
  const std::vector<std::int64_t> counts = context.state(counts_).get();
  const std::vector<std::int64_t> sizes = context.state(sizes_).get();
  const std::vector<ProcessingTime> written = context.state(written_).get();
  const std::vector<RowId> rows = context.state(rows_).get();
  WT_ASSERT(likes.size() == counts.size() && likes.size() == sizes.size(), likes.size(), counts.size(), sizes.size());
  WT_ASSERT(likes.size() == written.size(), likes.size(), written.size());
  const std::optional<ProcessingTime> ranked = context.state(ranked_).get();
  const bool forgets_counts = ranked && expiry_.is_expired(*ranked, context.now());
  Ties ties;
  std::ptrdiff_t first = 0;
  for (std::size_t i = 0; i < likes.size(); ++i) {
    const std::ptrdiff_t last = first + static_cast<std::ptrdiff_t>(sizes[i]);
    Tie tie{likes[i], forgets_counts ? 0 : counts[i], {}, written[i]};
    if (!expiry_.is_expired(written[i], context.now())) tie.rows.assign(rows.begin() + first, rows.begin() + last);
    if (tie.count > 0 || !tie.rows.empty()) ties.push_back(std::move(tie));
    first = last;
  }
  WT_ASSERT(static_cast<std::size_t>(first) == rows.size(), first, rows.size());
  return ties;
}

void RetractTopNFunction::store(const Ties& ties, ProcessContext& context) const {
  std::vector<RowId> likes;
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> sizes;
  std::vector<ProcessingTime> written;
  std::vector<RowId> rows;
  for (const Tie& tie : ties) {
    if (tie.count == 0 && tie.rows.empty()) continue;
    likes.push_back(tie.rows.empty() ? tie.like : tie.rows.front());
    counts.push_back(tie.count);
    sizes.push_back(static_cast<std::int64_t>(tie.rows.size()));
    written.push_back(tie.written);
    rows.insert(rows.end(), tie.rows.begin(), tie.rows.end());
  }
  context.state(likes_).put(likes);
  context.state(counts_).put(counts);
  context.state(sizes_).put(sizes);
  context.state(written_).put(written);
  context.state(rows_).put(rows);
  const std::uint64_t name = pack(state_name_, context.key());
  if (likes.empty()) {
    context.state(ranked_).clear();
    return context.note(NoteKind::StateClear, name, 0);
  }
  context.state(ranked_).put(context.now());
  context.note(NoteKind::StatePut, name, rows.size());
}

}  // namespace wavetank::engine

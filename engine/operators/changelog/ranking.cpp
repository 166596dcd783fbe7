// Finding, adding and removing rows of a ranking.
#include "engine/operators/changelog/ranking.hpp"

namespace wavetank::engine {

Ranking::States::States(const TopNSpec& spec, StateLayout& layout)
    : likes(layout.list<RowId>("ties", {.schema = spec.schema})),
      counts(layout.list<std::int64_t>("counts")),
      sizes(layout.list<std::int64_t>("sizes")),
      written(layout.list<ProcessingTime>("written")),
      rows(layout.list<RowId>("rows", {.schema = spec.schema})),
      ranked(layout.value<ProcessingTime>("ranked")) {}

Ranking::Ranking(const TopNSpec& spec, const States& states, ProcessContext& context)
    : spec_(spec),
      expiry_(spec.ttl),
      context_(context),
      likes_(context.state(states.likes).edit()),
      counts_(context.state(states.counts).edit()),
      sizes_(context.state(states.sizes).edit()),
      written_(context.state(states.written).edit()),
      rows_(context.state(states.rows).edit()),
      ranked_(context.state(states.ranked)) {
  WT_ASSERT(likes_.size() == ties() && sizes_.size() == ties(), likes_.size(), ties(), sizes_.size());
  WT_ASSERT(written_.size() == ties(), written_.size(), ties());
  if (expiry_.is_on()) expire();
}

void Ranking::expire() {
  const std::optional<ProcessingTime> ranked = ranked_.get();
  if (ranked && expiry_.is_expired(*ranked, context_.now())) {
    for (std::size_t tie = 0; tie < ties(); ++tie) set_count(tie, 0);
  }
  compact();
}

void Ranking::compact() {
  std::size_t kept_ties = 0;
  std::size_t kept_rows = 0;
  std::size_t first = 0;
  for (std::size_t tie = 0; tie < ties(); ++tie) {
    const std::size_t last = first + size(tie);
    const std::size_t kept_before = kept_rows;
    if (expiry_.is_expired(written_.at(tie), context_.now())) first = last;
    for (; first < last; ++first) rows_.set(kept_rows++, rows_.at(first));
    sizes_.set(tie, static_cast<std::int64_t>(kept_rows - kept_before));
    if (is_spent(tie)) continue;
    likes_.set(kept_ties, likes_.at(tie));
    counts_.set(kept_ties, counts_.at(tie));
    sizes_.set(kept_ties, sizes_.at(tie));
    written_.set(kept_ties, written_.at(tie));
    ++kept_ties;
  }
  WT_ASSERT(first == rows_.size(), first, rows_.size());
  rows_.keep_first(kept_rows);
  likes_.keep_first(kept_ties);
  counts_.keep_first(kept_ties);
  sizes_.keep_first(kept_ties);
  written_.keep_first(kept_ties);
}

std::size_t Ranking::tie_for(RowId row) const {
  const Facts& facts = context_.facts();
  return likes_.count_before([&](RowId like) { return compare_rank(spec_, like, row, facts) < 0; });
}

bool Ranking::is_of(std::size_t tie, RowId row) const {
  return tie < ties() && compare_rank(spec_, likes_.at(tie), row, context_.facts()) == 0;
}

std::size_t Ranking::rows_before(RowId row) const {
  const Facts& facts = context_.facts();
  return rows_.count_before([&](RowId other) { return compare_rank(spec_, other, row, facts) < 0; });
}

std::size_t Ranking::rows_through(RowId row) const {
  const Facts& facts = context_.facts();
  return rows_.count_before([&](RowId other) { return compare_rank(spec_, other, row, facts) <= 0; });
}

std::int64_t Ranking::counted_before(std::size_t tie, std::int64_t end) const {
  std::int64_t counted = 0;
  for (std::size_t above = 0; above < tie && counted <= end; ++above) counted += count(above);
  return counted;
}

std::size_t Ranking::add(RowId row) {
  const std::size_t tie = tie_for(row);
  touched_ = tie;
  if (!is_of(tie, row)) {
    likes_.insert(tie, row);
    counts_.insert(tie, 0);
    sizes_.insert(tie, 0);
    written_.insert(tie, context_.now());
  }
  rows_.insert(rows_through(row), row);
  counts_.set(tie, counts_.at(tie) + 1);
  sizes_.set(tie, sizes_.at(tie) + 1);
  written_.set(tie, context_.now());
  return tie;
}

void Ranking::erase(std::size_t tie, std::size_t place) {
  WT_REQUIRE(tie < ties() && size(tie) > 0, tie, ties());
  WT_REQUIRE(is_of(tie, row(place)), tie, place);
  touched_ = tie;
  rows_.erase(place);
  sizes_.set(tie, sizes_.at(tie) - 1);
  written_.set(tie, context_.now());
}

void Ranking::done(TextId name) {
  if (expiry_.is_on()) {
    compact();
  } else if (touched_ < ties() && is_spent(touched_)) {
    likes_.erase(touched_);
    counts_.erase(touched_);
    sizes_.erase(touched_);
    written_.erase(touched_);
  }
  const std::uint64_t named = pack(name, context_.key());
  if (ties() > 0) {
    ranked_.put(context_.now());
    return context_.note(NoteKind::StatePut, named, rows_.size());
  }
  WT_ASSERT(rows_.size() == 0, rows_.size());
  likes_.done();
  counts_.done();
  sizes_.done();
  written_.done();
  rows_.done();
  ranked_.clear();
  context_.note(NoteKind::StateClear, named, 0);
}

}  // namespace wavetank::engine

// Adding records to aggregates and reading results.
#include "engine/windows/aggregate.hpp"

#include <algorithm>
#include <array>

namespace wavetank::engine {
namespace {

constexpr std::uint32_t head_of(std::int64_t chain) { return static_cast<std::uint32_t>(chain >> 32); }
constexpr std::uint32_t tail_of(std::int64_t chain) { return static_cast<std::uint32_t>(chain); }
constexpr std::int64_t chain_of(std::uint32_t head, std::uint32_t tail) {
  return static_cast<std::int64_t>((std::uint64_t{head} << 32) | tail);
}

std::int64_t combine(const Aggregate& aggregate, std::int64_t old, std::int64_t value) {
  switch (aggregate.kind) {
    case AggregateKind::Sum: return wrapping_add(old, value);
    case AggregateKind::Min: return std::min(old, value);
    case AggregateKind::Max: return std::max(old, value);
    case AggregateKind::Reduce: {
      if (aggregate.fold) return aggregate.fold(old, value);
      const std::array<Cell, 2> slots = {Cell{old, false}, Cell{value, false}};
      const Cell reduced = aggregate.reduce->evaluate(slots);
      return reduced.null ? old : reduced.bits;  // a null result leaves what there was
    }
    case AggregateKind::Count:
    case AggregateKind::List: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(aggregate.kind));
}

bool can_take_back(AggregateKind kind) { return kind == AggregateKind::Count || kind == AggregateKind::Sum; }
bool takes_back(RowKind kind) { return kind == RowKind::UpdateBefore || kind == RowKind::Delete; }

}  // namespace

void Lists::append(std::int64_t& chain, std::int64_t value) {
  std::uint32_t node = free_;
  if (node == kEnd) {
    node = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
  } else {
    free_ = nodes_[node].next;
  }
  nodes_[node] = {value, kEnd};
  if (chain == 0) {
    chain = chain_of(node, node);
    return;
  }
  nodes_[tail_of(chain)].next = node;
  chain = chain_of(head_of(chain), node);
}

void Lists::splice(std::int64_t& chain, std::int64_t other) {
  if (other == 0) return;
  if (chain == 0) {
    chain = other;
    return;
  }
  nodes_[tail_of(chain)].next = head_of(other);
  chain = chain_of(head_of(chain), tail_of(other));
}

void Lists::release(std::int64_t chain) {
  if (chain == 0) return;
  nodes_[tail_of(chain)].next = free_;
  free_ = head_of(chain);
}

std::vector<std::int64_t> Lists::values(std::int64_t chain) const {
  std::vector<std::int64_t> values;
  if (chain == 0) return values;
  for (std::uint32_t node = head_of(chain); node != kEnd; node = nodes_[node].next) {
    values.push_back(nodes_[node].value);
    if (node == tail_of(chain)) break;
  }
  return values;
}

Accumulator::Accumulator(std::vector<Aggregate> aggregates, RowsToAdd rows)
    : aggregates_(std::move(aggregates)), rows_(rows) {
  WT_REQUIRE(!aggregates_.empty() && aggregates_.size() <= kAggregatesMax, aggregates_.size());
  for (const Aggregate& aggregate : aggregates_) {
    WT_REQUIRE(rows == RowsToAdd::Inserts || can_take_back(aggregate.kind), std::string_view(aggregate.name));
  }
  for (const Aggregate& aggregate : aggregates_) columns_.push_back({aggregate.kind, aggregate.field});
}

// CA-02. What a row brought is known from the row that takes it back, which holds the same values.
void Accumulator::take_back(const Rows& rows, RowId row, std::span<std::int64_t> cells, std::uint32_t& seen) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    const Aggregate& aggregate = aggregates_[i];
    const bool counts = aggregate.kind == AggregateKind::Count;
    if (!counts && rows.is_null(row, aggregate.field)) continue;
    WT_ASSERT(can_take_back(aggregate.kind), std::string_view(aggregate.name));
    cells[i] = wrapping_subtract(cells[i], counts ? 1 : rows.bits(row, aggregate.field));
    seen |= 1u << i;
  }
}

void Accumulator::add(const Rows& rows, RowId row, std::span<std::int64_t> cells, std::uint32_t& seen,
                      Lists& lists) const {
  if (rows_ == RowsToAdd::Changes && takes_back(rows.kind(row))) return take_back(rows, row, cells, seen);
  WT_ASSERT(cells.size() == columns_.size(), cells.size(), columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Column column = columns_.data()[i];
    const std::uint32_t bit = 1u << i;
    std::int64_t& cell = cells.data()[i];
    if (column.kind == AggregateKind::Count) {
      ++cell;
      seen |= bit;
      continue;
    }
    const RowView view = rows.view(row);
    if (view.is_null(column.field)) continue;
    const std::int64_t value = view.bits(column.field);
    if (column.kind == AggregateKind::List) {
      lists.append(cell, value);
    } else if ((seen & bit) == 0) {
      cell = value;
    } else {
      cell = column.kind == AggregateKind::Sum ? wrapping_add(cell, value) : combine(aggregates_[i], cell, value);
    }
    seen |= bit;
  }
}

void Accumulator::add_each(const Rows& rows, std::span<const Record> records, std::span<const EntryWords> entries,
                           std::span<std::int64_t> firsts, Lists& lists) const {
  WT_ASSERT(records.size() == entries.size() && records.size() == firsts.size(), records.size(), entries.size());
  if (rows_ == RowsToAdd::Inserts) {
    for (std::size_t i = columns_.size(); i-- > 0;) add_column(i, {rows, records, entries, firsts}, lists);
    return;
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    std::uint32_t seen = entries[i].seen();
    add(rows, records[i].row, {&entries[i].cell(0), columns_.size()}, seen, lists);
    entries[i].see(seen);
    firsts[i] = entries[i].cell(0);
  }
}

// `fold(cell, value)` for each record that has a value; the first one of an entry is taken as it is.
template <typename Fold>
void Accumulator::fold_each(std::size_t aggregate, const Additions& additions, const Fold& fold) const {
  const std::uint32_t field = columns_[aggregate].field;
  const std::uint32_t bit = 1u << aggregate;
  for (std::size_t i = 0; i < additions.records.size(); ++i) {
    const EntryWords entry = additions.entries.data()[i];
    const RowView view = additions.rows.view(additions.records.data()[i].row);
    std::int64_t& cell = entry.cell(aggregate);
    if (!view.is_null(field)) {
      cell = (entry.seen() & bit) == 0 ? view.bits(field) : fold(cell, view.bits(field));
      entry.see(bit);
    }
    additions.after.data()[i] = cell;
  }
}

void Accumulator::add_column(std::size_t aggregate, const Additions& additions, Lists& lists) const {
  switch (columns_[aggregate].kind) {
    case AggregateKind::Count:
      for (std::size_t i = 0; i < additions.records.size(); ++i) {
        const EntryWords entry = additions.entries.data()[i];
        additions.after.data()[i] = ++entry.cell(aggregate);
        entry.see(1u << aggregate);
      }
      return;
    case AggregateKind::Sum:
      return fold_each(aggregate, additions,
                       [](std::int64_t cell, std::int64_t value) { return wrapping_add(cell, value); });
    case AggregateKind::List:
      for (std::size_t i = 0; i < additions.records.size(); ++i) {
        const EntryWords entry = additions.entries[i];
        const RowView view = additions.rows.view(additions.records[i].row);
        if (!view.is_null(columns_[aggregate].field)) {
          lists.append(entry.cell(aggregate), view.bits(columns_[aggregate].field));
          entry.see(1u << aggregate);
        }
        additions.after[i] = entry.cell(aggregate);
      }
      return;
    case AggregateKind::Min:
    case AggregateKind::Max:
    case AggregateKind::Reduce:
      return fold_each(aggregate, additions, [&](std::int64_t cell, std::int64_t value) {
        return combine(aggregates_[aggregate], cell, value);
      });
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(columns_[aggregate].kind));
}

void Accumulator::result(std::span<const std::int64_t> cells, std::uint32_t seen, const Lists& lists, Texts& texts,
                         std::span<Cell> out) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_.data()[i].kind == AggregateKind::List) {
      std::string text = "[";
      for (const std::int64_t value : lists.values(cells[i])) {
        text += (text.size() > 1 ? "," : "") + std::to_string(value);
      }
      out[i] = Cell{static_cast<std::int64_t>(texts.intern(text + "]")), false};
      continue;
    }
    const bool null = columns_.data()[i].kind != AggregateKind::Count && (seen >> i & 1) == 0;
    out[i] = Cell{null ? 0 : cells[i], null};
  }
}

void Accumulator::merge(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
                        std::uint32_t other_seen, Lists& lists) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    if ((other_seen >> i & 1) == 0) continue;
    if (aggregates_[i].kind == AggregateKind::List) {
      lists.splice(cells[i], other[i]);
      seen |= 1u << i;
    } else {
      fold(i, cells, seen, other[i]);
    }
  }
}

void Accumulator::merge_plain(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
                              std::uint32_t other_seen) const {
  WT_ASSERT(cells.size() == columns_.size() && other.size() == columns_.size(), cells.size(), other.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::uint32_t bit = 1u << i;
    if ((other_seen & bit) == 0) continue;
    const AggregateKind kind = columns_.data()[i].kind;
    std::int64_t& cell = cells.data()[i];
    const std::int64_t value = other.data()[i];
    if ((seen & bit) == 0) {
      cell = value;
    } else if (kind == AggregateKind::Count || kind == AggregateKind::Sum) {
      cell = wrapping_add(cell, value);
    } else {
      WT_ASSERT(kind == AggregateKind::Min || kind == AggregateKind::Max, i);
      cell = kind == AggregateKind::Min ? std::min(cell, value) : std::max(cell, value);
    }
  }
  seen |= other_seen;
}

void Accumulator::merge_copy(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
                             std::uint32_t other_seen, Lists& lists) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    if ((other_seen >> i & 1) == 0) continue;
    if (aggregates_[i].kind == AggregateKind::List) {
      for (const std::int64_t value : lists.values(other[i])) lists.append(cells[i], value);
      seen |= 1u << i;
    } else {
      fold(i, cells, seen, other[i]);
    }
  }
}

void Accumulator::fold(std::size_t aggregate, std::span<std::int64_t> cells, std::uint32_t& seen,
                       std::int64_t other) const {
  const std::uint32_t bit = 1u << aggregate;
  if (aggregates_[aggregate].kind == AggregateKind::Count) {
    cells[aggregate] = wrapping_add(cells[aggregate], other);
  } else {
    cells[aggregate] = (seen & bit) == 0 ? other : combine(aggregates_[aggregate], cells[aggregate], other);
  }
  seen |= bit;
}

void Accumulator::release(std::span<const std::int64_t> cells, Lists& lists) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    if (aggregates_[i].kind == AggregateKind::List) lists.release(cells[i]);
  }
}

void Accumulator::encode(std::span<const std::int64_t> cells, const Lists& lists, Encoder& encoder) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    if (aggregates_[i].kind != AggregateKind::List) {
      encoder.integer(cells[i]);
      continue;
    }
    const std::vector<std::int64_t> values = lists.values(cells[i]);
    encoder.natural(values.size());
    for (const std::int64_t value : values) encoder.integer(value);
  }
}

void Accumulator::decode(Decoder& decoder, std::span<std::int64_t> cells, Lists& lists) const {
  for (std::size_t i = 0; i < aggregates_.size(); ++i) {
    if (aggregates_[i].kind != AggregateKind::List) {
      cells[i] = decoder.integer();
      continue;
    }
    const std::uint64_t count = decoder.natural();
    for (std::uint64_t n = 0; n < count; ++n) lists.append(cells[i], decoder.integer());
  }
}

}  // namespace wavetank::engine

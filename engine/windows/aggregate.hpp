// What a window keeps of its records: a few 64-bit cells per aggregate, updated record by record.
//
// Nulls are skipped; an aggregate that saw no value is null (a count is 0). Sums wrap as Java's do.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/record.hpp"
#include "engine/core/encoding.hpp"
#include "engine/expression/expression.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine {

enum class AggregateKind : std::uint8_t {
  Count,  // records, null or not
  Sum,    // of an integer or decimal field
  Min,
  Max,
  Reduce,  // an expression of `acc` and `value`, or a function; the first value starts it
  List,    // all values in arrival order; kept for comparison with recorded answers, not for large windows
};

struct Aggregate {
  AggregateKind kind = AggregateKind::Count;
  std::string name;         // of the result's field
  std::uint32_t field = 0;  // of the input row; unused by a count
  Field result{};           // type and scale of the result
  std::optional<Expression> reduce{};
  std::function<std::int64_t(std::int64_t, std::int64_t)>
      fold{};  // instead: of acc and value; associative, as windows merge
};

// What the rows may be that an aggregate adds up. Changes: some take back what an earlier one brought (CA-02).
enum class RowsToAdd : std::uint8_t { Inserts, Changes };

inline constexpr std::size_t kAggregatesMax = 24;  // one bit each in an entry's flags

// Values of List aggregates, as chains; one per operator state, so that a copy of the state is whole.
class Lists {
 public:
  static constexpr std::uint32_t kEnd = 0;  // node 0 is never used

  // Appends to the chain packed in `chain` (head << 32 | tail, 0: empty).
  void append(std::int64_t& chain, std::int64_t value);
  // Puts the values of `other` behind those of `chain`.
  void splice(std::int64_t& chain, std::int64_t other);
  void release(std::int64_t chain);
  [[nodiscard]] std::vector<std::int64_t> values(std::int64_t chain) const;

 private:
  struct Node {
    std::int64_t value = 0;
    std::uint32_t next = kEnd;
  };
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::uint32_t free_ = kEnd;
};

// Where the contents of one (window, key) lie: in a word the bits that say which aggregates have a value, from kSeenBit
// on, and a cell for each aggregate behind it. Good until entries are made.
struct EntryWords {
  static constexpr unsigned kSeenBit = 40;
  std::int64_t* head = nullptr;

  [[nodiscard]] std::uint32_t seen() const {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(*head) >> kSeenBit);
  }
  [[nodiscard]] std::int64_t& cell(std::size_t aggregate) const { return head[1 + aggregate]; }
  void see(std::uint32_t seen) const {
    *head = static_cast<std::int64_t>(static_cast<std::uint64_t>(*head) | (std::uint64_t{seen} << kSeenBit));
  }
};

// The aggregates of one window operator, applied to the cells of one (window, key). `seen` has a bit per aggregate
// that has a value.
class Accumulator {
 public:
  // REQUIRES: of rows that take back there are only counts and sums (CA-03).
  explicit Accumulator(std::vector<Aggregate> aggregates, RowsToAdd rows = RowsToAdd::Inserts);

  [[nodiscard]] std::span<const Aggregate> aggregates() const { return aggregates_; }
  [[nodiscard]] std::size_t width() const { return aggregates_.size(); }

  void add(const Rows& rows, RowId row, std::span<std::int64_t> cells, std::uint32_t& seen, Lists& lists) const;
  // Adds each record to the entry at the same place, of which several may be one. `firsts` becomes what the first
  // aggregate was after each. Aggregate by aggregate, which is a third of the work that record by record would be.
  void add_each(const Rows& rows, std::span<const Record> records, std::span<const EntryWords> entries,
                std::span<std::int64_t> firsts, Lists& lists) const;
  // The result's cells, in order. A list's cell is the id of its text form "[1,2]".
  void result(std::span<const std::int64_t> cells, std::uint32_t seen, const Lists& lists, Texts& texts,
              std::span<Cell> out) const;
  // Folds what another window has seen into this one; lists follow in order. The other's cells are left without lists.
  void merge(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
             std::uint32_t other_seen, Lists& lists) const;
  // The same for aggregates whose windows are their slices combined (slices.hpp): counts, sums, minima and maxima.
  void merge_plain(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
                   std::uint32_t other_seen) const;
  // As merge, and the other keeps its lists.
  void merge_copy(std::span<std::int64_t> cells, std::uint32_t& seen, std::span<const std::int64_t> other,
                  std::uint32_t other_seen, Lists& lists) const;
  void release(std::span<const std::int64_t> cells, Lists& lists) const;
  void encode(std::span<const std::int64_t> cells, const Lists& lists, Encoder& encoder) const;
  void decode(Decoder& decoder, std::span<std::int64_t> cells, Lists& lists) const;

 private:
  struct Column {
    AggregateKind kind;
    std::uint32_t field;
  };

  struct Additions {
    const Rows& rows;
    std::span<const Record> records;
    std::span<const EntryWords> entries;
    std::span<std::int64_t> after;
  };

  template <typename Fold>
  void fold_each(std::size_t aggregate, const Additions& additions, const Fold& fold) const;
  void add_column(std::size_t aggregate, const Additions& additions, Lists& lists) const;
  void take_back(const Rows& rows, RowId row, std::span<std::int64_t> cells, std::uint32_t& seen) const;
  void fold(std::size_t aggregate, std::span<std::int64_t> cells, std::uint32_t& seen, std::int64_t other) const;

  std::vector<Aggregate> aggregates_;
  RowsToAdd rows_;
  std::vector<Column> columns_;  // what of them is asked for each record, close together
};

}  // namespace wavetank::engine

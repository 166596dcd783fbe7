// Aggregates that can take back: what a group or a frame of rows comes to while rows come and go.
//
// Counts and sums are kept so that each value is added or taken back on its own, in any order; a sum beside the number
// of its values, so that it is null again when the last one is gone (CL-03). Sums wrap as Java's do. A minimum or a
// maximum forgets what it passed over and takes nothing back: validation refuses it behind a changelog.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/facts/facts.hpp"

namespace wavetank::engine {

enum class ChangeAggregateKind : std::uint8_t {
  Rows,    // all of them: count(*)
  Values,  // rows whose field is not null: count(field)
  Sum,     // null without values
  Min,     // null without values; rows are only added
  Max,
};

struct ChangeAggregate {
  ChangeAggregateKind kind = ChangeAggregateKind::Rows;
  std::string name;         // of the result's field
  std::uint32_t field = 0;  // of the input row; unused by Rows
  Field result{};           // type and scale of the result
};

inline constexpr std::size_t kChangeAggregatesMax = 20;

enum class Change : std::uint8_t { Add, TakeBack };

// The aggregates of one operator, applied to one accumulator: how many rows, then two cells for each aggregate, its
// value and how many values made it.
class ChangeAccumulator {
 public:
  // REQUIRES: at most kChangeAggregatesMax.
  explicit ChangeAccumulator(std::vector<ChangeAggregate> aggregates);

  [[nodiscard]] std::span<const ChangeAggregate> aggregates() const { return aggregates_; }
  // How many cells an accumulator has. They start as zeros.
  [[nodiscard]] std::size_t width() const { return 1 + 2 * aggregates_.size(); }
  // As a row of a state; interned in `rows` by its first user.
  [[nodiscard]] Schema schema(std::string name) const;

  // REQUIRES: cells.size() == width(); a minimum or maximum takes nothing back.
  void fold(Change change, const Rows& rows, RowId row, std::span<Cell> cells) const;
  [[nodiscard]] static std::int64_t rows_in(std::span<const Cell> cells) { return cells[0].bits; }
  // One cell for each aggregate. REQUIRES: out.size() == aggregates().size().
  void result(std::span<const Cell> cells, std::span<Cell> out) const;

 private:
  std::vector<ChangeAggregate> aggregates_;
};

}  // namespace wavetank::engine

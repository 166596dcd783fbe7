// The table that a changelog describes, and how it changed.
//
// Rows are known by their fields alone (CL-01). To a consumer that takes rows back one by one the table is a bag; to one
// that knows rows by some of their fields, each row replaces the one before it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/facts/facts.hpp"

namespace wavetank::properties {

// By field; none: null. Rows of one operator only are compared, so cells need no types.
using Fields = std::vector<std::optional<std::int64_t>>;
// How many more of each row there are; never 0.
using Net = std::map<Fields, std::int64_t>;

[[nodiscard]] Fields fields_of(engine::RowId row, const engine::Facts& facts);

[[nodiscard]] constexpr bool adds(engine::RowKind kind) {
  return kind == engine::RowKind::Insert || kind == engine::RowKind::UpdateAfter;
}

struct FoldRule {
  bool timed = false;               // a row's time is its last field here: rows that are said for good
  std::vector<std::size_t> name{};  // the fields of which no two rows at once are equal; none: rows have no name
  bool replaces = false;            // a row takes the place of the one of its name, which nobody takes back
  bool forgets = false;             // rows have a time to live: the next one of a name can be new again
};

enum class Unsound : std::uint8_t {
  No,
  TakesBackNothing,  // the row was not there
  TwoAtOnce,         // another row of its name was there, and was not taken back
};

class FoldedRows {
 public:
  explicit FoldedRows(FoldRule rule) : rule_(std::move(rule)) {}

  [[nodiscard]] const FoldRule& rule() const { return rule_; }
  // What is not sound is folded all the same: then there are less than none of a row, or two of a name.
  Unsound fold(engine::RowKind kind, const Fields& row);
  // From one row to another; none: it was not there, or is gone.
  void change(const std::optional<Fields>& before, const std::optional<Fields>& now);
  // What changed since this was last asked.
  [[nodiscard]] Net take_changes();

 private:
  [[nodiscard]] Fields name_of(const Fields& row) const;
  void count(const Fields& row, std::int64_t change);
  Unsound replace(engine::RowKind kind, const Fields& row);

  FoldRule rule_;
  std::map<Fields, std::int64_t> rows_;
  std::map<Fields, std::int64_t> named_;  // how many rows of a name
  std::map<Fields, Fields> latest_;       // of a name, where rows replace each other
  Net changes_;
};

}  // namespace wavetank::properties

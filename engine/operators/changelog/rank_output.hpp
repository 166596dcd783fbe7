// What the ways to rank have in common: the range of numbers that is shown, and how changes of it are said (TN-03).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/base/mutant.hpp"
#include "engine/base/semantics.hpp"
#include "engine/operators/changelog/row_changes.hpp"
#include "engine/operators/process/process_function.hpp"
#include "engine/operators/sort.hpp"

namespace wavetank::engine {

enum class RankedRows : std::uint8_t { Append, Retract, Update };
enum class RowNumber : std::uint8_t { Left, Added };  // behind the fields of the row

struct TopNSpec {
  RankedRows rows = RankedRows::Append;
  SortField by{};
  std::int64_t from = 1;             // the first number that is shown
  std::optional<std::int64_t> to{};  // the last one; none: what `to_field` of a partition's first row says
  std::uint32_t to_field = 0;
  std::vector<std::uint32_t> identity{};  // of Update: the fields that name a row within its partition
  RowNumber number = RowNumber::Left;
  UpdateKinds updates{};
  OutsideRow outside = OutsideRow::EvictsItself;
  std::optional<TimeToLive> ttl{};  // of all rows of a partition: each write renews them
  SchemaId schema{};                // of the rows
  SchemaId result{};                // the same, or with one field more
  Mutants mutants{};
};

// Negative: `a` is ranked before `b`; 0: they are ties.
[[nodiscard]] int compare_rank(const TopNSpec& spec, RowId a, RowId b, const Facts& facts);

// How one record's changes of a ranking are said: the rows of numbers that are shown.
class RankOutput {
 public:
  // The last number shown is `end`.
  RankOutput(const TopNSpec& spec, std::int64_t end, ProcessContext& context)
      : spec_(spec), end_(end), context_(context) {}

  [[nodiscard]] std::int64_t end() const { return end_; }
  [[nodiscard]] bool has(Mutant mutant) const { return spec_.mutants.has(mutant); }
  // Whether all rows are said anew whose number changed.
  [[nodiscard]] bool says_numbers() const { return spec_.number == RowNumber::Added || spec_.from > 1; }
  [[nodiscard]] ProcessContext& context() const { return context_; }

  // Nothing for a number out of range.
  void tell(RowKind kind, RowId row, std::int64_t number) const;
  // −U, if that is wanted.
  void tell_before(RowId row, std::int64_t number) const {
    if (spec_.updates.before) tell(RowKind::UpdateBefore, row, number);
  }
  // The same, and +U of the new one.
  void tell_change(RowId before, RowId now, std::int64_t number) const;

 private:
  const TopNSpec& spec_;
  std::int64_t end_;
  ProcessContext& context_;
};

// The last number that is shown: the specification's, or what the first row of the partition said, kept in `end`.
[[nodiscard]] std::int64_t range_end(const TopNSpec& spec, const ValueHandle<std::int64_t>& end, RowId row,
                                     ProcessContext& context);

// The function for `spec.rows`. REQUIRES: 1 <= from <= to; an identity for Update.
[[nodiscard]] std::unique_ptr<const ProcessFunction> make_top_n(TopNSpec spec, Facts& facts);

}  // namespace wavetank::engine

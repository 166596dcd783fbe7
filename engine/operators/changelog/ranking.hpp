// The ranking of one partition, as its states hold it: a count for each value of the sort field, and the rows.
//
// All rows lie in one list, by rank and then by arrival, so that one is found by halves. What stands beside it is a
// list of ties: a value of the sort field, how many rows the ranking believes in, and how many there are.
//
// Cost: O(log n) comparisons to find a row's place, and a short move to add or remove it (state/tables/word_list.hpp).
#pragma once

#include "engine/operators/changelog/rank_output.hpp"

namespace wavetank::engine {

class Ranking {
 public:
  // In a function's layout.
  struct States {
    States(const TopNSpec& spec, StateLayout& layout);
    ListHandle<RowId> likes;             // of each tie: some row that has its value
    ListHandle<std::int64_t> counts;     // how many rows are believed in
    ListHandle<std::int64_t> sizes;      // how many there are
    ListHandle<ProcessingTime> written;  // when they were written
    ListHandle<RowId> rows;              // of all ties
    ValueHandle<ProcessingTime> ranked;  // when the counts were written
  };

  // The partition of the context's key, without what has expired (TN-07).
  Ranking(const TopNSpec& spec, const States& states, ProcessContext& context);

  [[nodiscard]] std::size_t ties() const { return counts_.size(); }
  [[nodiscard]] std::int64_t count(std::size_t tie) const { return counts_.at(tie); }
  [[nodiscard]] std::size_t size(std::size_t tie) const { return static_cast<std::size_t>(sizes_.at(tie)); }
  [[nodiscard]] RowId row(std::size_t place) const { return rows_.at(place); }
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }

  // The tie that `row` belongs to, or the first behind it.
  [[nodiscard]] std::size_t tie_for(RowId row) const;
  [[nodiscard]] bool is_of(std::size_t tie, RowId row) const;
  // How many rows there are before those that rank as `row` does; the same and those.
  [[nodiscard]] std::size_t rows_before(RowId row) const;
  [[nodiscard]] std::size_t rows_through(RowId row) const;
  // How many rows the ranking believes in before the tie; more than `end` is not counted to its end.
  [[nodiscard]] std::int64_t counted_before(std::size_t tie, std::int64_t end) const;

  // Behind all that rank the same. Returns its tie.
  std::size_t add(RowId row);
  // REQUIRES: a row of the tie.
  void erase(std::size_t tie, std::size_t place);
  void set_count(std::size_t tie, std::int64_t count) {
    touched_ = tie;
    counts_.set(tie, count);
  }
  // TN-07: a tie whose rows have expired is not believed in any more.
  void forget_if_empty(std::size_t tie) {
    if (size(tie) == 0) set_count(tie, 0);
  }
  // Ties that say nothing go, and the trace is told what there is under `name`. Nothing else may be asked afterwards.
  void done(TextId name);

 private:
  void expire();
  // Removes the rows of ties that have expired, and ties that say nothing.
  void compact();
  [[nodiscard]] bool is_spent(std::size_t tie) const { return count(tie) == 0 && size(tie) == 0; }

  const TopNSpec& spec_;
  Expiry expiry_;
  ProcessContext& context_;
  ListEdit<RowId> likes_;
  ListEdit<std::int64_t> counts_;
  ListEdit<std::int64_t> sizes_;
  ListEdit<ProcessingTime> written_;
  ListEdit<RowId> rows_;
  ValueState<ProcessingTime> ranked_;
  std::size_t touched_ = 0;  // the only tie that may be spent where nothing expires
};

}  // namespace wavetank::engine

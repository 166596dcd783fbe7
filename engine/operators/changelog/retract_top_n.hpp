// Top-n over any changelog: every row is kept, so that the next one can follow a row that goes (TN-02).
//
// As in the real system there are two states: a ranking, which is a count for each sort field, and the rows beside it.
// A retraction of a row that is not there counts its sort field down all the same (TN-05); and where a time to live is
// set, the rows of one sort field expire together, their count with the whole ranking (TN-07). So the two may come to
// say different things, and each is read where the real system reads it.
//
// Cost: O(log n) comparisons a record, n rows of its partition, and the rows that are told; where a time to live is set,
// a look at all ties.
#pragma once

#include "engine/operators/changelog/rank_output.hpp"
#include "engine/operators/changelog/ranking.hpp"

namespace wavetank::engine {

class RetractTopNFunction final : public ProcessFunction {
 public:
  // Made by make_top_n.
  RetractTopNFunction(TopNSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;

 private:
  // Where a row came in, or went: all behind it have another number now.
  struct Behind {
    std::size_t tie = 0;    // from this tie on
    std::size_t place = 0;  // among all rows: of the first one behind
    std::size_t own = 0;    // how many of the first tie's rows are behind
    RowId row = kNoRow;     // the one that came or went
    std::int64_t number = 0;
  };

  void insert(Ranking& ranking, RowId row, const RankOutput& output) const;
  void take_back(Ranking& ranking, const Record& record, const RankOutput& output) const;
  // Says all rows anew that are behind a row which came in, and the row.
  static void push_down(Ranking& ranking, Behind behind, const RankOutput& output);
  // Says which row leaves the range for it, and the row.
  static void push_out(Ranking& ranking, Behind behind, const RankOutput& output);
  // Says all rows anew that are behind a row that is gone.
  static void pull_up(Ranking& ranking, const Behind& behind, const RankOutput& output);
  // Says which row enters the range for it.
  static void pull_in(Ranking& ranking, const Behind& behind, const RankOutput& output);

  TopNSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  Ranking::States ranking_;
  ValueHandle<std::int64_t> end_;
};

}  // namespace wavetank::engine

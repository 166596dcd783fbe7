// Top-n over rows that are only added, or that only get better: of each partition the rows between two numbers.
//
//   Append    every row is one of its own
//   Update    an identity names a row; a row with a known one replaces it
//
// The state is cut down to the end of the range, so what was cut off does not come back when a row that stayed gets
// worse (TN-04). Ties: the earlier arrival comes first; a row with a new sort field is last among its equals (TN-01).
// With numbers, or with a range that does not begin at 1, each row whose number changed is said anew; else only the row
// that leaves and the row that enters are said, in this order (TN-03). Any changelog: retract_top_n.hpp.
//
// Cost: the rows that are kept of a partition, for each record.
#pragma once

#include <vector>

#include "engine/operators/changelog/rank_output.hpp"

namespace wavetank::engine {

class TopNFunction final : public ProcessFunction {
 public:
  // REQUIRES: spec.rows is Append or Update. Made by make_top_n.
  TopNFunction(TopNSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;

 private:
  using Ranking = std::vector<RowId>;  // in the order of their numbers
  struct Move {
    std::size_t from = 0;
    std::size_t to = 0;  // at or before `from`
  };

  // Where a row that is added goes: behind its ties.
  [[nodiscard]] std::size_t place_for(const Ranking& ranking, RowId row, const Facts& facts) const;
  // What the identity says.
  [[nodiscard]] bool same_row(RowId a, RowId b, const Rows& rows) const;
  void put(const Ranking& ranking, ProcessContext& context) const;

  void add(Ranking ranking, const Record& record, const RankOutput& output) const;
  void leave_out(const Record& record, const RankOutput& output) const;
  void update(Ranking ranking, std::size_t at, RowId row, const RankOutput& output) const;
  static void tell_added(const Ranking& before, const Ranking& after, std::size_t place, const RankOutput& output);
  static void tell_better(const Ranking& before, const Ranking& after, const Move& move, const RankOutput& output);
  static void tell_worse(const Ranking& before, const Ranking& after, const Move& back, const RankOutput& output);

  TopNSpec spec_;
  TextId state_name_;
  StateLayout layout_;
  ListHandle<RowId> rows_;
  ValueHandle<std::int64_t> end_;
};

}  // namespace wavetank::engine

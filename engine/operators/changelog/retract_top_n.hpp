// Top-n over any changelog: every row is kept, so that the next one can follow a row that goes (TN-02).
//
// As in the real system there are two states: a ranking, which is a count for each sort field, and the rows beside it.
// A retraction of a row that is not there counts its sort field down all the same (TN-05); and where a time to live is
// set, the rows of one sort field expire together, their count with the whole ranking (TN-07). So the two may come to
// say different things, and each is read where the real system reads it.
//
// Cost: the rows of a partition, for each record.
#pragma once

#include <span>
#include <vector>

#include "engine/operators/changelog/rank_output.hpp"

namespace wavetank::engine {

class RetractTopNFunction final : public ProcessFunction {
 public:
  // Made by make_top_n.
  RetractTopNFunction(TopNSpec spec, Facts& facts);

  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  [[nodiscard]] ReplayClass replay_class() const override;
  void on_record(const Record& record, ProcessContext& context) const override;

 private:
  // One value of the sort field.
  struct Tie {
    RowId like = kNoRow;       // some row that has it
    std::int64_t count = 0;    // how many the ranking believes in
    std::vector<RowId> rows;   // in the order of arrival
    ProcessingTime written{};  // when the rows were
  };
  using Ties = std::vector<Tie>;  // in the order of the ranking
  struct Gone {
    std::size_t tie = 0;
    std::size_t at = 0;  // among its rows
    RowId row = kNoRow;
    std::int64_t number = 0;
  };

  [[nodiscard]] Ties load(ProcessContext& context) const;
  void store(const Ties& ties, ProcessContext& context) const;
  [[nodiscard]] Ties::iterator place_for(Ties& ties, RowId row, const Facts& facts) const;

  void insert(Ties& ties, RowId row, const RankOutput& output) const;
  void take_back(Ties& ties, const Record& record, const RankOutput& output) const;
  // Says all rows anew that are behind a row which came in at `number`, and the row.
  static void push_down(std::span<Tie> behind, RowId row, std::int64_t number, const RankOutput& output);
  // Says which row leaves the range for it, and the row.
  static void push_out(std::span<Tie> behind, RowId row, std::int64_t number, const RankOutput& output);
  // Says all rows anew that are behind a row that is gone.
  static void pull_up(Ties& ties, const Gone& gone, const RankOutput& output);
  // Says which row enters the range for it.
  static void pull_in(Ties& ties, const Gone& gone, const RankOutput& output);

  TopNSpec spec_;
  Expiry expiry_;
  TextId state_name_;
  StateLayout layout_;
  // Of each tie: a row, the count, how many rows, when they were written; then the rows of all.
  ListHandle<RowId> likes_;
  ListHandle<std::int64_t> counts_;
  ListHandle<std::int64_t> sizes_;
  ListHandle<ProcessingTime> written_;
  ListHandle<RowId> rows_;
  ValueHandle<ProcessingTime> ranked_;  // when the counts were written
  ValueHandle<std::int64_t> end_;
};

}  // namespace wavetank::engine

// Split: each record to one of several outputs. Controls go to all of them (WM-30).
#pragma once

#include <vector>

#include "engine/core/operator.hpp"
#include "engine/operators/row_expression.hpp"

namespace wavetank::engine {

class SplitOperator final : public Operator {
 public:
  // Output i + 1 takes the records for which condition i holds and none before it does; the rest stays on the main
  // output. REQUIRES: at least one condition.
  explicit SplitOperator(std::vector<RowExpression> conditions);

  [[nodiscard]] ReplayClass replay_class() const override { return ReplayClass::Deterministic; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const override;

 private:
  // The output of a row; the main one if no condition holds.
  [[nodiscard]] OutputIndex output_of(RowId row, const Rows& rows) const;

  std::vector<RowExpression> conditions_;
};

}  // namespace wavetank::engine

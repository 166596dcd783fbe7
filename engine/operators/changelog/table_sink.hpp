// A sink behind which stands a table: every row becomes visible as it comes, and is folded into the table (FT-01 to
// FT-03). The trace tells what each row did to it.
//
// One task, as the table is one: who sends from several tasks has their rows meet here in the order they arrive.
#pragma once

#include "engine/core/operator.hpp"
#include "engine/operators/changelog/change_table.hpp"

namespace wavetank::engine {

class TableSinkOperator final : public Operator {
 public:
  // `schema`: of the rows that it takes.
  TableSinkOperator(ChangeTableSpec spec, SchemaId schema) : spec_(std::move(spec)), schema_(schema) {}

  // Whole rows come to the same table in any order that has each row before what takes it back.
  [[nodiscard]] ReplayClass replay_class() const override;
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const override;
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;
  void on_control(const Control& /*control*/, Moment /*moment*/, State& /*state*/,
                  Effects& /*effects*/) const override {}
  // All of it in the first key group: there is one subtask.
  [[nodiscard]] Snapshot snapshot(const State& state, const Facts& facts) const override;

 private:
  ChangeTableSpec spec_;
  SchemaId schema_;
};

}  // namespace wavetank::engine

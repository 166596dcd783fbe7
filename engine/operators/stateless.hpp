// Operators without state: map (one row in, one row out) and filter. They pass every control through.
#pragma once

#include <vector>

#include "engine/core/operator.hpp"
#include "engine/operators/row_expression.hpp"

namespace wavetank::engine {

// The frame of an operator that keeps nothing: opens empty, forwards controls.
class StatelessOperator : public Operator {
 public:
  [[nodiscard]] ReplayClass replay_class() const final { return ReplayClass::Deterministic; }
  [[nodiscard]] State open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                           Effects& effects) const final;
  void on_control(const Control& control, Moment moment, State& state, Effects& effects) const final;
};

// Makes a row of `schema` with one expression per field; keeps time and row kind.
class MapOperator final : public StatelessOperator {
 public:
  MapOperator(SchemaId schema, std::vector<RowExpression> fields);
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;

 private:
  SchemaId schema_;
  std::vector<RowExpression> fields_;
};

// Passes the records for which the condition holds; the others leave a note.
class FilterOperator final : public StatelessOperator {
 public:
  explicit FilterOperator(RowExpression condition);
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;

 private:
  RowExpression condition_;
};

}  // namespace wavetank::engine

// Flat-map: several rows for one record, or none.
#pragma once

#include <optional>
#include <vector>

#include "engine/operators/stateless.hpp"

namespace wavetank::engine {

// One of the rows that a record may become. Alternatives of one operator make rows of the same schema.
struct Alternative {
  std::vector<RowExpression> fields;
  std::optional<RowExpression> condition;  // none: always
};

// A row for each alternative whose condition holds, in their order; keeps time and row kind. A record that becomes
// nothing leaves a note.
class FlatMapOperator final : public StatelessOperator {
 public:
  // REQUIRES: at least one alternative; each has as many fields as `schema`.
  FlatMapOperator(SchemaId schema, std::vector<Alternative> alternatives);
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;

 private:
  SchemaId schema_;
  std::vector<Alternative> alternatives_;
};

}  // namespace wavetank::engine

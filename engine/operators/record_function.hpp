// Functions of a user's over a stream without keys: filter, map and flat-map as one call.
//
// A function is immutable and deterministic: equal records give equal rows, whatever was before. It has no state and no
// clock; who needs them writes a ProcessFunction (process/process_function.hpp).
#pragma once

#include <memory>
#include <vector>

#include "engine/operators/stateless.hpp"

namespace wavetank::engine {

class RecordFunction {
 public:
  RecordFunction() = default;
  RecordFunction(const RecordFunction&) = delete;
  RecordFunction& operator=(const RecordFunction&) = delete;
  virtual ~RecordFunction() = default;

  // Appends to `made` the rows that the record becomes: none, one or several, of the operator's schema.
  virtual void on_record(const Record& record, Facts& facts, std::vector<RowId>& made) const = 0;
};

// Sends what the function makes, in its order, with the record's time. A record that becomes nothing leaves a note.
class RecordFunctionOperator final : public StatelessOperator {
 public:
  // REQUIRES: not null.
  explicit RecordFunctionOperator(std::unique_ptr<const RecordFunction> function);
  void on_batch(InputIndex input, std::span<const Record> records, Moment moment, State& state,
                Effects& effects) const override;

 private:
  std::unique_ptr<const RecordFunction> function_;
};

}  // namespace wavetank::engine

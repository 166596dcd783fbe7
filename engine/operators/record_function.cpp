// One call per record.
#include "engine/operators/record_function.hpp"

#include <utility>

namespace wavetank::engine {

RecordFunctionOperator::RecordFunctionOperator(std::unique_ptr<const RecordFunction> function)
    : function_(std::move(function)) {
  WT_REQUIRE(function_ != nullptr);
}

void RecordFunctionOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State&,
                                      Effects& effects) const {
  std::vector<RowId> made;
  for (const Record& record : records) {
    WT_ASSERT(record.row != kNoRow);
    made.clear();
    function_->on_record(record, moment.facts, made);
    for (const RowId row : made) {
      Record sent = record;
      sent.row = row;
      effects.emit(kMainOutput, sent);
    }
    if (!made.empty()) continue;
    effects.note(NoteKind::RecordFilter, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, record.key));
  }
}

}  // namespace wavetank::engine

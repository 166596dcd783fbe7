// Choosing an output.
#include "engine/operators/split.hpp"

namespace wavetank::engine {

SplitOperator::SplitOperator(std::vector<RowExpression> conditions) : conditions_(std::move(conditions)) {
  WT_REQUIRE(!conditions_.empty());
}

State SplitOperator::open(const Subtask&, const Snapshot&, Moment, Effects&) const { return {}; }

OutputIndex SplitOperator::output_of(RowId row, const Rows& rows) const {
  for (std::uint32_t i = 0; i < conditions_.size(); ++i) {
    if (conditions_[i].holds(rows, row)) return OutputIndex{i + 1};
  }
  return kMainOutput;
}

void SplitOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State&,
                             Effects& effects) const {
  for (const Record& record : records) {
    WT_ASSERT(record.row != kNoRow);
    const OutputIndex output = output_of(record.row, moment.facts.rows);
    if (output == kMainOutput) {
      effects.emit(kMainOutput, record);
      continue;
    }
    effects.emit(output, record, {NoteKind::RecordSplit, record.cause, index_of(output), pack(record.row, record.key)});
  }
}

void SplitOperator::on_control(const Control& control, Moment, State&, Effects& effects) const {
  for (std::uint32_t output = 0; output <= conditions_.size(); ++output) effects.emit(OutputIndex{output}, control);
}

}  // namespace wavetank::engine

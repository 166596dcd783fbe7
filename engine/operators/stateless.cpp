// Map and filter.
#include "engine/operators/stateless.hpp"

namespace wavetank::engine {

State StatelessOperator::open(const Subtask&, const Snapshot&, Moment, Effects&) const { return {}; }

void StatelessOperator::on_control(const Control& control, Moment, State&, Effects& effects) const {
  effects.emit(kMainOutput, control);
}

MapOperator::MapOperator(SchemaId schema, std::vector<RowExpression> fields)
    : schema_(schema), fields_(std::move(fields)) {
  WT_REQUIRE(fields_.size() <= kFieldsMax, fields_.size());
}

void MapOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State&, Effects& effects) const {
  std::array<Cell, kFieldsMax> cells{};
  for (const Record& record : records) {
    WT_ASSERT(record.row != kNoRow);
    const RowKind kind = moment.facts.rows.kind(record.row);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      cells[i] = fields_[i].evaluate(moment.facts.rows, record.row);
    }
    Record mapped = record;
    mapped.row = moment.facts.row(schema_, kind, std::span(cells).first(fields_.size()));
    effects.emit(kMainOutput, mapped);
  }
}

FilterOperator::FilterOperator(RowExpression condition) : condition_(std::move(condition)) {}

void FilterOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State&,
                              Effects& effects) const {
  for (const Record& record : records) {
    if (condition_.holds(moment.facts.rows, record.row)) {
      effects.emit(kMainOutput, record);
      continue;
    }
    effects.note(NoteKind::RecordFilter, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, record.key));
  }
}

}  // namespace wavetank::engine

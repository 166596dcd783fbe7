// Asking each alternative in turn.
#include "engine/operators/flat_map.hpp"

namespace wavetank::engine {

FlatMapOperator::FlatMapOperator(SchemaId schema, std::vector<Alternative> alternatives)
    : schema_(schema), alternatives_(std::move(alternatives)) {
  WT_REQUIRE(!alternatives_.empty());
  for (const Alternative& alternative : alternatives_) {
    WT_REQUIRE(alternative.fields.size() <= kFieldsMax, alternative.fields.size());
    WT_REQUIRE(alternative.fields.size() == alternatives_.front().fields.size(), alternative.fields.size());
  }
}

void FlatMapOperator::on_batch(InputIndex, std::span<const Record> records, Moment moment, State&,
                               Effects& effects) const {
  std::array<Cell, kFieldsMax> cells{};
  for (const Record& record : records) {
    WT_ASSERT(record.row != kNoRow);
    bool any = false;
    for (const Alternative& alternative : alternatives_) {
      if (alternative.condition && !alternative.condition->holds(moment.facts.rows, record.row)) continue;
      for (std::size_t i = 0; i < alternative.fields.size(); ++i) {
        cells[i] = alternative.fields[i].evaluate(moment.facts.rows, record.row);
      }
      Record made = record;
      const RowKind kind = moment.facts.rows.kind(record.row);
      made.row = moment.facts.row(schema_, kind, std::span(cells).first(alternative.fields.size()));
      effects.emit(kMainOutput, made);
      any = true;
    }
    if (any) continue;
    effects.note(NoteKind::RecordFilter, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, record.key));
  }
}

}  // namespace wavetank::engine

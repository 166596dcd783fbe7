// Publishing rows and keeping the table that they come to.
#include "engine/operators/changelog/table_sink.hpp"

#include "engine/core/fact_coding.hpp"

namespace wavetank::engine {

ReplayClass TableSinkOperator::replay_class() const {
  return spec_.folding == Folding::Retractions ? ReplayClass::Deterministic : ReplayClass::OrderDependent;
}

void TableSinkOperator::on_batch(InputIndex /*input*/, std::span<const Record> records, Moment moment, State& state,
                                 Effects& effects) const {
  ChangeTable& table = state.as<ChangeTable>();
  for (const Record& record : records) {
    WT_REQUIRE(record.row != kNoRow);
    effects.ask(Publish{record});
    const TableChange change = table.fold(record.row, moment.facts);
    if (change.kind == TableChange::Kind::Missed) {
      effects.note(NoteKind::TableMiss, record.cause, static_cast<std::uint64_t>(record.time.ticks()),
                   pack(record.row, record.key));
      continue;
    }
    const NoteKind kind = change.kind == TableChange::Kind::Put ? NoteKind::TablePut : NoteKind::TableRemove;
    effects.note(kind, record.cause, pack(record.row, change.there), table.size());
  }
}

Snapshot TableSinkOperator::snapshot(const State& state, const Facts& facts) const {
  const std::vector<RowId> rows = state.as<ChangeTable>().rows();
  if (rows.empty()) return {};
  Encoder encoder;
  for (const RowId row : rows) encode_fields(row, facts, encoder);
  return {.keyed = {{0, encoder.take()}}};
}

State TableSinkOperator::open(const Subtask& subtask, const Snapshot& snapshot, Moment moment,
                              Effects& /*effects*/) const {
  WT_REQUIRE(subtask.parallelism <= 1, subtask.parallelism);
  ChangeTable table(spec_);
  const auto bytes = snapshot.keyed.find(0);
  if (bytes == snapshot.keyed.end()) return State(std::move(table));
  Decoder decoder(bytes->second);
  while (!decoder.at_end()) {
    const RowId row = decode_fields(decoder, schema_, RowKind::Insert, moment.facts);
    const TableChange change = table.fold(row, moment.facts);
    WT_ASSERT(change.kind == TableChange::Kind::Put && change.there == kNoRow, table.size());
  }
  return State(std::move(table));
}

}  // namespace wavetank::engine

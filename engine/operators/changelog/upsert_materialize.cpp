// Adding to a list, and taking out of it.
#include "engine/operators/changelog/upsert_materialize.hpp"

#include <algorithm>

namespace wavetank::engine {

UpsertMaterializeFunction::UpsertMaterializeFunction(UpsertMaterializeSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      state_name_(facts.texts.intern("rows of a sink key")),
      rows_(layout_.list<RowId>("rows", {.schema = spec_.schema, .ttl = spec_.ttl})) {
  const std::size_t fields = facts.rows.schema(spec_.schema).fields.size();
  for (const std::uint32_t field : spec_.upsert_key) WT_REQUIRE(field < fields, field, fields);
}

ReplayClass UpsertMaterializeFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void UpsertMaterializeFunction::on_record(const Record& record, ProcessContext& context) const {
  std::vector<RowId> list = context.state(rows_).get();
  if (is_retraction(context.facts().rows.kind(record.row))) {
    take_back(std::move(list), record, context);
  } else {
    add(std::move(list), record.row, context);
  }
}

void UpsertMaterializeFunction::add(std::vector<RowId> list, RowId row, ProcessContext& context) const {
  const RowKind kind = list.empty() ? RowKind::Insert : RowKind::UpdateAfter;
  const Found found = spec_.upsert_key.empty() ? list.end() : find(list, row, context.facts().rows);
  if (found == list.end()) {
    list.push_back(row);
  } else {
    *found = row;
  }
  put(list, context);
  context.emit(as_kind(context.facts(), row, kind));
}

void UpsertMaterializeFunction::take_back(std::vector<RowId> list, const Record& record,
                                          ProcessContext& context) const {
  const Found found = find(list, record.row, context.facts().rows);
  if (found == list.end()) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    return;
  }
  const bool was_last = found + 1 == list.end() && !spec_.mutants.has(Mutant::MaterializeShowsNobody);
  list.erase(found);
  if (spec_.mutants.has(Mutant::MaterializeObeys)) list.clear();
  put(list, context);
  if (list.empty()) return context.emit(as_kind(context.facts(), record.row, RowKind::Delete));
  if (was_last) context.emit(as_kind(context.facts(), list.back(), RowKind::UpdateAfter));
}

UpsertMaterializeFunction::Found UpsertMaterializeFunction::find(std::vector<RowId>& list, RowId row,
                                                                 const Rows& rows) const {
  return std::ranges::find_if(list, [&](RowId candidate) {
    if (spec_.upsert_key.empty()) return same_fields(rows, candidate, row);
    return std::ranges::all_of(
        spec_.upsert_key, [&](std::uint32_t field) { return rows.cell(candidate, field) == rows.cell(row, field); });
  });
}

void UpsertMaterializeFunction::put(std::span<const RowId> list, ProcessContext& context) const {
  context.state(rows_).put(list);
  const std::uint64_t name = pack(state_name_, context.key());
  context.note(list.empty() ? NoteKind::StateClear : NoteKind::StatePut, name, list.size());
}

}  // namespace wavetank::engine

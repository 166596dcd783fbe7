// Six ways to keep one row.
#include "engine/operators/changelog/deduplicate.hpp"

namespace wavetank::engine {
namespace {

StateOptions row_options(const DeduplicateSpec& spec) {
  // A row that waits for the watermark has not been sent, and must not be forgotten.
  return {.schema = spec.schema, .ttl = spec.keep == KeptRow::EarliestWaited ? std::nullopt : spec.ttl};
}

}  // namespace

DeduplicateFunction::DeduplicateFunction(const DeduplicateSpec& spec, Facts& facts)
    : spec_(spec),
      state_name_(facts.texts.intern("kept row")),
      row_(layout_.value<RowId>("row", row_options(spec))),
      time_(layout_.value<EventTime>("time", {.schema = {}, .ttl = row_options(spec).ttl})),
      sent_(layout_.value<std::int64_t>("sent", {.schema = {}, .ttl = spec.ttl})) {}

ReplayClass DeduplicateFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void DeduplicateFunction::on_record(const Record& record, ProcessContext& context) const {
  switch (spec_.keep) {
    case KeptRow::FirstArrived: return keep_first(record, context);
    case KeptRow::LastArrived: return keep_last(record, context);
    case KeptRow::LastOfChanges: return keep_last_of_changes(record, context);
    case KeptRow::Earliest:
    case KeptRow::Latest: return keep_by_time(record, context);
    case KeptRow::EarliestWaited: return wait(record, context);
  }
}

void DeduplicateFunction::keep_first(const Record& record, ProcessContext& context) const {
  const std::optional<RowId> before = kept(context);
  if (before && !spec_.mutants.has(Mutant::FirstRowReplaced)) return ignore(record, context);
  put(record.row, context);
  if (before) return replace(before, record.row, context);
  context.emit(as_kind(context.facts(), record.row, RowKind::Insert));
}

void DeduplicateFunction::keep_last(const Record& record, ProcessContext& context) const {
  if (!spec_.updates.before && !spec_.insert) return replace(std::nullopt, record.row, context);
  const std::optional<RowId> before = kept(context);
  if (before && !spec_.ttl && same_fields(context.facts().rows, *before, record.row)) return ignore(record, context);
  put(record.row, context);
  replace(before, record.row, context);
}

void DeduplicateFunction::keep_last_of_changes(const Record& record, ProcessContext& context) const {
  Facts& facts = context.facts();
  const std::optional<RowId> before = kept(context);
  if (is_retraction(facts.rows.kind(record.row))) {
    if (!before) return ignore(record, context);
    if (!spec_.mutants.has(Mutant::DeletedRowKept)) context.state(row_).clear();
    context.note(NoteKind::StateClear, pack(state_name_, context.key()), 0);
    return context.emit(as_kind(facts, *before, RowKind::Delete));
  }
  if (before && !spec_.ttl && same_fields(facts.rows, *before, record.row)) return ignore(record, context);
  put(record.row, context);
  if (!before) return context.emit(as_kind(facts, record.row, RowKind::Insert));
  if (spec_.updates.before) context.emit(as_kind(facts, *before, RowKind::UpdateBefore));
  context.emit(as_kind(facts, record.row, RowKind::UpdateAfter));
}

void DeduplicateFunction::keep_by_time(const Record& record, ProcessContext& context) const {
  const std::optional<RowId> before = kept(context);
  if (before) {
    const std::optional<EventTime> time = context.state(time_).get();
    WT_ASSERT(time.has_value());
    const bool is_tie = record.time == *time;
    const bool tie_wins = spec_.keep == KeptRow::Latest && !spec_.mutants.has(Mutant::LatestRowStrict);
    const bool is_better = spec_.keep == KeptRow::Earliest ? record.time < *time : record.time > *time;
    if (!is_better && !(is_tie && tie_wins)) return ignore(record, context);
  }
  put(record.row, context);
  context.state(time_).put(record.time);
  replace(before, record.row, context);
}

void DeduplicateFunction::wait(const Record& record, ProcessContext& context) const {
  const bool at_watermark = record.time == context.watermark();
  const bool is_late = at_watermark && spec_.mutants.has(Mutant::EarliestLateAtWatermark);
  if (record.time < context.watermark() || is_late) {
    const auto missing =
        static_cast<std::uint64_t>(context.watermark().ticks()) - static_cast<std::uint64_t>(record.time.ticks());
    return context.note(NoteKind::RecordDrop, missing, static_cast<std::uint64_t>(Rule::DD02));
  }
  if (context.state(sent_).get()) return ignore(record, context);
  const std::optional<EventTime> first = context.state(time_).get();
  if (first && *first <= record.time) return ignore(record, context);
  if (first) context.delete_timer(*first);
  context.state(row_).put(record.row);
  context.state(time_).put(record.time);
  context.set_timer(record.time);
}

void DeduplicateFunction::on_timer(EventTime /*time*/, ProcessContext& context) const {
  const std::optional<RowId> row = context.state(row_).get();
  WT_ASSERT(row.has_value());
  context.state(row_).clear();
  context.state(time_).clear();
  context.state(sent_).put(1);
  context.note(NoteKind::StatePut, pack(state_name_, context.key()), 1);
  context.emit(as_kind(context.facts(), *row, RowKind::Insert));
}

std::optional<RowId> DeduplicateFunction::kept(ProcessContext& context) const {
  ValueState<RowId> state = context.state(row_);
  if (state.expired()) context.note(NoteKind::StateExpire, pack(state_name_, context.key()), 1);
  return state.get();
}

void DeduplicateFunction::put(RowId row, ProcessContext& context) const {
  context.state(row_).put(row);
  context.note(NoteKind::StatePut, pack(state_name_, context.key()), 1);
}

void DeduplicateFunction::replace(std::optional<RowId> before, RowId row, ProcessContext& context) const {
  Facts& facts = context.facts();
  const bool upserts = !spec_.updates.before && !spec_.insert;
  if (!before && !upserts) return context.emit(as_kind(facts, row, RowKind::Insert));
  if (before && spec_.updates.before) context.emit(as_kind(facts, *before, RowKind::UpdateBefore));
  context.emit(as_kind(facts, row, RowKind::UpdateAfter));
}

void DeduplicateFunction::ignore(const Record& record, ProcessContext& context) const {
  context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
               pack(record.row, context.key()));
}

}  // namespace wavetank::engine

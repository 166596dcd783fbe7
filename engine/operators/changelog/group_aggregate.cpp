// One row in, at most two changes out.
#include "engine/operators/changelog/group_aggregate.hpp"

namespace wavetank::engine {

GroupAggregateFunction::GroupAggregateFunction(GroupAggregateSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      accumulator_(spec_.aggregates),
      state_schema_(facts.rows.add_schema(accumulator_.schema("group"))),
      state_name_(facts.texts.intern("group")),
      groups_(layout_.value<RowId>("group", {.schema = state_schema_, .ttl = spec_.ttl})),
      said_(layout_.value<RowId>("said", {.schema = spec_.result, .ttl = spec_.ttl})) {
  WT_REQUIRE(!spec_.aggregates.empty());
  WT_REQUIRE(!spec_.mini_batch || spec_.mini_batch->count > 0);
}

ReplayClass GroupAggregateFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::Deterministic;
}

void GroupAggregateFunction::on_record(const Record& record, ProcessContext& context) const {
  const Rows& rows = context.facts().rows;
  ValueState<RowId> state = context.state(groups_);
  const std::uint64_t name = pack(state_name_, context.key());
  if (const std::optional<RowId> old = state.expired()) {
    context.note(NoteKind::StateExpire, name, static_cast<std::uint64_t>(rows.bits(*old, 0)));
  }
  const std::optional<RowId> before = state.get();
  const Change change = is_retraction(rows.kind(record.row)) ? Change::TakeBack : Change::Add;
  if (!before && change == Change::TakeBack && !spec_.mutants.has(Mutant::GroupRetractionCreates)) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    return;
  }
  Cells cells = accumulated(before, rows);
  const auto group = std::span(cells).first(accumulator_.width());
  std::optional<Cells> shown;
  if (before) shown = result_of(group, context);
  accumulator_.fold(change, rows, record.row, group);
  const std::int64_t left = ChangeAccumulator::rows_in(group);
  std::optional<Cells> now;
  if (left == 0 && !spec_.mutants.has(Mutant::GroupGhost)) {
    WT_ASSERT(before.has_value());
    state.clear();
    context.note(NoteKind::StateClear, name, 0);
  } else {
    state.put(context.facts().row(state_schema_, RowKind::Insert, group));
    context.note(NoteKind::StatePut, name, static_cast<std::uint64_t>(left));
    now = result_of(group, context);
  }
  if (spec_.mini_batch) return join_batch(record.time, context);
  tell(shown, now, context);
}

void GroupAggregateFunction::tell(const std::optional<Cells>& before, const std::optional<Cells>& now,
                                  ProcessContext& context) const {
  if (!now) {
    if (before) emit(RowKind::Delete, *before, context);
    return;
  }
  if (!before) {
    emit(RowKind::Insert, *now, context);
    return;
  }
  const bool repeats = spec_.ttl && !spec_.mutants.has(Mutant::GroupRepeatUnsaid);
  if (!repeats && *now == *before) return;
  const bool overtakes = spec_.mutants.has(Mutant::GroupUpdateOvertakes);
  if (overtakes) emit(RowKind::UpdateAfter, *now, context);
  const bool is_unsaid = spec_.mutants.has(Mutant::GroupUpdateUnretracted);
  if (spec_.updates.before && !is_unsaid) emit(RowKind::UpdateBefore, *before, context);
  if (!overtakes) emit(RowKind::UpdateAfter, *now, context);
}

void GroupAggregateFunction::join_batch(EventTime time, ProcessContext& context) const {
  const bool has_begun = context.watermark() != EventTime::min();
  const EventTime next = has_begun ? saturating_add(context.watermark(), Millis{1}) : time;
  const std::int64_t length = spec_.mini_batch->count;
  const std::int64_t into = (next.ticks() % length + length) % length;
  context.set_timer(saturating_add(next, Millis{length - 1 - into}));
}

void GroupAggregateFunction::on_timer(EventTime /*time*/, ProcessContext& context) const {
  const Rows& rows = context.facts().rows;
  ValueState<RowId> said = context.state(said_);
  const std::optional<RowId> last = said.get();
  const std::optional<RowId> group = context.state(groups_).get();
  std::optional<Cells> before;
  std::optional<Cells> now;
  if (last) {
    before.emplace();
    for (std::uint32_t i = 0; i <= spec_.aggregates.size(); ++i) (*before)[i] = rows.cell(*last, i);
  }
  const Cells cells = accumulated(group, rows);
  if (group) now = result_of(std::span(cells).first(accumulator_.width()), context);
  tell(before, now, context);
  if (!now) return said.clear();
  said.put(context.facts().row(spec_.result, RowKind::Insert, std::span(*now).first(spec_.aggregates.size() + 1)));
}

GroupAggregateFunction::Cells GroupAggregateFunction::accumulated(std::optional<RowId> group, const Rows& rows) const {
  Cells cells{};
  for (std::uint32_t i = 0; group && i < accumulator_.width(); ++i) cells[i] = rows.cell(*group, i);
  return cells;
}

GroupAggregateFunction::Cells GroupAggregateFunction::result_of(std::span<const Cell> accumulated,
                                                                const ProcessContext& context) const {
  Cells result{};
  result[0] = context.facts().keys.cell(context.key());
  accumulator_.result(accumulated, std::span(result).subspan(1, spec_.aggregates.size()));
  return result;
}

void GroupAggregateFunction::emit(RowKind kind, const Cells& result, ProcessContext& context) const {
  const auto cells = std::span(result).first(spec_.aggregates.size() + 1);
  context.emit(context.facts().row(spec_.result, kind, cells));
}

}  // namespace wavetank::engine

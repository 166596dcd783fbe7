// One row in, at most two changes out.
#include "engine/operators/changelog/group_aggregate.hpp"

namespace wavetank::engine {

GroupAggregateFunction::GroupAggregateFunction(GroupAggregateSpec spec, Facts& facts)
    : spec_(std::move(spec)),
      accumulator_(spec_.aggregates),
      state_schema_(facts.rows.add_schema(accumulator_.schema("group"))),
      state_name_(facts.texts.intern("group")),
      groups_(layout_.value<RowId>("group", {.schema = state_schema_, .ttl = spec_.ttl})) {
  WT_REQUIRE(!spec_.aggregates.empty());
}

ReplayClass GroupAggregateFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
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
  if (!before && change == Change::TakeBack) {
    context.note(NoteKind::RecordIgnore, static_cast<std::uint64_t>(record.time.ticks()),
                 pack(record.row, context.key()));
    return;
  }
  Cells cells{};
  const auto accumulated = std::span(cells).first(accumulator_.width());
  for (std::uint32_t i = 0; before && i < accumulated.size(); ++i) accumulated[i] = rows.cell(*before, i);
  const Cells shown = result_of(accumulated, context);
  accumulator_.fold(change, rows, record.row, accumulated);
  const std::int64_t left = ChangeAccumulator::rows_in(accumulated);
  if (left == 0) {
    WT_ASSERT(before.has_value());
    state.clear();
    context.note(NoteKind::StateClear, name, 0);
    return emit(RowKind::Delete, shown, context);
  }
  state.put(context.facts().row(state_schema_, RowKind::Insert, accumulated));
  context.note(NoteKind::StatePut, name, static_cast<std::uint64_t>(left));
  const Cells now = result_of(accumulated, context);
  if (!before) return emit(RowKind::Insert, now, context);
  if (!spec_.ttl && now == shown) return;
  if (spec_.updates.before) emit(RowKind::UpdateBefore, shown, context);
  emit(RowKind::UpdateAfter, now, context);
}

GroupAggregateFunction::Cells GroupAggregateFunction::result_of(std::span<const Cell> accumulated,
                                                                const ProcessContext& context) const {
  Cells result{};
  result[0] = context.facts().keys.cell(context.key());
  accumulator_.result(accumulated, std::span(result).subspan(1, spec_.aggregates.size()));
  return result;
}

void GroupAggregateFunction::emit(RowKind kind, const Cells& result, ProcessContext& context) const {
  context.emit(context.facts().row(spec_.result, kind, std::span(result).first(spec_.aggregates.size() + 1)));
}

}  // namespace wavetank::engine

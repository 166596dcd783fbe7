// Folding one record into the last result.
#include "engine/operators/functions/rolling.hpp"

namespace wavetank::engine {
namespace {

// What `aggregate` comes to when `next` is added to `so_far`. Nulls are skipped; sums wrap as Java's do.
Cell folded(const Aggregate& aggregate, Cell so_far, Cell next) {
  if (next.null) return so_far;
  if (so_far.null) return next;
  switch (aggregate.kind) {
    case AggregateKind::Sum:
      return {
          static_cast<std::int64_t>(static_cast<std::uint64_t>(so_far.bits) + static_cast<std::uint64_t>(next.bits)),
          false};
    case AggregateKind::Min: return next.bits < so_far.bits ? next : so_far;
    case AggregateKind::Max: return next.bits > so_far.bits ? next : so_far;
    case AggregateKind::Reduce: {
      const Cell reduced = aggregate.reduce->evaluate(std::array{so_far, next});
      return reduced.null ? so_far : reduced;
    }
    case AggregateKind::Count:
    case AggregateKind::List: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(aggregate.kind));
}

}  // namespace

RollingFunction::RollingFunction(RollingSpec spec, Texts& texts)
    : spec_(std::move(spec)), so_far_(layout_.value<RowId>("so far", {.schema = spec_.result, .ttl = spec_.ttl})) {
  WT_REQUIRE(!spec_.aggregates.empty() && spec_.aggregates.size() < kFieldsMax, spec_.aggregates.size());
  for (const Aggregate& each : spec_.aggregates) WT_REQUIRE(each.kind != AggregateKind::List);
  state_name_ = texts.intern(spec_.aggregates.front().name + " so far");
}

ReplayClass RollingFunction::replay_class() const {
  return spec_.ttl ? ReplayClass::ClockDependent : ReplayClass::OrderDependent;
}

void RollingFunction::on_record(const Record& record, ProcessContext& context) const {
  const Rows& rows = context.facts().rows;
  ValueState<RowId> state = context.state(so_far_);
  const auto first = [&](RowId row) {
    return rows.is_null(row, 1) ? 0 : static_cast<std::uint64_t>(rows.bits(row, 1));
  };
  const std::uint64_t name = pack(state_name_, context.key());
  if (const std::optional<RowId> old = state.expired()) context.note(NoteKind::StateExpire, name, first(*old));
  const std::optional<RowId> so_far = state.get();
  if (spec_.condition && !spec_.condition->holds(rows, record.row)) {
    context.emit(so_far ? *so_far : fold(std::nullopt, std::nullopt, context));
    return;
  }
  const RowId result = fold(so_far, record.row, context);
  state.put(result);
  context.note(NoteKind::StatePut, name, first(result));
  context.emit(result);
}

RowId RollingFunction::fold(std::optional<RowId> so_far, std::optional<RowId> next, ProcessContext& context) const {
  constexpr Cell kNull{0, true};
  const Rows& rows = context.facts().rows;
  std::array<Cell, kFieldsMax> cells{};
  cells[0] = context.facts().keys.cell(context.key());
  for (std::uint32_t i = 0; i < spec_.aggregates.size(); ++i) {
    const Aggregate& aggregate = spec_.aggregates[i];
    const Cell before = so_far ? rows.cell(*so_far, i + 1) : kNull;
    if (aggregate.kind == AggregateKind::Count) {
      cells[i + 1] = {(before.null ? 0 : before.bits) + (next ? 1 : 0), false};
    } else {
      cells[i + 1] = folded(aggregate, before, next ? rows.cell(*next, aggregate.field) : kNull);
    }
  }
  return context.facts().row(spec_.result, RowKind::Insert, std::span(cells).first(spec_.aggregates.size() + 1));
}

}  // namespace wavetank::engine

// Saying rows at their numbers.
#include "engine/operators/changelog/rank_output.hpp"

#include "engine/operators/changelog/retract_top_n.hpp"
#include "engine/operators/changelog/top_n.hpp"

namespace wavetank::engine {

int compare_rank(const TopNSpec& spec, RowId a, RowId b, const Facts& facts) {
  const int order = compare_cells(facts, spec.schema, spec.by.field, a, b);
  return spec.by.order == SortOrder::Ascending ? order : -order;
}

void RankOutput::tell(RowKind kind, RowId row, std::int64_t number) const {
  if (number < spec_.from || number > end_) return;
  if (spec_.number == RowNumber::Left) return context_.emit(as_kind(context_.facts(), row, kind));
  const Cell cell{number, false};
  context_.emit(extended(context_.facts(), row, kind, spec_.result, std::span(&cell, 1)));
}

void RankOutput::tell_change(RowId before, RowId now, std::int64_t number) const {
  tell_before(before, number);
  tell(RowKind::UpdateAfter, now, number);
}

std::int64_t range_end(const TopNSpec& spec, const ValueHandle<std::int64_t>& end, RowId row, ProcessContext& context) {
  if (spec.to) return *spec.to;
  ValueState<std::int64_t> state = context.state(end);
  if (const std::optional<std::int64_t> known = state.get()) return *known;
  const std::int64_t first = context.facts().rows.bits(row, spec.to_field);
  state.put(first);
  return first;
}

std::unique_ptr<const ProcessFunction> make_top_n(TopNSpec spec, Facts& facts) {
  WT_REQUIRE(spec.from >= 1 && (!spec.to || *spec.to >= spec.from), spec.from);
  WT_REQUIRE(spec.rows != RankedRows::Update || !spec.identity.empty());
  if (spec.rows == RankedRows::Retract) return std::make_unique<RetractTopNFunction>(std::move(spec), facts);
  return std::make_unique<TopNFunction>(std::move(spec), facts);
}

}  // namespace wavetank::engine

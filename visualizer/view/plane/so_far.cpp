// Aggregates that can be combined: only windows of those share slices.
#include "visualizer/view/plane/so_far.hpp"

#include <algorithm>

namespace wavetank::visualizer {

std::optional<std::int64_t> grown_by(const scenarios::Recording& recording, sim::EventId arrival,
                                     std::optional<std::int64_t> before) {
  const sim::TraceEvent& arrived = recording.at(arrival);
  const scenarios::AggregateSpec& first =
      std::get<scenarios::WindowNode>(recording.node(arrived).op).aggregates.front();
  if (first.kind == engine::AggregateKind::Count) return engine::wrapping_add(before.value_or(0), 1);
  const engine::Rows& rows = recording.facts->rows;
  const engine::RowId row{engine::upper(arrived.b)};
  const std::vector<engine::Field>& fields = rows.schema(rows.schema_of(row)).fields;
  const auto field = std::ranges::find(fields, first.field, &engine::Field::name);
  if (field == fields.end()) return before;
  const auto at = static_cast<std::uint32_t>(field - fields.begin());
  if (rows.is_null(row, at)) return before;
  const std::int64_t value = rows.bits(row, at);
  if (!before) return value;
  switch (first.kind) {
    case engine::AggregateKind::Sum: return engine::wrapping_add(*before, value);
    case engine::AggregateKind::Min: return std::min(*before, value);
    case engine::AggregateKind::Max: return std::max(*before, value);
    case engine::AggregateKind::Count:
    case engine::AggregateKind::Reduce:
    case engine::AggregateKind::List: return before;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(first.kind));
}

engine::Window window_of_result(const scenarios::Recording& recording, engine::RowId row) {
  const engine::Rows& rows = recording.facts->rows;
  const engine::Schema& schema = rows.schema(rows.schema_of(row));
  engine::Window window = engine::kGlobalWindow;
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    const engine::FieldRole role = schema.fields[field].role;
    if (rows.is_null(row, field)) continue;
    if (role == engine::FieldRole::WindowStart) window.start = engine::EventTime(rows.bits(row, field));
    if (role == engine::FieldRole::WindowEnd) window.end = engine::EventTime(rows.bits(row, field));
  }
  return window;
}

}  // namespace wavetank::visualizer

// Counting rows.
#include "properties/oracle/tables/folded_rows.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::properties {

Fields fields_of(engine::RowId row, const engine::Facts& facts) {
  const std::size_t width = facts.rows.schema(facts.rows.schema_of(row)).fields.size();
  Fields fields;
  for (std::uint32_t i = 0; i < width; ++i) {
    const engine::Cell cell = facts.rows.cell(row, i);
    fields.push_back(cell.null ? std::nullopt : std::optional(cell.bits));
  }
  return fields;
}

Unsound FoldedRows::fold(engine::RowKind kind, const Fields& row) {
  if (rule_.replaces) return replace(kind, row);
  const std::int64_t step = adds(kind) ? 1 : -1;
  count(row, step);
  const bool is_there = step > 0 || rows_[row] >= 0;
  if (rule_.name.empty()) return is_there ? Unsound::No : Unsound::TakesBackNothing;
  std::int64_t& of_name = named_[name_of(row)];
  of_name += step;
  if (!is_there) return Unsound::TakesBackNothing;
  return of_name > 1 ? Unsound::TwoAtOnce : Unsound::No;
}

Unsound FoldedRows::replace(engine::RowKind kind, const Fields& row) {
  const Fields name = name_of(row);
  const auto before = latest_.find(name);
  const bool was_there = before != latest_.end();
  if (was_there) {
    count(before->second, -1);
    latest_.erase(before);
  }
  if (!adds(kind)) return was_there ? Unsound::No : Unsound::TakesBackNothing;
  count(row, 1);
  latest_.emplace(name, row);
  const bool is_new = kind == engine::RowKind::Insert && !rule_.forgets;
  return was_there && is_new ? Unsound::TwoAtOnce : Unsound::No;
}

void FoldedRows::change(const std::optional<Fields>& before, const std::optional<Fields>& now) {
  if (rule_.replaces && now) {
    (void)replace(engine::RowKind::UpdateAfter, *now);
    return;
  }
  if (before) (void)fold(engine::RowKind::Delete, *before);
  if (now) (void)fold(engine::RowKind::Insert, *now);
}

Net FoldedRows::take_changes() {
  std::erase_if(changes_, [](const auto& row) { return row.second == 0; });
  Net taken;
  taken.swap(changes_);
  return taken;
}

Fields FoldedRows::name_of(const Fields& row) const {
  Fields name;
  for (const std::size_t field : rule_.name) name.push_back(row.at(field));
  return name;
}

void FoldedRows::count(const Fields& row, std::int64_t change) {
  rows_[row] += change;
  changes_[row] += change;
}

}  // namespace wavetank::properties

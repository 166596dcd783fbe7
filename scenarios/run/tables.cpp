// Following what rows do to tables.
#include "scenarios/run/tables.hpp"

#include <algorithm>

#include "scenarios/run/outcome.hpp"

namespace wavetank::scenarios {

using sim::EventKind;

Tables::Tables(const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.pipeline.size(); ++i) {
    const auto* const sink = std::get_if<SinkNode>(&scenario.pipeline[i].op);
    if (sink != nullptr && sink->folds) tables_[i].sink = scenario.pipeline[i].id;
  }
}

void Tables::on_event(std::size_t node, const sim::TraceEvent& event, const engine::Facts& facts) {
  const auto found = tables_.find(node);
  if (found == tables_.end()) return;
  Table& table = found->second;
  const engine::RowId row{engine::upper(event.a)};
  const engine::RowId there{engine::lower(event.a)};
  switch (event.kind) {
    case EventKind::TablePut:
      if (there != engine::kNoRow) remove(table, there);
      return put(table, row, facts);
    case EventKind::TableRemove: return remove(table, there);
    case EventKind::TableMiss: ++table.missed; return;
    default: return;
  }
}

void Tables::put(Table& table, engine::RowId row, const engine::Facts& facts) const {
  Kept& kept = table.rows[row];
  if (++kept.count > 1) return;
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  for (std::uint32_t field = 0; field < schema.fields.size(); ++field) {
    kept.values.emplace_back(schema.fields[field].name, value_of(facts, row, field));
  }
}

void Tables::remove(Table& table, engine::RowId row) const {
  const auto kept = table.rows.find(row);
  WT_ASSERT(kept != table.rows.end(), engine::index_of(row));
  if (--kept->second.count == 0) table.rows.erase(kept);
}

std::vector<FoldedTable> Tables::now() const {
  std::vector<FoldedTable> all;
  for (const auto& [node, table] : tables_) {
    FoldedTable folded{table.sink, {}, table.missed};
    for (const auto& [row, kept] : table.rows) folded.rows.insert(folded.rows.end(), kept.count, kept.values);
    std::ranges::sort(folded.rows);
    all.push_back(std::move(folded));
  }
  return all;
}

}  // namespace wavetank::scenarios

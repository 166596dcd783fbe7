// One sentence for each row that changes a table.
#include "scenarios/story/tables.hpp"

#include "engine/operators/changelog/row_changes.hpp"

namespace wavetank::scenarios {
namespace {

using sim::EventKind;
using sim::TraceEvent;

constexpr const char* kAsSaid = "table";  // the table does what the row says

std::string in_braces(engine::RowId row, const engine::Facts& facts, const Words& words) {
  return "{" + fields_text(row, KeyField::Shown, facts, words) + "}";
}

std::string rows_there(std::uint64_t rows) { return std::to_string(rows) + (rows == 1 ? " row there" : " rows there"); }

}  // namespace

std::optional<Told> tell_table(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const engine::RowId row{engine::upper(event.a)};
  const engine::RowId there{engine::lower(event.a)};
  switch (event.kind) {
    case EventKind::TablePut: {
      const std::string instead = there == engine::kNoRow ? "" : " in place of " + in_braces(there, facts, words);
      return Told{kAsSaid, in_braces(row, facts, words) + " is there" + instead, rows_there(event.b)};
    }
    case EventKind::TableRemove: {
      if (engine::same_fields(facts.rows, row, there)) {
        return Told{kAsSaid, in_braces(row, facts, words) + " is gone", rows_there(event.b)};
      }
      return Told{"lost", in_braces(there, facts, words) + " is gone",
                  "it stood in the place of " + in_braces(row, facts, words) + ", which is taken back (FT-02)"};
    }
    case EventKind::TableMiss:
      return Told{"nothing", in_braces(engine::RowId{engine::upper(event.b)}, facts, words) + " is taken back",
                  "it is not there (FT-03)"};
    default: return std::nullopt;
  }
}

std::optional<Told> tell_surprise(const TraceEvent& event, const engine::Facts& facts, const Words& words) {
  const std::optional<Told> told = tell_table(event, facts, words);
  return told && told->what == std::string_view(kAsSaid) ? std::nullopt : told;
}

std::vector<std::string> table_lines(const std::vector<FoldedTable>& tables, std::size_t most) {
  std::vector<std::string> lines;
  for (const FoldedTable& table : tables) {
    const std::size_t rows = table.rows.size();
    lines.push_back("table " + table.sink + ": " + std::to_string(rows) + (rows == 1 ? " row" : " rows"));
    for (std::size_t i = 0; i < std::min(rows, most); ++i) {
      std::string text;
      for (const auto& [name, value] : table.rows[i]) {
        text += (text.empty() ? "" : ", ") + name + " " + Words::value(value);
      }
      lines.push_back("  " + text);
    }
    if (rows > most) lines.push_back("  … and " + std::to_string(rows - most) + " more");
  }
  return lines;
}

}  // namespace wavetank::scenarios

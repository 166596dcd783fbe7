// Tables behind sinks, in words: what surprises on the way, and what they hold at the end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/run/tables.hpp"
#include "scenarios/story/decisions.hpp"

namespace wavetank::scenarios {

// Nothing if the event is none of a table's own.
[[nodiscard]] std::optional<Told> tell_table(const sim::TraceEvent& event, const engine::Facts& facts,
                                             const Words& words);

// The same of what a reader of the changes would not expect: they say themselves what the table becomes.
[[nodiscard]] std::optional<Told> tell_surprise(const sim::TraceEvent& event, const engine::Facts& facts,
                                                const Words& words);

// "table out: 2 rows", and a line for each of the first `most` rows.
[[nodiscard]] std::vector<std::string> table_lines(const std::vector<FoldedTable>& tables, std::size_t most);

inline constexpr std::size_t kTableLinesMax = 40;

}  // namespace wavetank::scenarios

#include "scenarios/lateness/report/tables.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/report/summary.hpp"
#include "scenarios/lateness/report/svg.hpp"
#include "scenarios/lateness/report/words.hpp"

namespace wavetank::scenarios {
namespace {

using Cells = std::vector<std::string>;

Cells spread_head(const char* of) { return {of, "rows", "p50", "p90", "p99", "p99.9", "max"}; }

Cells spread_cells(const std::string& name, const Percentiles& spread) {
  return {name,
          grouped(spread.count),
          short_length(spread.p50),
          short_length(spread.p90),
          short_length(spread.p99),
          short_length(spread.p999),
          short_length(spread.max)};
}

const Percentiles& spread_of(const NamedPercentiles& named) { return named.delay ? *named.delay : named.behind; }

}  // namespace

TextTable candidates_table(const WindowsAnswer& windows) {
  TextTable table{
      name_of(windows),
      {{"bound", "lateness", "on time", "late firings", "dropped", "later by", "open windows", "rows held"}}};
  for (const CandidateAnswer& answer : windows.candidates) {
    table.rows.push_back({short_length(answer.candidate.bound_ms), short_length(answer.candidate.lateness_ms),
                          grouped(answer.on_time), grouped(answer.late_fired), grouped(answer.dropped),
                          answer.mean_wait_ms ? short_length(*answer.mean_wait_ms) : "-",
                          grouped(answer.state.windows_max), grouped(answer.state.records_max)});
  }
  return table;
}

TextTable spreads_table(const LatenessAnswer& answer) {
  TextTable table{"all rows", {spread_head("")}};
  if (answer.delay) table.rows.push_back(spread_cells("arrival − event time", *answer.delay));
  table.rows.push_back(spread_cells("behind the highest event time", answer.behind));
  return table;
}

TextTable keys_table(const LatenessAnswer& answer) {
  TextTable table{answer.arrival ? "delay of the largest keys" : "disorder of the largest keys", {spread_head("key")}};
  for (const NamedPercentiles& key : answer.largest_keys) table.rows.push_back(spread_cells(key.name, spread_of(key)));
  return table;
}

TextTable partitions_table(const LatenessAnswer& answer) {
  WT_REQUIRE(!answer.partitions.empty());
  TextTable table{"partitions", {spread_head("partition")}};
  table.rows.front().insert(table.rows.front().end(), {"holds the watermark back", "behind the farthest"});
  for (const PartitionAnswer& partition : answer.partitions) {
    Cells cells = spread_cells(partition.figures.name, spread_of(partition.figures));
    cells.push_back(percent(partition.holds_back, answer.rows));
    cells.push_back(short_length(partition.behind_others));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

TextTable hours_table(const LatenessAnswer& answer) {
  TextTable table{
      answer.arrival ? "delay by the hour of the event time (UTC)" : "disorder by the hour of the event time (UTC)",
      {spread_head("hour")}};
  for (std::size_t hour = 0; hour < answer.hours.size(); ++hour) {
    const std::string name = (hour < 10 ? "0" : "") + std::to_string(hour);
    if (answer.hours[hour].count > 0) table.rows.push_back(spread_cells(name, answer.hours[hour]));
  }
  return table;
}

TextTable days_table(const LatenessAnswer& answer) {
  TextTable table{"days",
                  {{"zone", "days", "arrive on another day", "active keys a day", "moved", "most on", "by event time",
                    "by arrival", "sessions across midnight"}}};
  for (const DaysAnswer& days : answer.days) {
    const bool worst = !days.worst_day.empty();
    table.rows.push_back({days.zone, grouped(days.days), days.other_day ? percent(*days.other_day, answer.rows) : "-",
                          grouped(days.active_mean), days.moved_per_mille ? percent(*days.moved_per_mille, 1'000) : "-",
                          worst ? days.worst_day : "-", worst ? std::to_string(days.worst_by_event) : "-",
                          worst ? std::to_string(days.worst_by_arrival) : "-",
                          days.sessions_across_midnight ? grouped(*days.sessions_across_midnight) : "-"});
  }
  return table;
}

std::string to_text(const TextTable& table) {
  constexpr std::string_view kGap = "  ";
  std::vector<std::size_t> widths(table.rows.front().size());
  for (const auto& row : table.rows) {
    WT_ASSERT(row.size() == widths.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text = table.caption + "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += std::string(kGap) + std::string(widths[i] - row[i].size(), ' ') + row[i];
    }
    text += "\n";
  }
  return text;
}

std::string to_html(const TextTable& table) {
  std::string html = "<table>\n<caption>" + escaped(table.caption) + "</caption>\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::string cell = i == 0 ? "th" : "td";
    html += "<tr>";
    for (const std::string& text : table.rows[i]) html += "<" + cell + ">" + escaped(text) + "</" + cell + ">";
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

}  // namespace wavetank::scenarios

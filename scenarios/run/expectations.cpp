// Comparing what came with what the scenario expects.
#include <algorithm>
#include <iterator>

#include "scenarios/format/words.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/story/words.hpp"

namespace wavetank::scenarios {
namespace {

std::string text_of(std::optional<engine::FireReason> firing) {
  if (!firing) return "";
  switch (*firing) {
    case engine::FireReason::Early: return ", early";
    case engine::FireReason::OnTime: return ", on time";
    case engine::FireReason::Late: return ", late";
  }
  WT_UNREACHABLE();
}

// Insertions go without saying.
std::string text_of(std::optional<engine::RowKind> kind) {
  if (!kind || *kind == engine::RowKind::Insert) return "";
  return ", " + std::string(word_of(kRowKindWords, *kind));
}

std::string text_of(const std::vector<std::pair<std::string, Value>>& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    text += (text.empty() ? "" : ", ") + name + " " + Words::value(value);
  }
  return text;
}

std::string window_text(const std::optional<engine::Window>& window, const Words& words) {
  return window ? words.window(*window) + " " : "";
}

// Only what the expectation names is compared.
bool fits(const ExpectedResult& expected, const PublishedResult& result) {
  if (!expected.sink.empty() && expected.sink != result.sink) return false;
  const bool keyed = !std::holds_alternative<std::monostate>(expected.key);
  if (keyed && (!result.key || *result.key != expected.key)) return false;
  // A global window's bounds are null in its results.
  const bool unbounded = expected.window == engine::kGlobalWindow && !result.window;
  if (expected.window && expected.window != result.window && !unbounded) return false;
  if (expected.firing && expected.firing != result.firing) return false;
  if (expected.kind && expected.kind != result.kind) return false;
  for (const auto& wanted : expected.values) {
    bool found = false;
    for (const auto& value : result.values) found = found || value == wanted;
    if (!found) return false;
  }
  return true;
}

std::string text_of(const ExpectedResult& expected, const Words& words) {
  const bool keyed = !std::holds_alternative<std::monostate>(expected.key);
  return window_text(expected.window, words) + (keyed ? Words::value(expected.key) + ": " : "") +
         text_of(expected.values) + text_of(expected.firing) + text_of(expected.kind);
}

std::string text_of(const PublishedResult& result, const Words& words) {
  return window_text(result.window, words) + (result.key ? Words::value(*result.key) + ": " : "") +
         text_of(result.values) + text_of(result.firing) + text_of(std::optional(result.kind));
}

void compare_count(const char* what, std::optional<std::uint64_t> expected, std::uint64_t actual,
                   std::vector<Mismatch>& mismatches) {
  if (!expected || *expected == actual) return;
  mismatches.push_back(
      {std::string(what) + ": expected " + std::to_string(*expected) + ", got " + std::to_string(actual),
       std::nullopt});
}

// All fields of the table's rows, in their order; those that are not said are null.
TableRow whole_row(const ExpectedRow& expected, const TableRow& model) {
  if (model.empty()) return expected.values;
  TableRow row;
  for (const auto& [name, value] : model) {
    const auto found = std::ranges::find(expected.values, name, [](const auto& each) { return each.first; });
    row.emplace_back(name, found == expected.values.end() ? Value{} : found->second);
  }
  return row;
}

void compare_table(const ExpectedTable& expected, const FoldedTable& table, std::vector<Mismatch>& mismatches) {
  std::vector<TableRow> wanted;
  for (const ExpectedRow& row : expected.rows) {
    wanted.push_back(whole_row(row, table.rows.empty() ? TableRow{} : table.rows.front()));
  }
  std::ranges::sort(wanted);
  std::vector<TableRow> missing;
  std::vector<TableRow> surplus;
  std::ranges::set_difference(wanted, table.rows, std::back_inserter(missing));
  std::ranges::set_difference(table.rows, wanted, std::back_inserter(surplus));
  const std::string place = "table " + table.sink + ": ";
  for (const TableRow& row : missing) mismatches.push_back({place + "missing: " + text_of(row), std::nullopt});
  for (const TableRow& row : surplus) mismatches.push_back({place + "not expected: " + text_of(row), std::nullopt});
}

void compare_tables(const Expectations& expected, const Outcome& outcome, std::vector<Mismatch>& mismatches) {
  const std::vector<FoldedTable> tables = outcome.tables();
  for (const ExpectedTable& wanted : expected.tables) {
    const auto table = std::ranges::find(tables, wanted.sink, &FoldedTable::sink);
    WT_REQUIRE(table != tables.end(), std::string_view(wanted.sink));
    compare_table(wanted, *table, mismatches);
  }
}

}  // namespace

std::vector<Mismatch> compare(const Expectations& expected, const Outcome& outcome) {
  std::vector<Mismatch> mismatches;
  const Words words(outcome.clock_base());
  const std::vector<PublishedResult>& results = outcome.results();
  const std::size_t wanted = expected.results ? expected.results->size() : 0;
  for (std::size_t i = 0; expected.results && i < std::max(wanted, results.size()); ++i) {
    const std::string place = "result " + std::to_string(i + 1) + ": ";
    if (i >= wanted) {
      mismatches.push_back({place + "not expected: " + text_of(results[i], words), results[i].event});
    } else if (i >= results.size()) {
      mismatches.push_back({place + "missing: " + text_of((*expected.results)[i], words), std::nullopt});
    } else if (!fits((*expected.results)[i], results[i])) {
      mismatches.push_back(
          {place + "expected " + text_of((*expected.results)[i], words) + ", got " + text_of(results[i], words),
           results[i].event});
    }
  }
  compare_tables(expected, outcome, mismatches);
  const Counts& counts = outcome.counts();
  compare_count("dropped records", expected.dropped, counts.dropped, mismatches);
  compare_count("records to the late output", expected.side_output, counts.side_output, mismatches);
  compare_count("late firings", expected.late_firings, counts.late_firings, mismatches);
  return mismatches;
}

}  // namespace wavetank::scenarios

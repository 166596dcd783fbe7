// Sorting the runs of equal `at`.
#include "scenarios/conform/compare.hpp"

#include <algorithm>

namespace wavetank::scenarios {
namespace {

// The `at` of a row as text; empty for none and for null.
std::string at_of(const JsonValue& row, const VectorDriver& driver) {
  const JsonValue::Array* fields = row.if_array();
  if (fields == nullptr || fields->empty() || fields->front().if_text() == nullptr) return {};
  const std::optional<std::size_t> at = driver.at_element(*fields->front().if_text());
  if (!at || *at >= fields->size() || (*fields)[*at].is_null()) return {};
  return (*fields)[*at].compact();
}

}  // namespace

std::string canonical_rows(const VectorRows& rows, const VectorDriver& driver) {
  std::vector<std::string> texts;
  for (const JsonValue& row : rows) texts.push_back(row.compact());
  std::size_t run = 0;  // where the current run starts
  std::string at_of_run;
  for (std::size_t i = 0; i <= rows.size(); ++i) {
    std::string at = i < rows.size() ? at_of(rows[i], driver) : std::string();
    if (i > 0 && i < rows.size() && !at.empty() && at == at_of_run) continue;
    const auto begin = texts.begin();
    if (!at_of_run.empty()) {
      std::sort(begin + static_cast<std::ptrdiff_t>(run), begin + static_cast<std::ptrdiff_t>(i));
    }
    run = i;
    at_of_run = std::move(at);
  }
  std::string all = "[";
  for (const std::string& text : texts) all += (all.size() > 1 ? "," : "") + text;
  return all + "]";
}

bool is_error(const VectorRows& rows) {
  if (rows.size() != 1) return false;
  const JsonValue::Array* fields = rows.front().if_array();
  const std::string* name = fields == nullptr || fields->empty() ? nullptr : fields->front().if_text();
  return name != nullptr && *name == "error";
}

}  // namespace wavetank::scenarios

// Rules of window operators: their key, and the fields of their results.
#include "scenarios/format/members.hpp"
#include "scenarios/format/rules/rules.hpp"
#include "scenarios/format/time_text.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;
using engine::FieldRole;
using engine::FieldType;

constexpr std::string_view kStartField = "window_start";
constexpr std::string_view kEndField = "window_end";

// What stands in a result before the aggregates.
Fields bounds(const std::string& key, const NodeCheck& check) {
  std::vector<Field> fields;
  if (!key.empty()) {
    const std::optional<Field> field = check_key(key, check);
    if (!field) return std::nullopt;
    fields.push_back(*field);
  }
  fields.push_back({std::string(kStartField), FieldType::Timestamp, FieldRole::WindowStart, 0});
  fields.push_back({std::string(kEndField), FieldType::Timestamp, FieldRole::WindowEnd, 0});
  return fields;
}

}  // namespace

Fields check_window(const WindowNode& window, const NodeCheck& check) {
  check_windows(window, check);
  return check_aggregates(window.aggregates, check.pointer + "/aggregate", bounds(window.key, check), check);
}

Fields check_sql_window(const SqlWindowNode& window, const NodeCheck& check) {
  const std::string pointer = check.pointer + "/sql_window";
  const bool cumulates = window.assigner == engine::AssignerKind::Cumulate;
  const bool hops = window.shape.slide != window.shape.size;
  const ShapeWords words{cumulates ? "/cumulate" : hops ? "/hop" : "/tumble", cumulates ? "/step" : "/slide"};
  check_shape(window.shape, words, pointer, check.findings);
  const bool is_shape = window.shape.size.count > 0 && window.shape.slide.count > 0;
  if (is_shape && window.shape.size.count % window.shape.slide.count != 0) {
    check.findings.add(pointer + std::string(words.slide),
                       "the slices of " + to_text(window.shape.slide) + " must fill the window of " +
                           to_text(window.shape.size) + " (AS-15, AS-16)",
                       cumulates ? "" : "\"window\": {\"sliding\": ...} takes any slide");
  }
  return check_aggregates(window.aggregates, check.pointer + "/aggregate", bounds(window.key, check), check);
}

}  // namespace wavetank::scenarios

#include "scenarios/build/rows_as_text.hpp"

#include <optional>

#include "scenarios/run/outcome.hpp"

namespace wavetank::build {

std::string text_of(const scenarios::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  if (const auto* written = std::get_if<std::string>(&value)) return *written;
  return "null";
}

std::string row_text(const engine::Facts& facts, engine::RowId row) {
  const engine::Schema& schema = facts.rows.schema(facts.rows.schema_of(row));
  const engine::RowKind kind = facts.rows.kind(row);
  std::string key;
  std::string window;
  std::string values;
  for (std::uint32_t i = 0; i < schema.fields.size(); ++i) {
    const engine::Field& field = schema.fields[i];
    const std::string value = text_of(scenarios::value_of(facts, row, i));
    switch (field.role) {
      case engine::FieldRole::Key: key = value; break;
      case engine::FieldRole::WindowStart:
        if (!facts.rows.is_null(row, i)) window = "[" + value + ",";
        break;
      case engine::FieldRole::WindowEnd:
        if (!facts.rows.is_null(row, i)) window += value + ")";
        break;
      case engine::FieldRole::Plain: values += (values.empty() ? "" : " ") + field.name + "=" + value; break;
    }
  }
  std::string text = kind == engine::RowKind::UpdateBefore || kind == engine::RowKind::Delete ? "-" : "";
  if (kind == engine::RowKind::UpdateAfter) text = "+";
  for (const std::string& part : {key, window, values}) {
    if (part.empty()) continue;
    if (!text.empty() && text != "-" && text != "+") text += " ";
    text += part;
  }
  return text;
}

}  // namespace wavetank::build

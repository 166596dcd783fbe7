// Inputs: their fields, and where their events come from.
#include <charconv>

#include "scenarios/format/parts/parts.hpp"
#include "scenarios/format/values.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kKeyField = "key";

// "decimal(2)" and the plain type words.
std::optional<engine::Field> field_of(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  engine::Field field{name, engine::FieldType::Int64, engine::FieldRole::Plain, 0};
  for (const auto& word : kTypeWords) {
    if (word.text != *text || word.value == engine::FieldType::Decimal) continue;
    field.type = word.value;
    const bool can_be_key = field.type == engine::FieldType::Text || field.type == engine::FieldType::Int64;
    if (name == kKeyField && can_be_key) field.role = engine::FieldRole::Key;
    return field;
  }
  constexpr std::string_view kDecimal = "decimal(";
  const char* const end = text->data() + text->size();
  if (text->starts_with(kDecimal) && text->ends_with(')')) {
    const auto read = std::from_chars(text->data() + kDecimal.size(), end, field.scale);
    field.type = engine::FieldType::Decimal;
    if (read.ec == std::errc{} && read.ptr == end - 1) return field;
  }
  const std::vector<std::string_view> words = texts_of(kTypeWords);
  const bool is_decimal = text->starts_with("decimal");
  errors.add(
      place, "expected a type; found " + quote(*text),
      is_decimal ? "a decimal has its digits after the point in parentheses: \"decimal(2)\"" : meant(*text, words));
  return std::nullopt;
}

std::optional<std::vector<engine::Field>> read_fields(const Place& place, Errors& errors) {
  if (!is_object(place, "names and types", errors)) return std::nullopt;
  refuse_repeated_names(place, errors);
  std::vector<engine::Field> fields;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto field = field_of(place.member(i), place.json->names[i], errors)) fields.push_back(*std::move(field));
  }
  return fields;
}

std::vector<engine::Field> default_fields() {
  return {{"key", engine::FieldType::Text, engine::FieldRole::Key, 0},
          {"value", engine::FieldType::Int64, engine::FieldRole::Plain, 0}};
}

InputFile read_file(const Place& place, Errors& errors) {
  InputFile file{"", "arrival_ms", "event_ms", place.origin()};
  Members members(place, shape::kFile, errors);
  members.read("path", file.path, as_text);
  members.read("arrival", file.arrival_column, as_text);
  members.read("time", file.time_column, as_text);
  return file;
}

InputGenerator read_generator(const Place& place, Errors& errors) {
  InputGenerator generator;
  generator.origin = place.origin();
  Members members(place, shape::kGenerate, errors);
  members.read("count", generator.count, as_natural);
  members.read("keys", generator.keys, as_integer);
  members.read("gap", generator.gap, as_durations);
  members.read("delay", generator.delay, as_durations);
  members.read("late", generator.late, as_ratio);
  members.read("late_delay", generator.late_delay, as_durations);
  members.read("value", generator.value, as_integers);
  members.read("profile", generator.profile, as_text);
  for (const std::string_view own : {"keys", "gap", "delay", "late", "late_delay"}) {
    if (const std::optional<Place> at = generator.profile.empty() ? std::nullopt : members.find(own)) {
      errors.add(*at, "both " + quote(own) + " and a profile",
                 "the profile has it; only \"count\" and \"value\" go with one");
    }
  }
  return generator;
}

}  // namespace

Input read_input(const Place& place, engine::EventTime base, Errors& errors) {
  Input input;
  input.origin = place.origin();
  input.fields = default_fields();
  Members members(place, shape::kInput, errors);
  members.read("name", input.name, as_text);
  const std::size_t errors_before = errors.all().size();
  members.read("fields", input.fields, read_fields);
  const bool knows_fields = errors.all().size() == errors_before;
  members.read("partitions", input.partitions, as_count);
  members.read("end", input.end, as_word(kEndWords));
  const std::optional<Place> events = members.find("events");
  const std::optional<Place> file = members.find("file");
  const std::optional<Place> generate = members.find("generate");
  const int sources = static_cast<int>(events.has_value()) + static_cast<int>(file.has_value()) +
                      static_cast<int>(generate.has_value());
  if (members.is_object() && sources != 1) {
    errors.add(place, "expected one of \"events\", \"file\" and \"generate\"; found " +
                          (sources == 0 ? std::string("none") : std::to_string(sources)));
  }
  if (events && knows_fields) input.events = read_events(*events, input, base, errors);
  if (file) input.events = read_file(*file, errors);
  if (generate) input.events = read_generator(*generate, errors);
  return input;
}

}  // namespace wavetank::scenarios

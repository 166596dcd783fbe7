// What a run is expected to give. Values are read by the types of the sink that they reach.
#include <algorithm>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

using engine::Field;

struct ExpectationContext {
  const Scenario& scenario;
  const Resolved& resolved;
  Errors& errors;
};

// The fields of what reaches `sink`; nothing if that is unknown.
const std::vector<Field>* fields_of(const std::string& sink, const ExpectationContext& context) {
  const std::vector<Field>* only = nullptr;
  std::size_t sinks = 0;
  for (std::size_t i = 0; i < context.resolved.schemas.size(); ++i) {
    const Node& node = context.scenario.pipeline[i];
    if (!std::holds_alternative<SinkNode>(node.op)) continue;
    if (!sink.empty() && node.id != sink) continue;
    only = &context.resolved.schemas[i];
    ++sinks;
  }
  return sinks == 1 && !only->empty() ? only : nullptr;
}

// Without a schema a value is what it looks like.
std::optional<Value> read_untyped(const Place& place, Errors& errors) {
  switch (place.json->kind) {
    case JsonKind::Null: return Value{std::monostate{}};
    case JsonKind::Boolean: return Value{place.json->boolean};
    case JsonKind::Integer: return Value{place.json->integer};
    case JsonKind::Text: return Value{place.json->text};
    case JsonKind::Natural:
    case JsonKind::Real:
    case JsonKind::Array:
    case JsonKind::Object: break;
  }
  errors.expected(place, "an integer, a text, true, false or null");
  return std::nullopt;
}

template <typename Matches>
std::optional<Value> read_typed(const Place& place, const std::vector<Field>* fields, const Matches& matches,
                                const ExpectationContext& context) {
  if (fields != nullptr) {
    const auto field = std::find_if(fields->begin(), fields->end(), matches);
    if (field != fields->end()) return read_value(place, *field, base_of(context.scenario), context.errors);
  }
  return read_untyped(place, context.errors);
}

std::optional<engine::Window> read_window_bounds(const Place& place, const ExpectationContext& context) {
  if (place.json->kind != JsonKind::Array || place.json->items.size() != 2) {
    context.errors.expected(place, "a window's start and end", "write for example [\"0s\", \"10s\"]");
    return std::nullopt;
  }
  const auto is_null = [](const JsonNode& bound) { return bound.kind == JsonKind::Null; };
  if (std::all_of(place.json->items.begin(), place.json->items.end(), is_null)) return engine::kGlobalWindow;
  const engine::EventTime base = base_of(context.scenario);
  const std::optional<engine::EventTime> start = as_event_time(place.item(0), base, context.errors);
  const std::optional<engine::EventTime> end = as_event_time(place.item(1), base, context.errors);
  if (!start || !end) return std::nullopt;
  return engine::Window{*start, *end};
}

void read_values(const Place& place, ExpectedResult& result, const ExpectationContext& context) {
  if (!is_object(place, "fields and values", context.errors)) return;
  refuse_repeated_names(place, context.errors);
  const std::vector<Field>* const fields = fields_of(result.sink, context);
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    const std::string& name = place.json->names[i];
    const auto has_name = [&](const Field& field) { return field.name == name; };
    if (auto value = read_typed(place.member(i), fields, has_name, context)) {
      result.values.emplace_back(name, *std::move(value));
    }
  }
}

ExpectedResult read_result(const Place& place, const ExpectationContext& context) {
  ExpectedResult result;
  result.origin = place.origin();
  Members members(place, shape::kResult, context.errors);
  members.read("sink", result.sink, as_text);
  members.read("firing", result.firing, as_word(kFiringWords));
  members.read("kind", result.kind, as_word(kRowKindWords));
  if (const auto key = members.find("key")) {
    const auto is_key = [](const Field& field) { return field.role == engine::FieldRole::Key; };
    const auto value = read_typed(*key, fields_of(result.sink, context), is_key, context);
    if (value) result.key = *value;
  }
  if (const auto window = members.find("window")) result.window = read_window_bounds(*window, context);
  if (const auto values = members.find("value")) read_values(*values, result, context);
  return result;
}

ExpectedRow read_table_row(const Place& place, const std::string& sink, const ExpectationContext& context) {
  ExpectedResult result;
  result.sink = sink;
  read_values(place, result, context);
  return {std::move(result.values), place.origin()};
}

std::vector<ExpectedTable> read_tables(const Place& place, const ExpectationContext& context) {
  std::vector<ExpectedTable> tables;
  if (!is_object(place, "sinks and the rows of their tables", context.errors)) return tables;
  refuse_repeated_names(place, context.errors);
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    const Place rows = place.member(i);
    ExpectedTable table{place.json->names[i], {}, rows.origin()};
    if (!is_array(rows, "rows", context.errors)) continue;
    for (std::size_t row = 0; row < rows.json->items.size(); ++row) {
      table.rows.push_back(read_table_row(rows.item(row), table.sink, context));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

Expectations read_expectations(const Place& place, const Scenario& scenario, const Resolved& resolved, Errors& errors) {
  Expectations expect;
  const ExpectationContext context{scenario, resolved, errors};
  Members members(place, shape::kExpect, errors);
  members.read("dropped", expect.dropped, as_natural);
  members.read("late_firings", expect.late_firings, as_natural);
  members.read("side_output", expect.side_output, as_natural);
  if (const auto findings = members.find("findings"); findings && is_array(*findings, "findings", errors)) {
    for (std::size_t i = 0; i < findings->json->items.size(); ++i) {
      if (auto id = as_text(findings->item(i), errors)) expect.findings.push_back(*std::move(id));
    }
  }
  if (const auto tables = members.find("table")) expect.tables = read_tables(*tables, context);
  const std::optional<Place> results = members.find("results");
  if (!results || !is_array(*results, "results", errors)) return expect;
  expect.results.emplace();
  for (std::size_t i = 0; i < results->json->items.size(); ++i) {
    expect.results->push_back(read_result(results->item(i), context));
  }
  return expect;
}

}  // namespace wavetank::scenarios

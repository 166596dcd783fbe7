// The pipeline: one object per operator. The member that says what it does tells the operators apart.
#include <algorithm>

#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::string_view kAggregateHint =
    "write for example \"count()\", \"sum(value)\" or \"reduce(value, acc + value)\"";

// "source", "map", ...: the second member of its shape, but of a window it is "window".
std::string_view verb_of(const Shape& shape) { return shape.name; }

// Which operator it is; nothing after an error.
const Shape* find_shape(const Place& place, Errors& errors) {
  std::vector<std::string_view> verbs;
  std::vector<const Shape*> found;
  for (const Shape* shape : operator_shapes()) {
    verbs.push_back(verb_of(*shape));
    if (place.json->find(verb_of(*shape)) != nullptr) found.push_back(shape);
  }
  if (found.size() == 1) return found.front();
  if (found.size() > 1) {
    errors.add(place, "two operators in one; found " + quote(verb_of(*found[0])) + " and " + quote(verb_of(*found[1])),
               "write an object for each");
    return nullptr;
  }
  std::string hint;
  for (const std::string& name : place.json->names) {
    if (hint.empty() && name != "id") hint = hint_of(name, verbs);
  }
  errors.add(place, "expected a member that says what the operator does: " + any_of(verbs), hint);
  return nullptr;
}

std::optional<std::vector<std::string>> read_from(const Place& place, Errors& errors) {
  if (place.json->kind == JsonKind::Text) return std::vector{place.json->text};
  if (place.json->kind != JsonKind::Array) {
    errors.expected(place, "the id of an operator, or an array of ids");
    return std::nullopt;
  }
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto id = as_text(place.item(i), errors)) ids.push_back(*std::move(id));
  }
  return ids;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// "count()", "sum(value)", "reduce(value, acc + value)".
std::optional<AggregateSpec> read_aggregate(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  const std::size_t open = text->find('(');
  if (open == std::string::npos || !text->ends_with(')')) {
    errors.expected(place, "an aggregate", std::string(kAggregateHint));
    return std::nullopt;
  }
  const std::string_view function = trimmed(std::string_view(*text).substr(0, open));
  const std::string_view inside = trimmed(std::string_view(*text).substr(open + 1, text->size() - open - 2));
  const auto* const word = std::find_if(kAggregateWords.begin(), kAggregateWords.end(),
                                        [&](const auto& candidate) { return candidate.text == function; });
  if (word == kAggregateWords.end()) {
    errors.add(place, "unknown aggregate " + quote(function), meant(function, texts_of(kAggregateWords)));
    return std::nullopt;
  }
  AggregateSpec aggregate{name, word->value, std::string(inside), ""};
  if (aggregate.kind != engine::AggregateKind::Reduce) return aggregate;
  const std::size_t comma = std::min(inside.find(','), inside.size());
  aggregate.field = trimmed(inside.substr(0, comma));
  aggregate.reduce = trimmed(inside.substr(std::min(comma + 1, inside.size())));
  return aggregate;
}

template <typename Read>
auto read_named(const Place& place, std::string_view what, const Read& read, Errors& errors) {
  std::vector<typename decltype(read(place, std::string(), errors))::value_type> parts;
  if (!is_object(place, what, errors)) return parts;
  refuse_repeated_names(place, errors);
  for (std::size_t i = 0; i < place.json->items.size(); ++i) {
    if (auto part = read(place.member(i), place.json->names[i], errors)) parts.push_back(*std::move(part));
  }
  return parts;
}

using MapField = std::pair<std::string, std::string>;
std::optional<MapField> read_map_field(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  return MapField{name, *text};
}

std::optional<engine::WindowShape> read_window_shape(const Place& place, Errors& errors) {
  const bool slides = place.json->find("sliding") != nullptr || place.json->find("slide") != nullptr;
  Members members(place, slides ? shape::kSliding : shape::kTumbling, errors);
  engine::WindowShape shape;
  members.read(slides ? "sliding" : "tumbling", shape.size, as_length);
  members.read("offset", shape.offset, as_length);
  shape.slide = shape.size;
  if (slides) members.read("slide", shape.slide, as_length);
  return shape;
}

SourceNode read_source(Members& members, Errors& errors) {
  SourceNode source;
  members.read("source", source.input, as_text);
  if (const auto place = members.find("watermark")) source.watermark = read_watermark(*place, source.mark, errors);
  return source;
}

MapNode read_map(const Members& members, Errors& errors) {
  const std::optional<Place> place = members.find("map");
  return place ? MapNode{read_named(*place, "names and expressions", read_map_field, errors)} : MapNode{};
}

FilterNode read_filter(Members& members) {
  FilterNode filter;
  members.read("filter", filter.condition, as_text);
  return filter;
}

TimestampsNode read_timestamps(Members& members, Errors& errors) {
  TimestampsNode timestamps;
  members.read("timestamps", timestamps.field, as_text);
  if (const auto at = members.find("watermark")) timestamps.watermark = read_watermark(*at, timestamps.mark, errors);
  return timestamps;
}

WindowNode read_window(Members& members, Errors& errors) {
  WindowNode window;
  members.read("key", window.key, as_text);
  members.read("window", window.shape, read_window_shape);
  members.read("allowed_lateness", window.allowed_lateness, as_length);
  members.read("late", window.late, as_word(kLateWords));
  const std::optional<Place> aggregates = members.find("aggregate");
  if (aggregates) window.aggregates = read_named(*aggregates, "names and aggregates", read_aggregate, errors);
  return window;
}

SinkNode read_sink(const Members& members, Errors& errors) {
  if (const std::optional<Place> place = members.find("sink")) Members nothing(*place, shape::kNothing, errors);
  return {};
}

}  // namespace

Node read_node(const Place& place, const Node* before, Errors& errors) {
  Node node;
  node.origin = place.origin();
  if (!is_object(place, "an operator", errors)) return node;
  const Shape* const shape = find_shape(place, errors);
  if (shape == nullptr) return node;
  Members members(place, *shape, errors);
  members.read("id", node.id, as_text);
  members.read("parallelism", node.parallelism, as_count);
  if (shape != &shape::kSource && before != nullptr) node.from = {before->id};
  if (shape != &shape::kSource) members.read("from", node.from, read_from);
  if (shape == &shape::kSource) node.op = read_source(members, errors);
  if (shape == &shape::kMap) node.op = read_map(members, errors);
  if (shape == &shape::kFilter) node.op = read_filter(members);
  if (shape == &shape::kTimestamps) node.op = read_timestamps(members, errors);
  if (shape == &shape::kWindowOperator) node.op = read_window(members, errors);
  if (shape == &shape::kSink) node.op = read_sink(members, errors);
  return node;
}

}  // namespace wavetank::scenarios

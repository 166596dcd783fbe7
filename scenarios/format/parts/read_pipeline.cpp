// The pipeline: one object per operator. The member that says what it does tells the operators apart.
#include "scenarios/format/parts/parts.hpp"

namespace wavetank::scenarios {
namespace {

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

using MapField = std::pair<std::string, std::string>;
std::optional<MapField> read_map_field(const Place& place, const std::string& name, Errors& errors) {
  const std::optional<std::string> text = as_text(place, errors);
  if (!text) return std::nullopt;
  return MapField{name, *text};
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

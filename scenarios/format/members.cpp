// Members of objects: known, needed, once.
#include "scenarios/format/members.hpp"

#include <algorithm>
#include <tuple>

#include "scenarios/format/read.hpp"

namespace wavetank::scenarios {

Place Place::item(std::size_t index) const { return {&json->items[index], pointer + "/" + std::to_string(index)}; }

Place Place::member(std::size_t index) const {
  return {&json->items[index], pointer + "/" + escaped(json->names[index])};
}

void Errors::add(const Place& place, std::string message, std::string hint) {
  if (errors_.size() > kErrorsMax) return;  // one more than are shown tells that there are more
  errors_.push_back({file_, place.json->line, place.pointer, std::move(message), std::move(hint)});
}

void Errors::add_missing(const Place& place, std::string_view name, std::string hint) {
  add({place.json, place.pointer + "/" + escaped(name)}, "the member " + quote(name) + " is missing", std::move(hint));
}

void Errors::expected(const Place& place, std::string_view what, std::string hint) {
  add(place, "expected " + std::string(what) + "; found " + found_text(*place.json), std::move(hint));
}

std::string found_text(const JsonNode& json) {
  switch (json.kind) {
    case JsonKind::Null: return "null";
    case JsonKind::Boolean: return json.boolean ? "true" : "false";
    case JsonKind::Integer: return "the number " + std::to_string(json.integer);
    case JsonKind::Natural: return "the number " + std::to_string(json.natural);
    case JsonKind::Real: return "the number " + printable(json.text, kQuotedBytesMax);
    case JsonKind::Text: return "the text " + quote(json.text);
    case JsonKind::Array: return "an array";
    case JsonKind::Object: return "an object";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(json.kind));
}

std::string hint_of(std::string_view word, const std::vector<std::string_view>& words) {
  const std::optional<std::string> near = engine::nearest(word, words);
  return near ? "did you mean " + quote(*near) + "?" : "";
}

void refuse_repeated_names(const Place& place, Errors& errors) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < place.json->names.size(); ++i) order.push_back(i);
  const std::vector<std::string>& names = place.json->names;
  const auto is_before = [&](std::size_t a, std::size_t b) { return std::tie(names[a], a) < std::tie(names[b], b); };
  std::sort(order.begin(), order.end(), is_before);
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (names[order[i - 1]] == names[order[i]]) {
      errors.add(place.member(order[i]), quote(names[order[i]]) + " is written twice", "keep one of the two");
    }
  }
}

bool is_array(const Place& place, std::string_view of_what, Errors& errors) {
  if (place.json->kind == JsonKind::Array) return true;
  errors.expected(place, "an array of " + std::string(of_what));
  return false;
}

bool is_object(const Place& place, std::string_view of_what, Errors& errors) {
  if (place.json->kind == JsonKind::Object) return true;
  errors.expected(place, "an object of " + std::string(of_what));
  return false;
}

Members::Members(const Place& place, const Shape& shape, Errors& errors, const std::vector<std::string_view>& more)
    : place_(place), errors_(&errors) {
  std::vector<std::string_view> known;
  for (const Member& member : shape.members) known.push_back(member.name);
  known.insert(known.end(), more.begin(), more.end());
  if (!is_object()) {
    const std::string what = known.empty() ? "an empty object {}" : "an object of " + std::string(shape.name);
    errors.expected(place, what);
    return;
  }
  refuse_repeated_names(place, errors);
  for (std::size_t i = 0; i < place.json->names.size(); ++i) {
    const std::string& name = place.json->names[i];
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    errors.add(place.member(i), "unknown member " + quote(name), meant(name, known));
  }
  for (const Member& member : shape.members) {
    if (member.need == Need::May || find(member.name)) continue;
    errors.add_missing(place, member.name);
  }
}

std::optional<Place> Members::find(std::string_view name) const {
  const std::vector<std::string>& names = place_.json->names;
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return place_.member(static_cast<std::size_t>(found - names.begin()));
}

}  // namespace wavetank::scenarios

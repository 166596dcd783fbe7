// A JSON value as recorded vectors use it: exact 64-bit integers; fractions stay text. Reading is in vectors.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wavetank::scenarios {

// A number that is no integer, as it was written: no floating point decides anything here.
struct JsonFraction {
  std::string text;
};

// Copies go as deep as the value; the reader bounds that.
class JsonValue {  // NOLINT(misc-no-recursion)
 public:
  using Array = std::vector<JsonValue>;
  using Member = std::pair<std::string, JsonValue>;
  using Object = std::vector<Member>;  // in the order of the text

  JsonValue() = default;  // null
  [[nodiscard]] static JsonValue null() { return {}; }
  [[nodiscard]] static JsonValue truth(bool value) { return JsonValue(Content(value)); }
  [[nodiscard]] static JsonValue integer(std::int64_t value) { return JsonValue(Content(value)); }
  [[nodiscard]] static JsonValue fraction(std::string_view value) {
    return JsonValue(Content(JsonFraction{std::string(value)}));
  }
  [[nodiscard]] static JsonValue text(std::string_view value) { return JsonValue(Content(std::string(value))); }
  [[nodiscard]] static JsonValue array(Array values) { return JsonValue(Content(std::move(values))); }
  [[nodiscard]] static JsonValue object(Object members) { return JsonValue(Content(std::move(members))); }

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(content_); }
  // Null pointers for values of another type.
  [[nodiscard]] const bool* if_truth() const { return std::get_if<bool>(&content_); }
  [[nodiscard]] const std::int64_t* if_integer() const { return std::get_if<std::int64_t>(&content_); }
  [[nodiscard]] const JsonFraction* if_fraction() const { return std::get_if<JsonFraction>(&content_); }
  [[nodiscard]] const std::string* if_text() const { return std::get_if<std::string>(&content_); }
  [[nodiscard]] const Array* if_array() const { return std::get_if<Array>(&content_); }
  [[nodiscard]] const Object* if_object() const { return std::get_if<Object>(&content_); }
  [[nodiscard]] Array* if_array() { return std::get_if<Array>(&content_); }
  [[nodiscard]] Object* if_object() { return std::get_if<Object>(&content_); }

  // The first member of this name; null pointer if there is none or this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view name) const;
  // No spaces, members in their order. Two values without objects are equal iff their texts are.
  [[nodiscard]] std::string compact() const;

 private:
  using Content = std::variant<std::monostate, bool, std::int64_t, JsonFraction, std::string, Array, Object>;
  explicit JsonValue(Content content) : content_(std::move(content)) {}

  Content content_;
};

}  // namespace wavetank::scenarios

// Reading fields and remembering the first that is wrong.
#include "scenarios/conform/fields.hpp"

#include <utility>

namespace wavetank::scenarios {

std::string_view VectorFields::name() const {
  const JsonValue* first = element(0);
  const std::string* text = first == nullptr ? nullptr : first->if_text();
  return text == nullptr ? std::string_view{} : std::string_view(*text);
}

const JsonValue* VectorFields::element(std::size_t at) const {
  const JsonValue::Array* values = value_.if_array();
  return values == nullptr || at >= values->size() ? nullptr : &(*values)[at];
}

std::int64_t VectorFields::to_integer(const JsonValue* value, std::string pointer, IntegerRange range) {
  const std::int64_t* integer = value == nullptr ? nullptr : value->if_integer();
  if (integer == nullptr) {
    remember(std::move(pointer), "expected an integer");
    return 0;
  }
  if (*integer >= range.min && *integer <= range.max) return *integer;
  remember(std::move(pointer), "expected " + std::to_string(range.min) + " to " + std::to_string(range.max));
  return 0;
}

std::string_view VectorFields::to_text(const JsonValue* value, std::string pointer) {
  const std::string* text = value == nullptr ? nullptr : value->if_text();
  if (text != nullptr) return *text;
  remember(std::move(pointer), "expected a text");
  return {};
}

bool VectorFields::to_truth(const JsonValue* value, std::string pointer) {
  const bool* truth = value == nullptr ? nullptr : value->if_truth();
  if (truth != nullptr) return *truth;
  remember(std::move(pointer), "expected true or false");
  return false;
}

const JsonValue& VectorFields::to_object(const JsonValue* value, std::string pointer) {
  if (value != nullptr && value->if_object() != nullptr) return *value;
  remember(std::move(pointer), "expected an object");
  return value == nullptr ? value_ : *value;
}

const JsonValue& VectorFields::to_array(const JsonValue* value, std::string pointer) {
  if (value != nullptr && value->if_array() != nullptr) return *value;
  remember(std::move(pointer), "expected an array");
  return value == nullptr ? value_ : *value;
}

void VectorFields::remember(std::string pointer, std::string message) {
  if (!problem_) problem_ = FieldProblem{std::move(pointer), std::move(message)};
}

}  // namespace wavetank::scenarios

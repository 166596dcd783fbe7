// Typed access to the fields of a config or a step.
//
// The first field that is not what its family says is remembered as a problem with its pointer; it and all later
// ones read as zero, empty or null. A driver reads on and the runner looks once, after the step.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "scenarios/conform/json_value.hpp"

namespace wavetank::scenarios {

struct FieldProblem {
  std::string pointer;
  std::string message;
};

// Inclusive.
struct IntegerRange {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

// A view: the value and the place for the problem must outlive it.
class VectorFields {
 public:
  VectorFields(const JsonValue& value, std::string pointer, std::optional<FieldProblem>& problem)
      : value_(value), pointer_(std::move(pointer)), problem_(problem) {}

  [[nodiscard]] bool ok() const { return !problem_.has_value(); }
  [[nodiscard]] const JsonValue& value() const { return value_; }
  // The name that a step starts with; "" if there is none.
  [[nodiscard]] std::string_view name() const;

  // `Place` is a member's name or an element's index.
  template <typename Place>
  [[nodiscard]] std::int64_t integer(const Place& place, IntegerRange range = {}) {
    return to_integer(find(place), below(place), range);
  }
  template <typename Place>
  [[nodiscard]] std::string_view text(const Place& place) {
    return to_text(find(place), below(place));
  }
  template <typename Place>
  [[nodiscard]] bool truth(const Place& place) {
    return to_truth(find(place), below(place));
  }
  // Whether it is there and null.
  template <typename Place>
  [[nodiscard]] bool is_null(const Place& place) const {
    const JsonValue* found = find(place);
    return found != nullptr && found->is_null();
  }
  template <typename Place>
  [[nodiscard]] bool has(const Place& place) const {
    return find(place) != nullptr;
  }
  template <typename Place>
  [[nodiscard]] VectorFields object(const Place& place) {
    return VectorFields(to_object(find(place), below(place)), below(place), problem_);
  }
  template <typename Place>
  [[nodiscard]] VectorFields array(const Place& place) {
    return VectorFields(to_array(find(place), below(place)), below(place), problem_);
  }
  template <typename Place>
  void refuse(const Place& place, std::string message) {
    remember(below(place), std::move(message));
  }

 private:
  template <typename Place>
  [[nodiscard]] const JsonValue* find(const Place& place) const {
    if constexpr (std::is_integral_v<Place>) {
      return element(static_cast<std::size_t>(place));
    } else {
      return value_.find(place);
    }
  }
  template <typename Place>
  [[nodiscard]] std::string below(const Place& place) const {
    if constexpr (std::is_integral_v<Place>) {
      return pointer_ + "/" + std::to_string(place);
    } else {
      return pointer_ + "/" + std::string(place);
    }
  }
  [[nodiscard]] const JsonValue* element(std::size_t at) const;

  [[nodiscard]] std::int64_t to_integer(const JsonValue* value, std::string pointer, IntegerRange range);
  [[nodiscard]] std::string_view to_text(const JsonValue* value, std::string pointer);
  [[nodiscard]] bool to_truth(const JsonValue* value, std::string pointer);
  [[nodiscard]] const JsonValue& to_object(const JsonValue* value, std::string pointer);
  [[nodiscard]] const JsonValue& to_array(const JsonValue* value, std::string pointer);
  void remember(std::string pointer, std::string message);

  const JsonValue& value_;
  std::string pointer_;
  std::optional<FieldProblem>& problem_;
};

}  // namespace wavetank::scenarios

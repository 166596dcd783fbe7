// Bad input as a value: either a T or what was wrong with it. Our own bugs throw instead (assert.hpp).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "engine/base/assert.hpp"

namespace wavetank::engine {

// "primary; detail", lower case, no final stop. `hint` says what to do, for example the nearest valid word.
struct Problem {
  std::string message;
  std::string hint;
  std::size_t offset = 0;  // byte in the text that was read, where that makes sense
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Result(Problem problem) : content_(std::move(problem)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(content_); }
  // REQUIRES: ok().
  [[nodiscard]] const T& value() const& {
    WT_REQUIRE(ok());
    return std::get<T>(content_);
  }
  [[nodiscard]] T&& value() && {
    WT_REQUIRE(ok());
    return std::get<T>(std::move(content_));
  }
  // REQUIRES: !ok().
  [[nodiscard]] const Problem& problem() const {
    WT_REQUIRE(!ok());
    return std::get<Problem>(content_);
  }

 private:
  std::variant<T, Problem> content_;
};

}  // namespace wavetank::engine

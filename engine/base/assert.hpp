// Assertions that are on in every build: a broken promise of ours stops the run and says what it saw.
//
// WT_ASSERT is for our own bugs, WT_REQUIRE for a caller that broke a documented precondition. Both throw
// `InvariantViolation`. The boundary of a run adds seed, step and simulated time and passes it on; it ends in `main`, or
// where one of many runs must not end the others: the shrinker and the replay of recorded vectors. Facts are printed with their expressions: WT_ASSERT(a <= b, a, b).
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace wavetank::engine {

// A bug in wavetank itself (exit code 3), never bad input and never a finding about a pipeline.
class InvariantViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {

std::string to_fact(std::int64_t value);
std::string to_fact(std::uint64_t value);
std::string to_fact(std::string_view value);

template <typename T>
std::string fact(const T& value) {
  if constexpr (requires { std::string_view(value); }) {
    return to_fact(std::string_view(value));
  } else if constexpr (requires { value.ticks(); }) {
    return to_fact(static_cast<std::int64_t>(value.ticks()));
  } else if constexpr (std::is_signed_v<T>) {
    return to_fact(static_cast<std::int64_t>(value));
  } else {
    return to_fact(static_cast<std::uint64_t>(value));
  }
}

[[noreturn]] void fail(const char* kind, const char* expression, const char* file, int line, const char* names,
                       std::string_view facts);

template <typename... Facts>
std::string join(const Facts&... facts) {
  std::string text;
  ((text += (text.empty() ? "" : ", ") + fact(facts)), ...);
  return text;
}

}  // namespace detail
}  // namespace wavetank::engine

#define WT_CHECK_AS_(kind, condition, ...)                                                    \
  do {                                                                                        \
    if (!(condition)) [[unlikely]] {                                                          \
      ::wavetank::engine::detail::fail(kind, #condition, __FILE__, __LINE__, "" #__VA_ARGS__, \
                                       ::wavetank::engine::detail::join(__VA_ARGS__));        \
    }                                                                                         \
  } while (false)

#define WT_ASSERT(condition, ...) WT_CHECK_AS_("assertion", condition, __VA_ARGS__)
#define WT_REQUIRE(condition, ...) WT_CHECK_AS_("requirement", condition, __VA_ARGS__)
#define WT_UNREACHABLE(...)                                                                       \
  ::wavetank::engine::detail::fail("unreachable", "reached", __FILE__, __LINE__, "" #__VA_ARGS__, \
                                   ::wavetank::engine::detail::join(__VA_ARGS__))

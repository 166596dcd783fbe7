// How a failed assertion is worded. Out of line, so that the checks themselves stay one branch.
#include "engine/base/assert.hpp"

namespace wavetank::engine::detail {

std::string to_fact(std::int64_t value) { return std::to_string(value); }
std::string to_fact(std::uint64_t value) { return std::to_string(value); }
std::string to_fact(std::string_view value) { return "\"" + std::string(value) + "\""; }

void fail(const char* kind, const char* expression, const char* file, int line, const char* names,
          std::string_view facts) {
  std::string text = std::string(kind) + " failed: " + expression;
  if (!facts.empty()) {
    text += " with (" + std::string(names) + ") = (" + std::string(facts) + ")";
  }
  text += " at " + std::string(file) + ":" + std::to_string(line);
  throw InvariantViolation(text);
}

}  // namespace wavetank::engine::detail

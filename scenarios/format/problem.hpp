// What is wrong with an input: the place, what was expected, and what to do. Collected, never only the first.
#pragma once

#include <string>
#include <vector>

namespace wavetank::scenarios {

// `message` is "primary; detail", lower case, no final stop. `hint` may be empty, for example the nearest valid word.
struct InputError {
  std::string file;
  std::size_t line = 0;  // from 1; 0: unknown
  std::string pointer;   // JSON pointer, or empty
  std::string message;
  std::string hint;
};

// "file:line: message (at /pointer); hint: ..."
[[nodiscard]] std::string to_text(const InputError& error);

}  // namespace wavetank::scenarios

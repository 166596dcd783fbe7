// Input errors as one line of text.
#include "scenarios/format/problem.hpp"

namespace wavetank::scenarios {

std::string to_text(const InputError& error) {
  std::string text = error.file.empty() ? "scenario" : error.file;
  if (error.line > 0) text += ":" + std::to_string(error.line);
  text += ": " + error.message;
  if (!error.pointer.empty()) text += " (at " + error.pointer + ")";
  if (!error.hint.empty()) text += "; hint: " + error.hint;
  return text;
}

}  // namespace wavetank::scenarios

// Finds the functions of a source by counting braces: no compiler, good enough for the house's own style.
//
// What it does not see: functions made by macros, lambdas apart from the function that holds them, and lambdas and
// braces in the initialisers of variables outside functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/tidy/source.hpp"

namespace wavetank::tidy {

struct Function {
  std::string name;
  std::size_t line = 0;        // of its first brace, or of its semicolon
  std::size_t body_lines = 0;  // from brace to brace; 0 for a declaration
  std::size_t parameters = 0;
};

// Definitions, and declarations in classes.
[[nodiscard]] std::vector<Function> functions_of(const Source& source);

// Rule `function-length`: at most 70 lines. Rule `parameters`: at most 5.
[[nodiscard]] Offences unwieldy_functions(const std::vector<Source>& house);

}  // namespace wavetank::tidy

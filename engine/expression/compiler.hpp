// From text to program (expression.hpp has the language).
#pragma once

#include <span>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/expression/program.hpp"
#include "engine/expression/variable.hpp"
#include "engine/facts/texts.hpp"

namespace wavetank::engine {

// Text literals are interned in `texts`, also when a later problem ends the compilation.
[[nodiscard]] Result<Program> compile_program(std::string_view text, std::span<const Variable> variables, Texts& texts);

}  // namespace wavetank::engine

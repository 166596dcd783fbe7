// The small language of map, filter and reduce: `value > 10 && key != "x"`, `if(value < 0, 0 - value, value)`.
//
//   operators   ||   &&   == !=   < <= > >=   + -   * / %   unary - !     from loosest to tightest; binary ones to the left
//   functions   if(condition, then, else)   coalesce(a, b)   is_null(a)   min(a, b)   max(a, b)
//   literals    42   10.25 (a decimal of scale 2)   "text" 'text'   true   false   null
//
// Nothing can fail while it runs. Null follows SQL: it makes arithmetic, comparison, min and max null, && and || are
// three-valued, and `if` takes its third value when the condition is null. Integers wrap as in Java; division truncates,
// and division or remainder by zero is null. Since values have no effects, both branches of an `if` are computed.
// Types are checked when it is compiled (value_type.hpp); an expression is never interpreted from its text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/expression/program.hpp"
#include "engine/expression/variable.hpp"
#include "engine/facts/rows.hpp"
#include "engine/facts/texts.hpp"

namespace wavetank::engine {

// An immutable value. Text literals are ids of the `texts` it was compiled with, and only they are equal to its cells'.
class Expression {
 public:
  // A problem carries the byte it is at and a hint. Of variables with one name the first counts; literals and functions
  // keep their meaning whatever variables are called.
  static Result<Expression> compile(std::string_view text, std::span<const Variable> variables, Texts& texts);

  // Costs about two nanoseconds per operation and allocates nothing. Slots that are not used may hold anything.
  // REQUIRES: a slot for each variable, in their order; null cells have bits 0, booleans 0 or 1.
  [[nodiscard]] Cell evaluate(std::span<const Cell> slots) const;

  // Whether a filter keeps the record: true does, false and null do not.
  // REQUIRES: type() is Boolean; as for evaluate.
  [[nodiscard]] bool accepts(std::span<const Cell> slots) const;

  [[nodiscard]] FieldType type() const { return program_.type.type; }
  [[nodiscard]] std::uint8_t scale() const { return program_.type.scale; }
  [[nodiscard]] std::string_view text() const { return text_; }

  // The slots it reads, ascending.
  [[nodiscard]] std::span<const std::uint32_t> used() const { return program_.used; }
  [[nodiscard]] bool uses(std::uint32_t slot) const;
  // Its slot, if the expression is one variable and nothing else.
  [[nodiscard]] std::optional<std::uint32_t> bare() const;

 private:
  Expression(std::string text, Program program);

  std::string text_;
  Program program_;
};

}  // namespace wavetank::engine

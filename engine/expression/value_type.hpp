// The operations of the expression language and the types they take and give.
//
// Pure tables: no text is read and nothing is evaluated here. A refusal says in words what was tried and, as its
// hint, what would work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/facts/schema.hpp"

namespace wavetank::engine {

enum class Operation : std::uint8_t {
  Slot,      // a variable's value
  Constant,  // an integer, boolean, decimal or text
  Null,
  Negate,
  Not,
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  Equal,
  NotEqual,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  And,
  Or,
  If,
  Coalesce,
  IsNull,
  Min,
  Max,
};

// A value's type while an expression is compiled. The literal null has none of its own and takes its neighbour's.
struct ValueType {
  FieldType type = FieldType::Int64;
  std::uint8_t scale = 0;  // of a decimal
  bool only_null = false;  // then the rest says nothing
  friend bool operator==(const ValueType&, const ValueType&) = default;
};

// How many values the operation takes from the stack; it always puts one back.
[[nodiscard]] std::size_t operand_count(Operation operation);

// As it is written: "+", "coalesce".
[[nodiscard]] std::string_view spelling(Operation operation);

// As it is said: "integer", "decimal(2)".
[[nodiscard]] std::string describe(const ValueType& type);

// The type of `operation` on these operands, or why there is none; the problem's offset is left to the caller.
// REQUIRES: operand_count(operation) operands, at least one.
[[nodiscard]] Result<ValueType> result_type(Operation operation, std::span<const ValueType> operands);

}  // namespace wavetank::engine

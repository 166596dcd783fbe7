// What an expression compiles to: a postfix program for a small stack, and the limits on its size.
//
// One code serves all types of its operands, since a cell's 64 bits compare and add alike whatever they stand for;
// that the operands fit each other was settled at compile time (value_type.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/expression/value_type.hpp"

namespace wavetank::engine {

inline constexpr std::size_t kExpressionBytesMax = 4096;
inline constexpr std::size_t kExpressionDepthMax = 32;  // values that wait on the stack at once
inline constexpr std::size_t kExpressionInstructionsMax = 1024;

// `bits` of a Slot is the variable's place, of a Constant its cell's bits; of the others 0.
struct Instruction {
  Operation operation = Operation::Null;
  std::int64_t bits = 0;
};

struct Program {
  std::vector<Instruction> instructions;
  std::vector<std::uint32_t> used;  // slots it reads, ascending, each once
  std::uint32_t slots = 0;          // how many variables it was compiled for
  ValueType type;                   // of its result; not null alone
};

}  // namespace wavetank::engine

// The stack machine.
#include "engine/expression/expression.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "engine/base/time.hpp"
#include "engine/expression/compiler.hpp"

namespace wavetank::engine {
namespace {

// A cell without initialisers: making one costs nothing.
struct StackValue {
  std::int64_t bits;
  bool null;
};

constexpr StackValue kNullValue{0, true};

constexpr auto kProduct = [](std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
};

// The least integer by -1 wraps; the machine's own division would trap.
StackValue quotient(StackValue a, StackValue b) {
  if (a.null || b.null || b.bits == 0) return kNullValue;
  return {b.bits == -1 ? wrapping_subtract(0, a.bits) : a.bits / b.bits, false};
}

StackValue remainder_of(StackValue a, StackValue b) {
  if (a.null || b.null || b.bits == 0) return kNullValue;
  return {b.bits == -1 ? 0 : a.bits % b.bits, false};
}

// Three-valued: the one value that decides alone wins over null.
StackValue joined(StackValue a, StackValue b, std::int64_t deciding) {
  if ((!a.null && a.bits == deciding) || (!b.null && b.bits == deciding)) return {deciding, false};
  return a.null || b.null ? kNullValue : StackValue{1 - deciding, false};
}

// The topmost value is apart, so that it stays in registers and most operations touch one value in memory; bits and
// nulls lie apart, since a whole value read right after its two parts were written waits for both. Bounds are not
// checked again, nor is the stack cleared: the compiler has counted, and nothing is read before it was written.
class ValueStack {
 public:
  [[nodiscard]] StackValue top() const { return {bits_, null_}; }
  void replace(StackValue value) {
    bits_ = value.bits;
    null_ = value.null;
  }
  void push(StackValue value) {
    *below_bits_++ = bits_;
    *below_nulls_++ = null_;
    replace(value);
  }
  // The value under the top, which leaves the stack while the top stays.
  [[nodiscard]] StackValue pull() { return {*--below_bits_, *--below_nulls_}; }

  template <typename Combine>
  void combine(const Combine& of) {
    replace(of(pull(), top()));
  }
  // Of two integers, of which a null makes null.
  template <typename Calculate>
  void strictly(const Calculate& of) {
    combine([&](StackValue a, StackValue b) {
      return a.null || b.null ? kNullValue : StackValue{std::int64_t{of(a.bits, b.bits)}, false};
    });
  }
  void choose() {
    const StackValue then = pull();
    const StackValue condition = pull();
    if (!condition.null && condition.bits != 0) replace(then);
  }

 private:
  // The first push puts away a top that was none: of n values, n lie below or have no meaning.
  std::int64_t bits_ = 0;
  bool null_ = true;
  std::array<std::int64_t, kExpressionDepthMax> bits_below_;
  std::array<bool, kExpressionDepthMax> nulls_below_;
  std::int64_t* below_bits_ = bits_below_.data();
  bool* below_nulls_ = nulls_below_.data();
};

void perform(const Instruction& instruction, std::span<const Cell> slots, ValueStack& stack) {
  using Bits = std::int64_t;
  switch (instruction.operation) {
    case Operation::Slot: {
      const Cell& cell = slots[static_cast<std::size_t>(instruction.bits)];
      stack.push({cell.bits, cell.null});
      break;
    }
    case Operation::Constant: stack.push({instruction.bits, false}); break;
    case Operation::Null: stack.push(kNullValue); break;
    case Operation::Negate: stack.replace({wrapping_subtract(Bits{0}, stack.top().bits), stack.top().null}); break;
    case Operation::Not: stack.replace({stack.top().null ? 0 : 1 - stack.top().bits, stack.top().null}); break;
    case Operation::Add: stack.strictly([](Bits a, Bits b) { return wrapping_add(a, b); }); break;
    case Operation::Subtract: stack.strictly([](Bits a, Bits b) { return wrapping_subtract(a, b); }); break;
    case Operation::Multiply: stack.strictly(kProduct); break;
    case Operation::Divide: stack.combine(quotient); break;
    case Operation::Remainder: stack.combine(remainder_of); break;
    case Operation::Equal: stack.strictly(std::equal_to<>()); break;
    case Operation::NotEqual: stack.strictly(std::not_equal_to<>()); break;
    case Operation::Less: stack.strictly(std::less<>()); break;
    case Operation::LessOrEqual: stack.strictly(std::less_equal<>()); break;
    case Operation::Greater: stack.strictly(std::greater<>()); break;
    case Operation::GreaterOrEqual: stack.strictly(std::greater_equal<>()); break;
    case Operation::And: stack.combine([](StackValue a, StackValue b) { return joined(a, b, 0); }); break;
    case Operation::Or: stack.combine([](StackValue a, StackValue b) { return joined(a, b, 1); }); break;
    case Operation::If: stack.choose(); break;
    case Operation::Coalesce: stack.combine([](StackValue a, StackValue b) { return a.null ? b : a; }); break;
    case Operation::IsNull: stack.replace({stack.top().null ? 1 : 0, false}); break;
    case Operation::Min: stack.strictly([](Bits a, Bits b) { return std::min(a, b); }); break;
    case Operation::Max: stack.strictly([](Bits a, Bits b) { return std::max(a, b); }); break;
  }
}

}  // namespace

Expression::Expression(std::string text, Program program) : text_(std::move(text)), program_(std::move(program)) {
  WT_REQUIRE(!program_.instructions.empty(), std::string_view(text_));
  WT_REQUIRE(program_.instructions.size() <= kExpressionInstructionsMax, program_.instructions.size());
  WT_REQUIRE(program_.used.empty() || program_.used.back() < program_.slots, program_.slots);
}

Result<Expression> Expression::compile(std::string_view text, std::span<const Variable> variables, Texts& texts) {
  Result<Program> program = compile_program(text, variables, texts);
  if (!program.ok()) return program.problem();
  return Expression(std::string(text), std::move(program).value());
}

Cell Expression::evaluate(std::span<const Cell> slots) const {
  WT_REQUIRE(slots.size() == program_.slots, slots.size(), program_.slots);
  ValueStack stack;
  for (const Instruction& instruction : program_.instructions) perform(instruction, slots, stack);
  const StackValue result = stack.top();
  WT_ASSERT(!result.null || result.bits == 0, result.bits);
  return Cell{result.bits, result.null};
}

bool Expression::accepts(std::span<const Cell> slots) const {
  WT_REQUIRE(type() == FieldType::Boolean);
  const Cell result = evaluate(slots);
  return !result.null && result.bits != 0;
}

bool Expression::uses(std::uint32_t slot) const { return std::ranges::binary_search(program_.used, slot); }

std::optional<std::uint32_t> Expression::bare() const {
  const bool alone = program_.instructions.size() == 1 && program_.instructions[0].operation == Operation::Slot;
  if (!alone) return std::nullopt;
  return static_cast<std::uint32_t>(program_.instructions[0].bits);
}

}  // namespace wavetank::engine

// Shunting-yard: operators wait on a stack of their own until what binds tighter has been emitted.
//
// The types of the values that would be on the machine's stack are kept beside, so each operation is checked when it
// is emitted, and the program's depth is known before it ever runs. Either a value or an operator is expected next;
// no other state is needed, and none of it recurses.
#include "engine/expression/compiler.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/nearest.hpp"
#include "engine/expression/token.hpp"

namespace wavetank::engine {
namespace {

struct BinaryOperator {
  std::string_view symbol;
  Operation operation;
  int binding;  // the higher, the tighter
};
constexpr std::array<BinaryOperator, 13> kBinaryOperators{{{"||", Operation::Or, 1},
                                                           {"&&", Operation::And, 2},
                                                           {"==", Operation::Equal, 3},
                                                           {"!=", Operation::NotEqual, 3},
                                                           {"<", Operation::Less, 4},
                                                           {"<=", Operation::LessOrEqual, 4},
                                                           {">", Operation::Greater, 4},
                                                           {">=", Operation::GreaterOrEqual, 4},
                                                           {"+", Operation::Add, 5},
                                                           {"-", Operation::Subtract, 5},
                                                           {"*", Operation::Multiply, 6},
                                                           {"/", Operation::Divide, 6},
                                                           {"%", Operation::Remainder, 6}}};
constexpr int kUnaryBinding = 7;

struct Function {
  Operation operation;
  std::string_view usage;
};
constexpr std::array<Function, 5> kFunctions{{{Operation::If, "if(condition, then, else)"},
                                              {Operation::Coalesce, "coalesce(a, b)"},
                                              {Operation::IsNull, "is_null(a)"},
                                              {Operation::Min, "min(a, b)"},
                                              {Operation::Max, "max(a, b)"}}};

enum class PendingKind : std::uint8_t { Operator, Parenthesis, Call };

// What waits on the operators' stack.
struct Pending {
  PendingKind kind = PendingKind::Operator;
  Operation operation = Operation::Null;  // of an operator or a call
  int binding = 0;                        // of an operator
  std::size_t arguments = 0;              // of a call, those begun so far; none before its parenthesis
  std::size_t offset = 0;
};

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }
std::string seen(const Token& token) { return token.kind == TokenKind::End ? "the end" : quoted(token.spelling); }
bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == TokenKind::Symbol && token.spelling == symbol;
}

class ExpressionCompiler {
 public:
  ExpressionCompiler(std::string_view source, std::span<const Variable> variables, Texts& texts)
      : source_(source), variables_(variables), texts_(texts) {}

  Result<Program> compile();

 private:
  using Failure = std::optional<Problem>;

  Failure read_value(const Token& token, const Token& next);
  Failure read_operator(const Token& token);
  Failure read_number(const Token& token);
  Failure read_name(const Token& token);
  Failure begin_call(const Token& name);
  Failure next_argument(const Token& comma);
  Failure close(const Token& parenthesis);
  Failure finish();
  Failure emit_down_to(int binding);
  Failure emit(const Pending& pending);
  Failure push(Instruction instruction, const ValueType& type, std::size_t offset);
  Failure constant(std::int64_t bits, const ValueType& type, std::size_t offset);
  [[nodiscard]] bool awaits_parenthesis() const {
    return !pending_.empty() && pending_.back().kind == PendingKind::Call && pending_.back().arguments == 0;
  }
  [[nodiscard]] static Problem wrong_count(const Pending& call);
  [[nodiscard]] Problem unknown_name(const Token& token) const;
  [[nodiscard]] Problem missing_value(const Token& token) const;

  std::string_view source_;
  std::span<const Variable> variables_;
  Texts& texts_;
  std::vector<Pending> pending_;
  std::vector<ValueType> types_;
  Program program_;
  bool expects_value_ = true;
};

Result<Program> ExpressionCompiler::compile() {
  if (source_.size() > kExpressionBytesMax) {
    return Problem{"the expression is too long", "at most 4096 bytes, over several maps if need be",
                   kExpressionBytesMax};
  }
  Result<std::vector<Token>> read = tokens_of(source_);
  if (!read.ok()) return read.problem();
  const std::vector<Token>& tokens = read.value();
  if (tokens.size() == 1) return Problem{"the expression is empty", "write true to keep every record", 0};
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& next = tokens[std::min(i + 1, tokens.size() - 1)];
    const Failure failure = expects_value_ ? read_value(tokens[i], next) : read_operator(tokens[i]);
    if (failure) return *failure;
  }
  WT_ASSERT(types_.size() == 1 && pending_.empty(), types_.size(), pending_.size());
  program_.type = types_.back();
  program_.slots = static_cast<std::uint32_t>(variables_.size());
  std::ranges::sort(program_.used);
  const auto repeats = std::ranges::unique(program_.used);
  program_.used.erase(repeats.begin(), repeats.end());
  return std::move(program_);
}

ExpressionCompiler::Failure ExpressionCompiler::read_value(const Token& token, const Token& next) {
  switch (token.kind) {
    case TokenKind::Integer:
    case TokenKind::Decimal: return read_number(token);
    case TokenKind::Text: {
      const TextId id = texts_.intern(token.text);
      return constant(static_cast<std::int64_t>(index_of(id)), {FieldType::Text}, token.offset);
    }
    case TokenKind::Name: return is_symbol(next, "(") ? begin_call(token) : read_name(token);
    case TokenKind::End: return missing_value(token);
    case TokenKind::Symbol: break;
  }
  if (token.spelling == "(" && awaits_parenthesis()) {
    pending_.back().arguments = 1;
  } else if (token.spelling == "(") {
    pending_.push_back({.kind = PendingKind::Parenthesis, .offset = token.offset});
  } else if (token.spelling == "-") {
    pending_.push_back({.operation = Operation::Negate, .binding = kUnaryBinding, .offset = token.offset});
  } else if (token.spelling == "!") {
    pending_.push_back({.operation = Operation::Not, .binding = kUnaryBinding, .offset = token.offset});
  } else {
    return missing_value(token);
  }
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::read_operator(const Token& token) {
  if (token.kind == TokenKind::End) return finish();
  if (is_symbol(token, ",")) return next_argument(token);
  if (is_symbol(token, ")")) return close(token);
  const auto* const found = std::ranges::find_if(
      kBinaryOperators, [&](const BinaryOperator& known) { return is_symbol(token, known.symbol); });
  if (found == kBinaryOperators.end()) {
    std::string hint = "operators are || && == != < <= > >= + - * / %";
    if (token.spelling == "and" || token.spelling == "AND") hint = "and is written &&";
    if (token.spelling == "or" || token.spelling == "OR") hint = "or is written ||";
    if (token.spelling == "is" || token.spelling == "IS") hint = "write is_null(x)";
    return Problem{"an operator is missing before " + seen(token), hint, token.offset};
  }
  if (Failure failure = emit_down_to(found->binding)) return failure;
  pending_.push_back({.operation = found->operation, .binding = found->binding, .offset = token.offset});
  expects_value_ = true;
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::read_number(const Token& token) {
  constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const bool negated = !pending_.empty() && pending_.back().operation == Operation::Negate;
  // 2^63 becomes the least integer, whose negation is itself: -9223372036854775808 comes out right.
  if (token.magnitude > kLargest && !negated) {
    return Problem{"the number does not fit 64 bits", "the largest is 9223372036854775807", token.offset};
  }
  const FieldType type = token.kind == TokenKind::Decimal ? FieldType::Decimal : FieldType::Int64;
  return constant(static_cast<std::int64_t>(token.magnitude), {type, token.scale}, token.offset);
}

ExpressionCompiler::Failure ExpressionCompiler::read_name(const Token& token) {
  if (token.spelling == "true") return constant(1, {FieldType::Boolean}, token.offset);
  if (token.spelling == "false") return constant(0, {FieldType::Boolean}, token.offset);
  if (token.spelling == "null") return push({Operation::Null}, {.only_null = true}, token.offset);
  const auto found =
      std::ranges::find_if(variables_, [&](const Variable& variable) { return variable.name == token.spelling; });
  if (found == variables_.end()) return unknown_name(token);
  const auto slot = static_cast<std::uint32_t>(found - variables_.begin());
  const std::uint8_t scale = found->type == FieldType::Decimal ? found->scale : std::uint8_t{0};
  program_.used.push_back(slot);
  return push({Operation::Slot, slot}, {found->type, scale}, token.offset);
}

ExpressionCompiler::Failure ExpressionCompiler::begin_call(const Token& name) {
  const auto* const found = std::ranges::find_if(
      kFunctions, [&](const Function& known) { return spelling(known.operation) == name.spelling; });
  if (found == kFunctions.end()) {
    std::array<std::string_view, kFunctions.size()> names;
    std::ranges::transform(kFunctions, names.begin(), [](const Function& known) { return spelling(known.operation); });
    const std::optional<std::string> meant = nearest(name.spelling, names);
    const std::string hint = meant ? "did you mean " + quoted(*meant) : "functions are if, coalesce, is_null, min, max";
    return Problem{"unknown function " + quoted(name.spelling), hint, name.offset};
  }
  pending_.push_back({.kind = PendingKind::Call, .operation = found->operation, .offset = name.offset});
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::next_argument(const Token& comma) {
  if (Failure failure = emit_down_to(0)) return failure;
  if (pending_.empty() || pending_.back().kind != PendingKind::Call) {
    return Problem{"a comma outside of a call", "commas separate the arguments of a function", comma.offset};
  }
  ++pending_.back().arguments;
  expects_value_ = true;
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::close(const Token& parenthesis) {
  if (Failure failure = emit_down_to(0)) return failure;
  if (pending_.empty()) return Problem{"a ')' without its '('", "remove it", parenthesis.offset};
  const Pending opened = pending_.back();
  pending_.pop_back();
  if (opened.kind == PendingKind::Parenthesis) return std::nullopt;
  if (opened.arguments != operand_count(opened.operation)) return wrong_count(opened);
  return emit(opened);
}

ExpressionCompiler::Failure ExpressionCompiler::finish() {
  if (Failure failure = emit_down_to(0)) return failure;
  if (!pending_.empty()) return Problem{"a '(' without its ')'", "close it", pending_.back().offset};
  if (types_.back().only_null) {
    return Problem{"the expression is always null and of no type",
                   "name a value of the type, as in if(false, value, null)", 0};
  }
  return std::nullopt;
}

// Emits the operators that bind at least as tightly, back to the nearest parenthesis.
ExpressionCompiler::Failure ExpressionCompiler::emit_down_to(int binding) {
  while (!pending_.empty() && pending_.back().kind == PendingKind::Operator && pending_.back().binding >= binding) {
    const Pending next = pending_.back();
    pending_.pop_back();
    if (Failure failure = emit(next)) return failure;
  }
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::emit(const Pending& pending) {
  const std::size_t count = operand_count(pending.operation);
  WT_ASSERT(types_.size() >= count, types_.size(), count);
  const std::span<const ValueType> operands = std::span(types_).last(count);
  const Result<ValueType> type = result_type(pending.operation, operands);
  if (!type.ok()) {
    Problem problem = type.problem();
    problem.offset = pending.offset;
    return problem;
  }
  types_.resize(types_.size() - count);
  return push({pending.operation}, type.value(), pending.offset);
}

ExpressionCompiler::Failure ExpressionCompiler::push(Instruction instruction, const ValueType& type,
                                                     std::size_t offset) {
  if (types_.size() == kExpressionDepthMax) {
    return Problem{"the expression is nested too deeply", "split it over several maps", offset};
  }
  if (program_.instructions.size() == kExpressionInstructionsMax) {
    return Problem{"the expression has too many parts", "split it over several maps", offset};
  }
  program_.instructions.push_back(instruction);
  types_.push_back(type);
  expects_value_ = false;
  return std::nullopt;
}

ExpressionCompiler::Failure ExpressionCompiler::constant(std::int64_t bits, const ValueType& type, std::size_t offset) {
  return push({Operation::Constant, bits}, type, offset);
}

Problem ExpressionCompiler::wrong_count(const Pending& call) {
  const std::size_t wanted = operand_count(call.operation);
  const auto* const known =
      std::ranges::find_if(kFunctions, [&](const Function& function) { return function.operation == call.operation; });
  WT_ASSERT(known != kFunctions.end());
  return Problem{quoted(spelling(call.operation)) + " takes " + std::to_string(wanted) +
                     (wanted == 1 ? " argument" : " arguments") + "; there are " + std::to_string(call.arguments),
                 "write " + std::string(known->usage), call.offset};
}

Problem ExpressionCompiler::unknown_name(const Token& token) const {
  std::vector<std::string_view> names;
  for (const Variable& variable : variables_) names.push_back(variable.name);
  std::string hint = "no names are known here";
  if (token.spelling == "not" || token.spelling == "NOT") {
    hint = "not is written !";
  } else if (const std::optional<std::string> meant = nearest(token.spelling, names)) {
    hint = "did you mean " + quoted(*meant);
  } else if (!names.empty()) {
    hint = "known are ";
    for (const std::string_view name : names) hint += (name == names.front() ? "" : ", ") + std::string(name);
  }
  return Problem{"unknown name " + quoted(token.spelling), hint, token.offset};
}

Problem ExpressionCompiler::missing_value(const Token& token) const {
  return Problem{"a value is missing before " + seen(token), "values are names, literals, calls and parentheses",
                 token.offset};
}

}  // namespace

Result<Program> compile_program(std::string_view text, std::span<const Variable> variables, Texts& texts) {
  return ExpressionCompiler(text, variables, texts).compile();
}

}  // namespace wavetank::engine

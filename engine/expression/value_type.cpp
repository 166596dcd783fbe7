// Which types go together.
//
//   + -            integers; decimals of one scale; timestamp ± integer; timestamp - timestamp = integer
//   * / %          integers
//   == !=          two of one type, but floating point
//   < <= > >=      two integers, timestamps, or decimals of one scale; min and max likewise
//   && || !        booleans
//   if, coalesce   any, but the alternatives are of one type
#include "engine/expression/value_type.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace wavetank::engine {
namespace {

constexpr ValueType kInteger{FieldType::Int64};
constexpr ValueType kTimestamp{FieldType::Timestamp};
constexpr ValueType kTruth{FieldType::Boolean};

bool is(const ValueType& value, FieldType type) { return !value.only_null && value.type == type; }
bool may_be(const ValueType& value, FieldType type) { return value.only_null || value.type == type; }

// The common type of two alternatives; null takes the other's.
std::optional<ValueType> united(const ValueType& a, const ValueType& b) {
  if (a.only_null) return b;
  if (b.only_null || a == b) return a;
  return std::nullopt;
}

bool has_order(const ValueType& value) {
  return value.only_null || value.type == FieldType::Int64 || value.type == FieldType::Decimal ||
         value.type == FieldType::Timestamp;
}

bool has_equality(const ValueType& value) { return !is(value, FieldType::Opaque); }

// Of + and -, once both are known to be something else than a number beside a number.
std::optional<ValueType> shifted_time(Operation operation, const ValueType& a, const ValueType& b) {
  const bool adds = operation == Operation::Add;
  if (is(a, FieldType::Timestamp) && may_be(b, FieldType::Int64)) return kTimestamp;
  if (adds && may_be(a, FieldType::Int64) && is(b, FieldType::Timestamp)) return kTimestamp;
  if (!adds && may_be(a, FieldType::Timestamp) && is(b, FieldType::Timestamp)) return kInteger;
  return std::nullopt;
}

std::optional<ValueType> sum(Operation operation, const ValueType& a, const ValueType& b) {
  if (a.only_null && b.only_null) return kInteger;
  const std::optional<ValueType> common = united(a, b);
  if (common && (common->type == FieldType::Int64 || common->type == FieldType::Decimal)) return common;
  return shifted_time(operation, a, b);
}

std::optional<ValueType> ordered(const ValueType& a, const ValueType& b) {
  const std::optional<ValueType> common = united(a, b);
  return common && has_order(*common) ? common : std::nullopt;
}

std::optional<ValueType> truth_if(bool fits) { return fits ? std::optional(kTruth) : std::nullopt; }

std::optional<ValueType> of_one(Operation operation, const ValueType& a) {
  if (operation == Operation::IsNull) return kTruth;
  if (operation == Operation::Not) return truth_if(may_be(a, FieldType::Boolean));
  if (a.only_null) return kInteger;
  if (a.type == FieldType::Int64 || a.type == FieldType::Decimal) return a;
  return std::nullopt;
}

std::optional<ValueType> of_two(Operation operation, const ValueType& a, const ValueType& b) {
  switch (operation) {
    case Operation::Add:
    case Operation::Subtract: return sum(operation, a, b);
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Remainder:
      if (may_be(a, FieldType::Int64) && may_be(b, FieldType::Int64)) return kInteger;
      return std::nullopt;
    case Operation::Equal:
    case Operation::NotEqual: return truth_if(united(a, b) && has_equality(a) && has_equality(b));
    case Operation::Less:
    case Operation::LessOrEqual:
    case Operation::Greater:
    case Operation::GreaterOrEqual: return truth_if(ordered(a, b).has_value());
    case Operation::And:
    case Operation::Or: return truth_if(may_be(a, FieldType::Boolean) && may_be(b, FieldType::Boolean));
    case Operation::Coalesce: return united(a, b);
    case Operation::Min:
    case Operation::Max: return ordered(a, b);
    case Operation::Slot:
    case Operation::Constant:
    case Operation::Null:
    case Operation::Negate:
    case Operation::Not:
    case Operation::If:
    case Operation::IsNull: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(operation));
}

std::optional<ValueType> of_any(Operation operation, std::span<const ValueType> operands) {
  if (operands.size() == 1) return of_one(operation, operands[0]);
  if (operands.size() == 2) return of_two(operation, operands[0], operands[1]);
  WT_ASSERT(operation == Operation::If, operands.size());
  return may_be(operands[0], FieldType::Boolean) ? united(operands[1], operands[2]) : std::nullopt;
}

std::string refusal(Operation operation, std::span<const ValueType> operands) {
  std::string message = "'" + std::string(spelling(operation)) + "' does not take ";
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i > 0) message += i + 1 == operands.size() ? " and " : ", ";
    message += describe(operands[i]);
  }
  return message;
}

bool chooses(Operation operation) { return operation == Operation::If || operation == Operation::Coalesce; }
bool multiplies(Operation operation) {
  return operation == Operation::Multiply || operation == Operation::Divide || operation == Operation::Remainder;
}

std::string decimal_hint(Operation operation, std::span<const ValueType> operands) {
  if (multiplies(operation))
    return "decimals add, subtract and compare: to multiply or divide, carry an integer of the smallest unit";
  const auto decimal =
      std::ranges::find_if(operands, [](const ValueType& value) { return is(value, FieldType::Decimal); });
  WT_ASSERT(decimal != operands.end());
  const std::string example = decimal->scale == 0 ? "" : ", as in 10." + std::string(decimal->scale, '0');
  return "both sides need the same scale: write literals with " + std::to_string(decimal->scale) + " places" + example;
}

// What would work, for the first reason that applies.
std::string refusal_hint(Operation operation, std::span<const ValueType> operands) {
  const auto any = [&](FieldType type) {
    return std::ranges::any_of(operands, [&](const ValueType& value) { return is(value, type); });
  };
  if (operation == Operation::And || operation == Operation::Or || operation == Operation::Not) {
    return "it joins truth values: compare first, as in value != 0";
  }
  if (operation == Operation::If && !may_be(operands[0], FieldType::Boolean)) {
    return "the condition is a truth value: compare first, as in value != 0";
  }
  if (chooses(operation)) return "the alternatives must be of one type";
  if (any(FieldType::Opaque)) return "floating-point numbers are only carried through: make the field a decimal";
  if (any(FieldType::Text) || any(FieldType::Bytes))
    return "text and bytes compare with == and != to their own type only";
  if (any(FieldType::Boolean)) return "truth values compare with == and != and join with &&, || and !";
  if (any(FieldType::Timestamp)) {
    return "timestamps compare with timestamps; shift them by milliseconds, or subtract two to get milliseconds";
  }
  return decimal_hint(operation, operands);
}

}  // namespace

std::size_t operand_count(Operation operation) {
  switch (operation) {
    case Operation::Slot:
    case Operation::Constant:
    case Operation::Null: return 0;
    case Operation::Negate:
    case Operation::Not:
    case Operation::IsNull: return 1;
    case Operation::If: return 3;
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Remainder:
    case Operation::Equal:
    case Operation::NotEqual:
    case Operation::Less:
    case Operation::LessOrEqual:
    case Operation::Greater:
    case Operation::GreaterOrEqual:
    case Operation::And:
    case Operation::Or:
    case Operation::Coalesce:
    case Operation::Min:
    case Operation::Max: return 2;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(operation));
}

std::string_view spelling(Operation operation) {
  static constexpr std::array<std::string_view, 23> kSpellings{
      "a variable", "a literal", "null", "-",  "!",  "+",  "-",  "*",        "/",       "%",   "==", "!=",
      "<",          "<=",        ">",    ">=", "&&", "||", "if", "coalesce", "is_null", "min", "max"};
  return kSpellings.at(static_cast<std::size_t>(operation));
}

std::string describe(const ValueType& type) {
  if (type.only_null) return "null";
  switch (type.type) {
    case FieldType::Int64: return "integer";
    case FieldType::Decimal: return "decimal(" + std::to_string(type.scale) + ")";
    case FieldType::Text: return "text";
    case FieldType::Bytes: return "bytes";
    case FieldType::Boolean: return "boolean";
    case FieldType::Timestamp: return "timestamp";
    case FieldType::Opaque: return "floating point";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(type.type));
}

Result<ValueType> result_type(Operation operation, std::span<const ValueType> operands) {
  WT_REQUIRE(!operands.empty() && operands.size() == operand_count(operation), operands.size());
  if (const std::optional<ValueType> type = of_any(operation, operands)) return *type;
  return Problem{refusal(operation, operands), refusal_hint(operation, operands)};
}

}  // namespace wavetank::engine

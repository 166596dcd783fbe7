// What is refused, where, and with which advice.
#include "engine/expression/value_type.hpp"
#include "tests/engine/expression/support.hpp"

namespace wavetank::engine {
namespace {

using ExpressionProblem = ExpressionTest;
using ExpressionTypes = ExpressionTest;
using ExpressionLimits = ExpressionTest;

TEST_F(ExpressionProblem, PointsAtAnUnknownNameAndSuggestsTheNearest) {
  EXPECT_EQ(problem("1 + valeu"), "4: unknown name 'valeu'; did you mean 'value'");
  EXPECT_EQ(problem("cheese"),
            "0: unknown name 'cheese'; known are value, key, ok, at, price, rate, raw, ratio, nvalue, nok, nat");
  EXPECT_EQ(problem("not ok"), "0: unknown name 'not'; not is written !");
}

TEST_F(ExpressionProblem, SaysThatNoNamesAreKnown) {
  variables_.clear();
  EXPECT_EQ(problem("value"), "0: unknown name 'value'; no names are known here");
}

TEST_F(ExpressionProblem, SuggestsTheNearestFunction) {
  EXPECT_EQ(problem("colaesce(value, 0)"), "0: unknown function 'colaesce'; did you mean 'coalesce'");
  EXPECT_EQ(problem("value(1)"), "0: unknown function 'value'; functions are if, coalesce, is_null, min, max");
}

TEST_F(ExpressionProblem, TranslatesOperatorsOfOtherLanguages) {
  EXPECT_EQ(problem("value = 1"), "6: unexpected '='; equality is written ==");
  EXPECT_EQ(problem("ok & ok"), "3: unexpected '&'; and is written &&");
  EXPECT_EQ(problem("ok | ok"), "3: unexpected '|'; or is written ||");
  EXPECT_EQ(problem("ok and ok"), "3: an operator is missing before 'and'; and is written &&");
  EXPECT_EQ(problem("ok or ok"), "3: an operator is missing before 'or'; or is written ||");
  EXPECT_EQ(problem("value is null"), "6: an operator is missing before 'is'; write is_null(x)");
  EXPECT_EQ(problem("value ^ 2"), "6: unexpected '^'; operators are || && == != < <= > >= + - * / % !");
}

TEST_F(ExpressionProblem, PointsAtTheMissingValue) {
  const std::string hint = "; values are names, literals, calls and parentheses";
  EXPECT_EQ(problem("1 +"), "3: a value is missing before the end" + hint);
  EXPECT_EQ(problem("1 + * 2"), "4: a value is missing before '*'" + hint);
  EXPECT_EQ(problem("()"), "1: a value is missing before ')'" + hint);
  EXPECT_EQ(problem("min(1,)"), "6: a value is missing before ')'" + hint);
  EXPECT_EQ(problem("min()"), "4: a value is missing before ')'" + hint);
  EXPECT_EQ(problem(" "), "0: the expression is empty; write true to keep every record");
}

TEST_F(ExpressionProblem, PointsAtTheMissingOperator) {
  const std::string hint = "; operators are || && == != < <= > >= + - * / %";
  EXPECT_EQ(problem("1 2"), "2: an operator is missing before '2'" + hint);
  EXPECT_EQ(problem("value !ok"), "6: an operator is missing before '!'" + hint);
  EXPECT_EQ(problem("(value)(2)"), "7: an operator is missing before '('" + hint);
}

TEST_F(ExpressionProblem, PairsParenthesesAndKeepsCommasInCalls) {
  EXPECT_EQ(problem("(1 + (2)"), "0: a '(' without its ')'; close it");
  EXPECT_EQ(problem("min(1, 2"), "0: a '(' without its ')'; close it");
  EXPECT_EQ(problem("1)"), "1: a ')' without its '('; remove it");
  EXPECT_EQ(problem("1, 2"), "1: a comma outside of a call; commas separate the arguments of a function");
  EXPECT_EQ(problem("min((1, 2))"), "6: a comma outside of a call; commas separate the arguments of a function");
}

TEST_F(ExpressionProblem, CountsArguments) {
  EXPECT_EQ(problem("1 + if(ok, 1)"), "4: 'if' takes 3 arguments; there are 2; write if(condition, then, else)");
  EXPECT_EQ(problem("is_null(1, 2)"), "0: 'is_null' takes 1 argument; there are 2; write is_null(a)");
  EXPECT_EQ(problem("min(1, 2, 3)"), "0: 'min' takes 2 arguments; there are 3; write min(a, b)");
}

TEST_F(ExpressionProblem, RefusesMalformedNumbers) {
  EXPECT_EQ(problem("1 + 9223372036854775808"),
            "4: the number does not fit 64 bits; the largest is 9223372036854775807");
  EXPECT_EQ(problem("-9223372036854775809"), "1: the number does not fit 64 bits; the largest is 9223372036854775807");
  EXPECT_EQ(problem("10x"), "2: a number runs into a name; put an operator between them");
  EXPECT_EQ(problem("10."), "3: a digit is missing behind the point; write 10 or 10.0");
  EXPECT_EQ(problem(".5"), "0: unexpected '.'; a decimal starts with a digit, as in 0.5");
  EXPECT_EQ(problem("0.0000000000000000001"), "0: too many decimal places; at most 18 fit 64 bits");
}

TEST_F(ExpressionProblem, RefusesMalformedTexts) {
  EXPECT_EQ(problem("key == \"x"), "7: the text has no end; close it with \"");
  EXPECT_EQ(problem("key == 'x\\'"), "7: the text has no end; close it with '");
  EXPECT_EQ(problem("key == 'x\\"), "7: the text has no end; close it with '");
  EXPECT_EQ(problem("key == 'a\\t'"), "9: unknown escape in a text; known are \\\" \\' \\\\ \\n");
}

TEST_F(ExpressionProblem, RefusesAResultWithoutAType) {
  const std::string refusal =
      "0: the expression is always null and of no type; name a value of the type, "
      "as in if(false, value, null)";
  EXPECT_EQ(problem("null"), refusal);
  EXPECT_EQ(problem("if(ok, null, coalesce(null, null))"), refusal);
}

TEST_F(ExpressionTypes, KeepFloatingPointOutOfArithmeticAndComparison) {
  const std::string hint = "; floating-point numbers are only carried through: make the field a decimal";
  EXPECT_EQ(problem("ratio * 2"), "6: '*' does not take floating point and integer" + hint);
  EXPECT_EQ(problem("ratio == ratio"), "6: '==' does not take floating point and floating point" + hint);
  EXPECT_EQ(problem("1 < ratio"), "2: '<' does not take integer and floating point" + hint);
  EXPECT_EQ(problem("max(ratio, null)"), "0: 'max' does not take floating point and null" + hint);
}

TEST_F(ExpressionTypes, KeepTextsOutOfOrder) {
  const std::string hint = "; text and bytes compare with == and != to their own type only";
  EXPECT_EQ(problem("key < 'y'"), "4: '<' does not take text and text" + hint);
  EXPECT_EQ(problem("value == '7'"), "6: '==' does not take integer and text" + hint);
  EXPECT_EQ(problem("raw == 'x'"), "4: '==' does not take bytes and text" + hint);
}

TEST_F(ExpressionTypes, KeepDecimalsToTheirScale) {
  EXPECT_EQ(problem("price + rate"),
            "6: '+' does not take decimal(2) and decimal(3); both sides need the same scale: write literals with 2 "
            "places, as in 10.00");
  EXPECT_EQ(problem("price > 10"),
            "6: '>' does not take decimal(2) and integer; both sides need the same scale: write literals with 2 "
            "places, as in 10.00");
  EXPECT_EQ(problem("price * price"),
            "6: '*' does not take decimal(2) and decimal(2); decimals add, subtract and compare: to multiply or "
            "divide, carry an integer of the smallest unit");
}

TEST_F(ExpressionTypes, KeepTruthValuesApartFromNumbers) {
  EXPECT_EQ(problem("value && ok"),
            "6: '&&' does not take integer and boolean; it joins truth values: compare first, as in value != 0");
  EXPECT_EQ(problem("!value"), "0: '!' does not take integer; it joins truth values: compare first, as in value != 0");
  EXPECT_EQ(problem("1 < 2 < 3"),
            "6: '<' does not take boolean and integer; truth values compare with == and != and join with &&, || and !");
  EXPECT_EQ(problem("if(value, 1, 2)"),
            "0: 'if' does not take integer, integer and integer; the condition is a truth value: compare first, as in "
            "value != 0");
  EXPECT_EQ(problem("if(ok, 1, at)"),
            "0: 'if' does not take boolean, integer and timestamp; the alternatives must be of one type");
}

TEST_F(ExpressionTypes, KeepTimestampsToTimes) {
  const std::string hint =
      "; timestamps compare with timestamps; shift them by milliseconds, or subtract two to get milliseconds";
  EXPECT_EQ(problem("at + at"), "3: '+' does not take timestamp and timestamp" + hint);
  EXPECT_EQ(problem("at > 5"), "3: '>' does not take timestamp and integer" + hint);
  EXPECT_EQ(problem("5 - at"), "2: '-' does not take integer and timestamp" + hint);
  EXPECT_EQ(problem("-at"), "0: '-' does not take timestamp" + hint);
}

// All pairs of types that an operation takes, each with the type of its result.
std::string accepted(Operation operation) {
  struct Named {
    char name;
    ValueType type;
  };
  const std::vector<Named> types{
      {'i', {FieldType::Int64}},     {'d', {FieldType::Decimal, 2}}, {'e', {FieldType::Decimal, 3}},
      {'s', {FieldType::Text}},      {'y', {FieldType::Bytes}},      {'b', {FieldType::Boolean}},
      {'t', {FieldType::Timestamp}}, {'o', {FieldType::Opaque}},     {'n', {.only_null = true}}};
  std::string pairs;
  for (const Named& a : types) {
    for (const Named& b : types) {
      const std::vector<ValueType> operands{a.type, b.type};
      const Result<ValueType> result = result_type(operation, operands);
      if (!result.ok()) continue;
      for (const Named& c : types) {
        if (c.type == result.value()) pairs += std::string(pairs.empty() ? "" : " ") + a.name + b.name + c.name;
      }
    }
  }
  return pairs;
}

TEST(ExpressionTypeTable, HoldsForEveryPairOfTypes) {
  EXPECT_EQ(accepted(Operation::Add), "iii itt ini ddd dnd eee ene tit tnt nii ndd nee ntt nni");
  EXPECT_EQ(accepted(Operation::Subtract), "iii ini ddd dnd eee ene tit tti tnt nii ndd nee nti nni");
  EXPECT_EQ(accepted(Operation::Multiply), "iii ini nii nni");
  EXPECT_EQ(accepted(Operation::Divide), accepted(Operation::Multiply));
  EXPECT_EQ(accepted(Operation::Remainder), accepted(Operation::Multiply));
  EXPECT_EQ(accepted(Operation::Less), "iib inb ddb dnb eeb enb ttb tnb nib ndb neb ntb nnb");
  EXPECT_EQ(accepted(Operation::GreaterOrEqual), accepted(Operation::Less));
  EXPECT_EQ(accepted(Operation::Equal),
            "iib inb ddb dnb eeb enb ssb snb yyb ynb bbb bnb ttb tnb nib ndb neb nsb nyb nbb ntb nnb");
  EXPECT_EQ(accepted(Operation::NotEqual), accepted(Operation::Equal));
  EXPECT_EQ(accepted(Operation::And), "bbb bnb nbb nnb");
  EXPECT_EQ(accepted(Operation::Or), accepted(Operation::And));
  EXPECT_EQ(accepted(Operation::Min), "iii ini ddd dnd eee ene ttt tnt nii ndd nee ntt nnn");
  EXPECT_EQ(accepted(Operation::Coalesce),
            "iii ini ddd dnd eee ene sss sns yyy yny bbb bnb ttt tnt ooo ono nii ndd nee nss nyy nbb ntt noo nnn");
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

TEST_F(ExpressionLimits, BoundTheLength) {
  EXPECT_EQ(problem("1" + repeated(" ", kExpressionBytesMax - 1)), "");
  EXPECT_EQ(problem("1" + repeated(" ", kExpressionBytesMax)),
            "4096: the expression is too long; at most 4096 bytes, over several maps if need be");
}

TEST_F(ExpressionLimits, BoundTheDepthOfWaitingValues) {
  EXPECT_EQ(problem(repeated("1+(", 31) + "1" + repeated(")", 31)), "");
  EXPECT_EQ(problem(repeated("1+(", 32) + "1" + repeated(")", 32)),
            "96: the expression is nested too deeply; split it over several maps");
}

TEST_F(ExpressionLimits, LetParenthesesThatHoldNothingBackBeAsDeepAsTheLength) {
  EXPECT_EQ(problem(repeated("(", 2000) + "1" + repeated(")", 2000)), "");
}

TEST_F(ExpressionLimits, BoundTheNumberOfInstructions) {
  EXPECT_EQ(problem("1" + repeated("+1", 511)), "");
  EXPECT_EQ(problem("1" + repeated("+1", 512)), "1023: the expression has too many parts; split it over several maps");
}

}  // namespace
}  // namespace wavetank::engine

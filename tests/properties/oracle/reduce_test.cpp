// The oracle's evaluation of a reduce, in its own words and beside the engine's.
#include "properties/oracle/reduce.hpp"

#include <array>
#include <limits>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/expression/expression.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::FieldType;

std::optional<std::int64_t> value_of(std::string_view expression, std::int64_t acc = 7, std::int64_t value = 3) {
  const std::optional<Reduced> reduced = reduce_once(expression, acc, value);
  EXPECT_TRUE(reduced.has_value()) << expression;
  return reduced ? reduced->value : std::nullopt;
}

TEST(OracleReduce, BindsTighterBeforeLooser) {
  EXPECT_EQ(value_of("acc + value * 2"), 13);
  EXPECT_EQ(value_of("(acc + value) * 2"), 20);
  EXPECT_EQ(value_of("acc - value - 1"), 3);
  EXPECT_EQ(value_of("-acc + value"), -4);
  EXPECT_EQ(value_of("0 - -acc"), 7);
}

TEST(OracleReduce, ChoosesAndCalls) {
  EXPECT_EQ(value_of("if(value < acc, value, acc)"), 3);
  EXPECT_EQ(value_of("max(acc, min(value, 5)) + 1"), 8);
  EXPECT_EQ(value_of("if(acc > 5 && !(value == 4), 1, 2)"), 1);
  EXPECT_EQ(value_of("coalesce(acc / 0, value)"), 3);
  EXPECT_EQ(value_of("if(is_null(acc % 0), 1, 0)"), 1);
}

TEST(OracleReduce, KnowsNull) {
  EXPECT_EQ(value_of("acc / (value - 3)"), std::nullopt);
  EXPECT_EQ(value_of("acc + null"), std::nullopt);
  EXPECT_EQ(value_of("if(null == 1, 1, 2)"), 2);
  EXPECT_EQ(value_of("if((null == 1) || true, 1, 2)"), 1);
}

TEST(OracleReduce, HasNoAnswerForTextsAndNonsense) {
  EXPECT_FALSE(reduce_once("if(acc == \"x\", acc, value)", 1, 2).has_value());
  EXPECT_FALSE(reduce_once("acc +", 1, 2).has_value());
  EXPECT_FALSE(reduce_once("(acc", 1, 2).has_value());
  EXPECT_FALSE(reduce_once("other", 1, 2).has_value());
}

TEST(OracleReduce, AgreesWithTheEngine) {
  static constexpr std::array<std::string_view, 12> kExpressions = {
      "acc + value",
      "acc * 3 - value",
      "acc / value",
      "acc % value",
      "if(acc >= value, acc, value)",
      "acc * 3 + if(value > 1, value, 0 - acc % 5)",
      "min(acc, value) - max(acc, value)",
      "coalesce(acc / value, 42)",
      "if(acc != 0 && value / acc > 1 || value == 2, 1, 0 - 1)",
      "-acc - -value",
      "2 + 3 * acc - 4 * value % 5 / 2",
      "if(!(acc < value) && !is_null(value % acc), acc, 9)"};
  static constexpr std::array<std::int64_t, 8> kNumbers = {
      0, 1, -1, 2, 7, -13, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  engine::Texts texts;
  const std::array<engine::Variable, 2> variables = {{{"acc", FieldType::Int64}, {"value", FieldType::Int64}}};
  for (const std::string_view text : kExpressions) {
    const auto compiled = engine::Expression::compile(text, variables, texts);
    ASSERT_TRUE(compiled.ok()) << text;
    for (const std::int64_t acc : kNumbers) {
      for (const std::int64_t value : kNumbers) {
        const std::array<engine::Cell, 2> slots = {{{acc, false}, {value, false}}};
        const engine::Cell cell = compiled.value().evaluate(slots);
        const std::optional<std::int64_t> engines = cell.null ? std::nullopt : std::optional(cell.bits);
        EXPECT_EQ(value_of(text, acc, value), engines) << text << " of " << acc << ", " << value;
      }
    }
  }
}

}  // namespace
}  // namespace wavetank::properties::testing

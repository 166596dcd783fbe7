// What expressions mean.
#include <limits>

#include "engine/base/assert.hpp"
#include "tests/engine/expression/support.hpp"

namespace wavetank::engine {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kGreatest = std::numeric_limits<std::int64_t>::max();

using ExpressionMeaning = ExpressionTest;
using ExpressionNull = ExpressionTest;
using ExpressionShape = ExpressionTest;

TEST_F(ExpressionMeaning, BindsProductsTighterThanSums) {
  EXPECT_EQ(eval("value * 2 + 1"), 15);
  EXPECT_EQ(eval("1 + value * 2"), 15);
  EXPECT_EQ(eval("(1 + value) * 2"), 16);
  EXPECT_EQ(eval("20 - 6 / 2 % 2"), 19);
}

TEST_F(ExpressionMeaning, GroupsEqualPrecedenceToTheLeft) {
  EXPECT_EQ(eval("20 - 5 - 3"), 12);
  EXPECT_EQ(eval("100 / 10 / 2"), 5);
  EXPECT_EQ(eval("7 / 2 * 2"), 6);
  EXPECT_EQ(truth("1 == 2 == false"), "T");
}

TEST_F(ExpressionMeaning, BindsUnaryOperatorsTightest) {
  EXPECT_EQ(eval("-value + 1"), -6);
  EXPECT_EQ(eval("-3 % 2"), -1);
  EXPECT_EQ(eval("2 * -3"), -6);
  EXPECT_EQ(eval("2--3"), 5);
  EXPECT_EQ(eval("- - -3"), -3);
  EXPECT_EQ(truth("!ok == false"), "T");
  EXPECT_EQ(truth("!!ok"), "T");
}

TEST_F(ExpressionMeaning, BindsComparisonTighterThanEqualityTighterThanAndTighterThanOr) {
  EXPECT_EQ(truth("1 < 2 == 3 < 4"), "T");
  EXPECT_EQ(truth("true || true && false"), "T");
  EXPECT_EQ(truth("(true || true) && false"), "F");
  EXPECT_EQ(truth("false && false == false"), "F");
  EXPECT_EQ(truth("value > 6 && key == \"x\" || false"), "T");
}

TEST_F(ExpressionMeaning, ComparesIntegers) {
  EXPECT_EQ(truth("value < 7"), "F");
  EXPECT_EQ(truth("value <= 7"), "T");
  EXPECT_EQ(truth("value > 7"), "F");
  EXPECT_EQ(truth("value >= 7"), "T");
  EXPECT_EQ(truth("value != 7"), "F");
}

TEST_F(ExpressionMeaning, WrapsOnOverflow) {
  EXPECT_EQ(eval("9223372036854775807 + 1"), kLeast);
  EXPECT_EQ(eval("-9223372036854775808 - 1"), kGreatest);
  EXPECT_EQ(eval("9223372036854775807 * 2"), -2);
  EXPECT_EQ(eval("-(-9223372036854775808)"), kLeast);
}

TEST_F(ExpressionMeaning, TruncatesDivisionAndWrapsTheLeastIntegerByMinusOne) {
  EXPECT_EQ(eval("-7 / 2"), -3);
  EXPECT_EQ(eval("-7 % 2"), -1);
  EXPECT_EQ(eval("7 % -2"), 1);
  EXPECT_EQ(eval("-9223372036854775808 / -1"), kLeast);
  EXPECT_EQ(eval("-9223372036854775808 % -1"), 0);
}

TEST_F(ExpressionMeaning, DividesByZeroToNull) {
  EXPECT_EQ(eval("value / 0"), kNull);
  EXPECT_EQ(eval("value % 0"), kNull);
  EXPECT_EQ(eval("coalesce(value / 0, -1)"), -1);
}

TEST_F(ExpressionMeaning, ReadsTheWholeRangeOfIntegers) {
  EXPECT_EQ(eval("9223372036854775807"), kGreatest);
  EXPECT_EQ(eval("-9223372036854775808"), kLeast);
  EXPECT_EQ(eval("007"), 7);
}

TEST_F(ExpressionMeaning, ComparesTextsByContentWithEitherQuote) {
  EXPECT_EQ(truth("key == 'x'"), "T");
  EXPECT_EQ(truth("key != \"y\""), "T");
  EXPECT_EQ(truth(R"("it's" == 'it\'s')"), "T");
}

TEST_F(ExpressionMeaning, ResolvesEscapesInTexts) {
  const Cell cell = compiled(R"("a\"b\\c\nd")").evaluate(cells_);
  EXPECT_EQ(texts_.bytes(TextId{static_cast<std::uint32_t>(cell.bits)}), "a\"b\\c\nd");
}

TEST_F(ExpressionMeaning, ShiftsTimestampsAndMeasuresBetweenThem) {
  EXPECT_EQ(eval("at + 5"), 1005);
  EXPECT_EQ(eval("5 + at"), 1005);
  EXPECT_EQ(eval("at - 5"), 995);
  EXPECT_EQ(eval("at - (at - 5)"), 5);
  EXPECT_EQ(compiled("at - 5").type(), FieldType::Timestamp);
  EXPECT_EQ(compiled("at - at").type(), FieldType::Int64);
}

TEST_F(ExpressionMeaning, AddsAndComparesDecimalsOfOneScale) {
  EXPECT_EQ(eval("price + 0.50"), 1100);
  EXPECT_EQ(eval("-price"), -1050);
  EXPECT_EQ(truth("price > 10.00"), "T");
  EXPECT_EQ(eval("min(price, 10.00)"), 1000);
  EXPECT_EQ(compiled("price - 0.50").type(), FieldType::Decimal);
  EXPECT_EQ(compiled("price - 0.50").scale(), 2);
}

TEST_F(ExpressionMeaning, ChoosesWithIfMinAndMax) {
  EXPECT_EQ(eval("if(value < 0, 0 - value, value)"), 7);
  EXPECT_EQ(eval("if(value > 0, 0 - value, value)"), -7);
  EXPECT_EQ(eval("min(value, -2)"), -2);
  EXPECT_EQ(eval("max(min(value, 3), if(ok, 1, 2))"), 3);
}

TEST_F(ExpressionMeaning, CarriesFloatingPointWhereNothingLooksAtIt) {
  EXPECT_EQ(eval("if(is_null(ratio), null, ratio)"), 4607182418800017408);
  EXPECT_EQ(compiled("coalesce(ratio, ratio)").type(), FieldType::Opaque);
}

TEST_F(ExpressionNull, FollowsTheThreeValuedTables) {
  const std::vector<std::string> values{"true", "false", "null"};
  std::string ands;
  std::string ors;
  std::string nots;
  for (const std::string& a : values) {
    nots += truth("!" + std::string(a == "null" ? "nok" : a));
    for (const std::string& b : values) ands += truth(a + " && " + b);
    for (const std::string& b : values) ors += truth(a + " || " + b);
  }
  EXPECT_EQ(ands,
            "TF?"
            "FFF"
            "?F?");
  EXPECT_EQ(ors,
            "TTT"
            "TF?"
            "T??");
  EXPECT_EQ(nots, "FT?");
}

TEST_F(ExpressionNull, SpreadsThroughArithmeticAndComparison) {
  for (const char* text : {"nvalue + 1", "1 - nvalue", "nvalue * 0", "nvalue / 0", "7 % nvalue", "-nvalue",
                           "null + null", "min(nvalue, 1)", "max(1, nvalue)", "nat + 1", "at - nat", "at - null"}) {
    EXPECT_EQ(eval(text), kNull) << text;
  }
  for (const char* text :
       {"nvalue == nvalue", "nvalue != 1", "nvalue < 1", "1 >= null", "key == null", "null == null"}) {
    EXPECT_EQ(truth(text), "?") << text;
  }
}

TEST_F(ExpressionNull, IsFoundAndReplaced) {
  EXPECT_EQ(truth("is_null(nvalue)"), "T");
  EXPECT_EQ(truth("is_null(value)"), "F");
  EXPECT_EQ(truth("is_null(null)"), "T");
  EXPECT_EQ(eval("coalesce(nvalue, 3)"), 3);
  EXPECT_EQ(eval("coalesce(value, 3)"), 7);
  EXPECT_EQ(eval("coalesce(null, nvalue)"), kNull);
}

TEST_F(ExpressionNull, AsConditionTakesTheElse) {
  EXPECT_EQ(eval("if(nok, 1, 2)"), 2);
  EXPECT_EQ(eval("if(null, 1, 2)"), 2);
  EXPECT_EQ(eval("if(ok, null, 2)"), kNull);
  EXPECT_EQ(compiled("if(ok, null, at)").type(), FieldType::Timestamp);
}

TEST_F(ExpressionNull, IsNotAcceptedByAFilter) {
  EXPECT_TRUE(compiled("value > 6").accepts(cells_));
  EXPECT_FALSE(compiled("value > 7").accepts(cells_));
  EXPECT_FALSE(compiled("nvalue > 7").accepts(cells_));
  EXPECT_FALSE(compiled("!(nvalue > 7)").accepts(cells_));
}

TEST_F(ExpressionNull, LeavesNoBitsBehind) {
  EXPECT_EQ(compiled("nvalue - 5").evaluate(cells_), (Cell{0, true}));
  EXPECT_EQ(compiled("!nok").evaluate(cells_), (Cell{0, true}));
}

TEST_F(ExpressionShape, NamesTheSlotsItReads) {
  const Expression expression = compiled("if(ok, value, value + nvalue)");
  EXPECT_EQ(std::vector<std::uint32_t>(expression.used().begin(), expression.used().end()),
            (std::vector<std::uint32_t>{0, 2, 8}));
  EXPECT_TRUE(expression.uses(8));
  EXPECT_FALSE(expression.uses(1));
  EXPECT_FALSE(expression.uses(99));
}

TEST_F(ExpressionShape, IsBareWhenItIsOneVariable) {
  EXPECT_EQ(compiled("ok").bare(), 2U);
  EXPECT_EQ(compiled(" ((ok)) ").bare(), 2U);
  EXPECT_EQ(compiled("!!ok").bare(), std::nullopt);
  EXPECT_EQ(compiled("7").bare(), std::nullopt);
}

TEST_F(ExpressionShape, KeepsItsTextWhenCopied) {
  std::string text = "value+1";
  Expression first = compiled(text);
  const Expression copy = first;
  text.assign("gone");
  first = compiled("value - 1");
  EXPECT_EQ(copy.text(), "value+1");
  EXPECT_EQ(copy.evaluate(cells_), Cell{8});
  EXPECT_EQ(first.evaluate(cells_), Cell{6});
}

TEST_F(ExpressionShape, TakesNamesOfAnyLanguageAndNamesOfFunctions) {
  add("größe", FieldType::Int64, Cell{3});
  add("min", FieldType::Int64, Cell{4});
  EXPECT_EQ(eval("min(größe, min)"), 3);
}

TEST_F(ExpressionShape, RefusesTheWrongNumberOfSlots) {
  const Expression expression = compiled("value");
  cells_.pop_back();
  EXPECT_THROW(static_cast<void>(expression.evaluate(cells_)), InvariantViolation);
}

TEST_F(ExpressionShape, RefusesToFilterByAnInteger) {
  EXPECT_THROW(static_cast<void>(compiled("value").accepts(cells_)), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine

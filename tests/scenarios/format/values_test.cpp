#include "scenarios/format/values.hpp"

#include <bit>

#include <gtest/gtest.h>

#include "scenarios/format/quote.hpp"

namespace wavetank::scenarios {
namespace {

using engine::EventTime;
using engine::Field;
using engine::FieldType;

Field of_type(FieldType type, std::uint8_t scale = 0) { return {"f", type, engine::FieldRole::Plain, scale}; }
Value value_of(std::string_view text, const Field& field) {
  return owned(parse_value(text, field, EventTime(1'000)).value());
}
std::string problem_of(std::string_view text, const Field& field) {
  return parse_value(text, field, EventTime(0)).problem().message;
}

TEST(FieldValues, AreReadByTheTypeOfTheirField) {
  EXPECT_EQ(value_of("-3", of_type(FieldType::Int64)), Value{std::int64_t{-3}});
  EXPECT_EQ(value_of("12.5", of_type(FieldType::Decimal, 2)), Value{std::int64_t{1'250}});
  EXPECT_EQ(value_of("-0.05", of_type(FieldType::Decimal, 2)), Value{std::int64_t{-5}});
  EXPECT_EQ(value_of("7", of_type(FieldType::Decimal, 2)), Value{std::int64_t{700}});
  EXPECT_EQ(value_of("x y", of_type(FieldType::Text)), Value{"x y"});
  EXPECT_EQ(value_of("true", of_type(FieldType::Boolean)), Value{true});
  EXPECT_EQ(value_of("2s", of_type(FieldType::Timestamp)), Value{std::int64_t{3'000}});
  EXPECT_EQ(value_of("1970-01-01", of_type(FieldType::Timestamp)), Value{std::int64_t{0}});
  EXPECT_EQ(value_of("1.5", of_type(FieldType::Opaque)), Value{std::bit_cast<std::int64_t>(1.5)});
}

TEST(FieldValues, SayWhatWasExpected) {
  EXPECT_EQ(problem_of("12.5", of_type(FieldType::Int64)), "expected an integer; found \"12.5\"");
  EXPECT_EQ(problem_of("9223372036854775808", of_type(FieldType::Int64)),
            "expected an integer of 64 bits; found \"9223372036854775808\"");
  EXPECT_EQ(problem_of("1.234", of_type(FieldType::Decimal, 2)),
            "expected a decimal with at most 2 digits after the point; found \"1.234\"");
  EXPECT_EQ(problem_of("99999999999999999999", of_type(FieldType::Decimal, 0)),
            "expected a decimal of 64 bits; found \"99999999999999999999\"");
  EXPECT_EQ(problem_of("yes", of_type(FieldType::Boolean)), "expected true or false; found \"yes\"");
  EXPECT_EQ(problem_of("noon", of_type(FieldType::Timestamp)), "expected a point in event time; found \"noon\"");
  EXPECT_EQ(problem_of("1,5", of_type(FieldType::Opaque)), "expected a number; found \"1,5\"");
}

TEST(FieldValues, RefuseWhatOnlyLooksLikeADecimal) {
  for (const std::string_view text : {"", "-", ".", ".5", "5.", "1.2.3", "+1", "1e3", "--1", "-.5"}) {
    EXPECT_FALSE(parse_decimal(text, 2).ok()) << text;
  }
}

TEST(FieldValues, FitFieldsOfTheirKind) {
  EXPECT_TRUE(fits(Value{std::int64_t{1}}, of_type(FieldType::Timestamp)));
  EXPECT_TRUE(fits(Value{}, of_type(FieldType::Text)));
  EXPECT_FALSE(fits(Value{"1"}, of_type(FieldType::Int64)));
  EXPECT_FALSE(fits(Value{std::int64_t{1}}, of_type(FieldType::Boolean)));
}

TEST(QuotedText, IsShortAndPrintable) {
  EXPECT_EQ(quote("a\nb\x01"), "\"a?b?\"");
  EXPECT_EQ(quote("\xff\xc3"), "\"??\"");
  EXPECT_EQ(quote("gr\xc3\xb6\xc3\x9f"
                  "e"),
            "\"gr\xc3\xb6\xc3\x9f"
            "e\"");
  EXPECT_EQ(quote(std::string(1'000, 'x')), '"' + std::string(kQuotedBytesMax, 'x') + "...\"");
}

TEST(QuotedText, KnowsUtf8) {
  EXPECT_TRUE(is_utf8("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8c\x8a\n"));
  for (const std::string_view text : {"\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

}  // namespace
}  // namespace wavetank::scenarios

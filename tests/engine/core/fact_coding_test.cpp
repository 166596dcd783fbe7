// Keys, windows and rows written in one run are the same in another, whose ids differ.
#include "engine/core/fact_coding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

// A run that has met other things before.
Facts later_run() {
  Facts facts;
  for (const char* text : {"x", "y", "z"}) {
    static_cast<void>(facts.key(FieldType::Text, {static_cast<std::int64_t>(facts.texts.intern(text)), false}));
  }
  return facts;
}
KeyId text_key(Facts& facts, std::string_view text) {
  return facts.key(FieldType::Text, {static_cast<std::int64_t>(facts.texts.intern(text)), false});
}
KeyId carried_over(KeyId key, const Facts& from, Facts& into) {
  Encoder encoder;
  encode_key(key, from, encoder);
  const std::string bytes = encoder.take();
  Decoder decoder(bytes);
  const KeyId there = decode_key(decoder, into);
  EXPECT_TRUE(decoder.at_end());
  return there;
}

TEST(FactCodingTest, ATextKeyIsItsText) {
  Facts one;
  Facts other = later_run();
  const KeyId key = carried_over(text_key(one, "anna"), one, other);
  EXPECT_EQ(key, text_key(other, "anna"));
  EXPECT_EQ(other.keys.value(key, other.texts).text, "anna");
}

TEST(FactCodingTest, AKeyKeepsItsType) {
  Facts one;
  Facts other = later_run();
  const KeyId number = carried_over(one.key(FieldType::Int64, {-7, false}), one, other);
  const KeyId time = carried_over(one.key(FieldType::Timestamp, {-7, false}), one, other);
  EXPECT_EQ(number, other.key(FieldType::Int64, {-7, false}));
  EXPECT_EQ(time, other.key(FieldType::Timestamp, {-7, false}));
  EXPECT_NE(number, time);
}

TEST(FactCodingTest, EqualKeysAreEqualBytesWhateverTheirIds) {
  Facts one;
  Facts other = later_run();
  Encoder left;
  Encoder right;
  encode_key(text_key(one, "anna"), one, left);
  encode_key(text_key(other, "anna"), other, right);
  EXPECT_EQ(left.take(), right.take());
}

TEST(FactCodingTest, WindowsAreTheirBounds) {
  for (const Window& window : {Window{EventTime(-5), EventTime(7)}, kGlobalWindow}) {
    Encoder encoder;
    encode_window(window, encoder);
    const std::string bytes = encoder.take();
    Decoder decoder(bytes);
    EXPECT_EQ(decode_window(decoder), window);
    EXPECT_TRUE(decoder.at_end());
  }
}

SchemaId coded_schema(Facts& facts) {
  return facts.rows.add_schema({"coded",
                                {{"name", FieldType::Text, FieldRole::Key, 0},
                                 {"n", FieldType::Int64, FieldRole::Plain, 0},
                                 {"raw", FieldType::Bytes, FieldRole::Plain, 0}}});
}

TEST(FactCodingTest, ARowKeepsItsKindItsNullsAndItsTexts) {
  Facts one;
  Facts other = later_run();
  const auto id = [&](std::string_view text) { return static_cast<std::int64_t>(one.texts.intern(text)); };
  const Cell cells[] = {{id("anna"), false}, {0, true}, {id(std::string_view("\0\xff", 2)), false}};
  const RowId row = one.row(coded_schema(one), RowKind::UpdateBefore, cells);
  Encoder encoder;
  encode_row(row, one, encoder);
  const std::string bytes = encoder.take();
  Decoder decoder(bytes);
  const RowId there = decode_row(decoder, coded_schema(other), other);
  EXPECT_TRUE(decoder.at_end());
  EXPECT_EQ(other.rows.kind(there), RowKind::UpdateBefore);
  EXPECT_TRUE(other.rows.is_null(there, 1));
  EXPECT_EQ(other.rows.content(there), one.rows.content(row));
}

TEST(FactCodingTest, BytesThatEndTooEarlyAreNoticed) {
  Facts facts;
  Encoder encoder;
  encode_key(text_key(facts, "anna"), facts, encoder);
  const std::string bytes = encoder.take();
  Decoder decoder(std::string_view(bytes).substr(0, bytes.size() - 1));
  EXPECT_THROW(static_cast<void>(decode_key(decoder, facts)), InvariantViolation);
}

RC_GTEST_PROP(FactCodingProperty, KeysSurviveInOrder, (const std::vector<std::string>& texts, std::int64_t number)) {
  Facts one;
  Facts other = later_run();
  Encoder encoder;
  encode_key(one.key(FieldType::Int64, {number, false}), one, encoder);
  for (const std::string& text : texts) encode_key(text_key(one, text), one, encoder);
  const std::string bytes = encoder.take();
  Decoder decoder(bytes);
  RC_ASSERT(decode_key(decoder, other) == other.key(FieldType::Int64, {number, false}));
  for (const std::string& text : texts) RC_ASSERT(decode_key(decoder, other) == text_key(other, text));
  RC_ASSERT(decoder.at_end());
}

}  // namespace
}  // namespace wavetank::engine::testing

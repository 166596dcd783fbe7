// Interned texts, rows, keys and windows: equal things are one id, and ids stay what they were.
#include <string>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "engine/facts/facts.hpp"

namespace wavetank::engine::testing {
namespace {

Cell text_cell(Facts& facts, std::string_view text) {
  return {static_cast<std::int64_t>(facts.texts.intern(text)), false};
}

TEST(TextsTest, EqualBytesAreOneId) {
  Texts texts;
  const TextId a = texts.intern("a");
  EXPECT_EQ(texts.intern("a"), a);
  EXPECT_NE(texts.intern("b"), a);
  EXPECT_NE(texts.intern(std::string_view("a\0", 2)), a);
}

TEST(TextsTest, IdsStayWhatTheyWereWhileItGrows) {
  Texts texts;
  const std::string_view first = texts.bytes(texts.intern("first"));
  for (int i = 0; i < 5000; ++i) static_cast<void>(texts.intern(std::to_string(i)));
  EXPECT_EQ(first, "first");
  EXPECT_EQ(texts.bytes(texts.intern("4321")), "4321");
  EXPECT_EQ(texts.size(), 5001u);
}

class RowsTest : public ::testing::Test {
 protected:
  RowsTest() {
    schema_ = facts_.rows.add_schema(
        {"s", {{"name", FieldType::Text, FieldRole::Plain, 0}, {"value", FieldType::Int64, FieldRole::Plain, 0}}});
  }
  RowId row(RowKind kind, std::string_view name, std::int64_t value) {
    const Cell cells[] = {text_cell(facts_, name), {value, false}};
    return facts_.row(schema_, kind, cells);
  }
  Facts facts_;
  SchemaId schema_{};
};

TEST_F(RowsTest, EqualRowsHaveEqualContent) {
  const std::uint64_t content = facts_.rows.content(row(RowKind::Insert, "a", 1));
  EXPECT_EQ(facts_.rows.content(row(RowKind::Insert, "a", 1)), content);
  EXPECT_NE(facts_.rows.content(row(RowKind::Insert, "a", 2)), content);
  EXPECT_NE(facts_.rows.content(row(RowKind::Insert, "b", 1)), content);
}

TEST_F(RowsTest, ARowStaysWhatItWasWhileOthersAreAdded) {
  const RowId first = row(RowKind::Insert, "a", 1);
  for (std::int64_t value = 0; value < 1000; ++value) row(RowKind::Delete, "b", value);
  EXPECT_EQ(facts_.rows.kind(first), RowKind::Insert);
  EXPECT_EQ(facts_.rows.bits(first, 1), 1);
}

TEST_F(RowsTest, TheKindIsPartOfARow) {
  EXPECT_NE(facts_.rows.content(row(RowKind::Insert, "a", 1)), facts_.rows.content(row(RowKind::Delete, "a", 1)));
  EXPECT_EQ(facts_.rows.kind(row(RowKind::UpdateBefore, "a", 1)), RowKind::UpdateBefore);
}

TEST_F(RowsTest, NullIsNotZero) {
  const Cell with_null[] = {text_cell(facts_, "a"), {0, true}};
  const RowId null_row = facts_.row(schema_, RowKind::Insert, with_null);
  EXPECT_NE(facts_.rows.content(null_row), facts_.rows.content(row(RowKind::Insert, "a", 0)));
  EXPECT_TRUE(facts_.rows.is_null(null_row, 1));
  EXPECT_FALSE(facts_.rows.is_null(null_row, 0));
}

TEST_F(RowsTest, ContentDoesNotDependOnTheOrderOfFirstSight) {
  const std::uint64_t content = facts_.rows.content(row(RowKind::Insert, "a", 7));
  Facts other;
  static_cast<void>(other.texts.intern("somebody else came first"));
  const SchemaId schema = other.rows.add_schema(facts_.rows.schema(schema_));
  const Cell cells[] = {text_cell(other, "a"), {7, false}};
  EXPECT_EQ(other.rows.content(other.row(schema, RowKind::Insert, cells)), content);
}

TEST_F(RowsTest, EqualSchemasAreOneId) {
  EXPECT_EQ(facts_.rows.add_schema(facts_.rows.schema(schema_)), schema_);
  EXPECT_EQ(facts_.rows.schema_of(row(RowKind::Insert, "a", 1)), schema_);
}

TEST_F(RowsTest, ARowHasACellForEachField) {
  const Cell cells[] = {{1, false}};
  EXPECT_THROW(static_cast<void>(facts_.row(schema_, RowKind::Insert, cells)), InvariantViolation);
}

TEST(KeysTest, EqualKeysAreOneIdAndTypesAreApart) {
  Facts facts;
  const KeyId one = facts.key(FieldType::Int64, {1, false});
  EXPECT_EQ(facts.key(FieldType::Int64, {1, false}), one);
  EXPECT_NE(facts.key(FieldType::Timestamp, {1, false}), one);
  EXPECT_NE(facts.key(FieldType::Text, text_cell(facts, "1")), one);
}

TEST(KeysTest, ComeInTheOrderOfTheirValues) {
  Facts facts;
  const auto number = [&](std::int64_t value) { return facts.key(FieldType::Int64, {value, false}); };
  const auto text = [&](std::string_view value) { return facts.key(FieldType::Text, text_cell(facts, value)); };
  const auto before = [&](KeyId a, KeyId b) { return facts.keys.before(a, b, facts.texts); };
  EXPECT_TRUE(before(number(-1), number(0)));
  EXPECT_TRUE(before(number(INT64_MIN), number(INT64_MAX)));
  EXPECT_TRUE(before(text("a"), text("b")));
  EXPECT_TRUE(before(text("same start, 1"), text("same start, 2")));
  EXPECT_TRUE(before(text("short"), text("short, longer")));
  EXPECT_TRUE(before(text("z"), text("\xc3\xa9")));  // bytes, unsigned
  EXPECT_FALSE(before(text("a"), text("a")));
}

TEST(KeysTest, HashUtf16UnitsAsJavaDoes) {
  EXPECT_EQ(java_hash(""), 0);
  EXPECT_EQ(java_hash("hello"), 99162322);
  EXPECT_EQ(java_hash("\xf0\x9f\x98\x80"), 0xd83d * 31 + 0xde00);  // a surrogate pair
  EXPECT_EQ(java_hash("\xff"), 0xfffd);
  EXPECT_EQ(java_hash(std::int64_t{-4}), 3);
}

TEST(KeysTest, ANullIsNoKey) {
  Facts facts;
  EXPECT_THROW(facts.key(FieldType::Int64, {0, true}), InvariantViolation);
}

TEST(WindowsTest, EqualWindowsAreOneId) {
  Windows windows;
  const WindowId first = windows.intern({EventTime(0), EventTime(10)});
  EXPECT_EQ(windows.intern({EventTime(0), EventTime(10)}), first);
  EXPECT_NE(windows.intern({EventTime(0), EventTime(11)}), first);
  EXPECT_EQ(windows.window(first).max(), EventTime(9));
  EXPECT_EQ(windows.size(), 2u);
}

}  // namespace
}  // namespace wavetank::engine::testing

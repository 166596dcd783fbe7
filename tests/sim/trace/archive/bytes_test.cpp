#include "sim/trace/archive/bytes.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::sim {
namespace {

std::string varint_of(std::uint64_t value) {
  ByteWriter out;
  out.varint(value);
  return std::string(out.bytes());
}

TEST(Varint, HasSevenBitsAByte) {
  EXPECT_EQ(varint_of(0), std::string(1, '\0'));
  EXPECT_EQ(varint_of(127), "\x7f");
  EXPECT_EQ(varint_of(128), "\x80\x01");
  EXPECT_EQ(varint_of(300), "\xac\x02");
  EXPECT_EQ(varint_of(std::numeric_limits<std::uint64_t>::max()).size(), 10u);
}

TEST(Varint, ThatDoesNotEndOrIsTooLargeIsRefused) {
  for (const std::string& bytes : {std::string("\x80"), std::string(11, '\x80'), std::string(9, '\xff') + "\x02"}) {
    ByteCursor cursor(bytes);
    EXPECT_EQ(cursor.varint(), 0u);
    EXPECT_FALSE(cursor.ok());
    EXPECT_EQ(cursor.left(), 0u);
  }
}

TEST(FoldedSign, KeepsSmallNumbersSmall) {
  EXPECT_EQ(fold_sign(0), 0u);
  EXPECT_EQ(fold_sign(-1), 1u);
  EXPECT_EQ(fold_sign(1), 2u);
  EXPECT_EQ(fold_sign(std::numeric_limits<std::int64_t>::min()), std::numeric_limits<std::uint64_t>::max());
}

TEST(TextInBytes, LongerThanTheBytesIsRefused) {
  ByteWriter out;
  out.varint(1u << 30);
  out.append("abc");
  ByteCursor cursor(out.bytes());
  EXPECT_EQ(cursor.text(), "");
  EXPECT_FALSE(cursor.ok());
}

TEST(CountInBytes, OfMoreThingsThanBytesIsRefused) {
  ByteCursor cursor(
      "\x03"
      "ab");
  EXPECT_EQ(cursor.count(), 0u);
  EXPECT_FALSE(cursor.ok());
}

RC_GTEST_PROP(BytesProperty, NumbersAndTextsComeBack,
              (const std::vector<std::int64_t>& numbers, const std::string& text)) {
  ByteWriter out;
  for (const std::int64_t number : numbers) {
    out.signed_varint(number);
    out.word(static_cast<std::uint64_t>(number), 8);
  }
  out.text(text);
  ByteCursor cursor(out.bytes());
  for (const std::int64_t number : numbers) {
    RC_ASSERT(cursor.signed_varint() == number);
    RC_ASSERT(cursor.word(8) == static_cast<std::uint64_t>(number));
  }
  RC_ASSERT(cursor.text() == text);
  RC_ASSERT(cursor.done());
}

}  // namespace
}  // namespace wavetank::sim

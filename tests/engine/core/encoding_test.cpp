// The canonical encoding reads what it wrote, and says no to bytes that end early.
#include "engine/core/encoding.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

constexpr std::int64_t kIntegers[] = {0,
                                      -1,
                                      1,
                                      63,
                                      64,
                                      -64,
                                      -65,
                                      8191,
                                      8192,
                                      std::numeric_limits<std::int64_t>::min(),
                                      std::numeric_limits<std::int64_t>::max()};

TEST(EncodingTest, ReadsTheIntegersThatItWrote) {
  Encoder encoder;
  for (const std::int64_t value : kIntegers) encoder.integer(value);
  Decoder decoder(encoder.bytes());
  for (const std::int64_t value : kIntegers) EXPECT_EQ(decoder.integer(), value);
  EXPECT_TRUE(decoder.at_end());
}

TEST(EncodingTest, SmallIntegersTakeOneByteEitherSign) {
  for (const std::int64_t value : {0, 63, -64}) {
    Encoder encoder;
    encoder.integer(value);
    EXPECT_EQ(encoder.bytes().size(), 1u) << value;
  }
}

TEST(EncodingTest, TextsMayHoldAnything) {
  Encoder encoder;
  encoder.text("");
  encoder.text(std::string_view("a\0b", 3));
  encoder.text("end");
  Decoder decoder(encoder.bytes());
  EXPECT_EQ(decoder.text(), "");
  EXPECT_EQ(decoder.text(), std::string_view("a\0b", 3));
  EXPECT_EQ(decoder.text(), "end");
}

TEST(EncodingTest, RefusesBytesThatEndEarly) {
  Encoder encoder;
  encoder.text("four");
  Decoder text(std::string_view(encoder.bytes()).substr(0, 3));
  EXPECT_THROW(text.text(), InvariantViolation);
  Decoder number("\xff");
  EXPECT_THROW(number.natural(), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

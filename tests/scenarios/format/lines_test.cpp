#include "scenarios/format/lines.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

using LineNumbers = std::vector<std::uint32_t>;

TEST(LineScan, GivesALineForEachValueButNotForNames) {
  EXPECT_EQ(scan_lines("{\n\"a\": 1,\n\"b\": [true,\n\"x\"]\n}").lines, (LineNumbers{1, 2, 3, 3, 4}));
}

TEST(LineScan, TakesTheLineOfTheValueAndNotOfItsName) {
  EXPECT_EQ(scan_lines("{\"a\":\n\n1}").lines, (LineNumbers{1, 3}));
}

TEST(LineScan, IsNotConfusedByWhatStandsInTexts) {
  EXPECT_EQ(scan_lines(R"(["{[\"", "\\", ":", 1])").lines.size(), 5U);
  EXPECT_FALSE(scan_lines("\"" + std::string(100, '[') + "\"").problem);
}

TEST(LineScan, AllowsSixtyFourLevelsAndNotOneMore) {
  EXPECT_FALSE(scan_lines(std::string(kNestingMax, '[')).problem);
  const LineScan deep = scan_lines("\n" + std::string(kNestingMax + 1, '['));
  ASSERT_TRUE(deep.problem);
  EXPECT_EQ(deep.problem->line, 2U);
  EXPECT_EQ(deep.problem->message, "nested deeper than 64 levels");
}

TEST(LineScan, StopsAtTooManyValues) {
  std::string text = "[";
  for (std::size_t i = 0; i < kValuesMax; ++i) text += "1,";
  const LineScan many = scan_lines(text + "1]");
  ASSERT_TRUE(many.problem);
  EXPECT_EQ(many.problem->message, "more than 500000 values");
}

TEST(LineScan, EndsOnTextsThatAreNotJson) {
  for (const std::string text : {"\"", "\"\\", ":", "]]", "tru\"e", "\xef\xbb\xbf", "{\"a\""}) {
    EXPECT_FALSE(scan_lines(text).problem) << text;
  }
}

TEST(LineScan, CountsLinesUpToAByte) {
  EXPECT_EQ(line_at("a\nb\nc", 0), 1U);
  EXPECT_EQ(line_at("a\nb\nc", 2), 2U);
  EXPECT_EQ(line_at("a\nb\nc", 100), 3U);
}

}  // namespace
}  // namespace wavetank::scenarios

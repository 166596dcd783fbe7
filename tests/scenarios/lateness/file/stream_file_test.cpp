// What a new user's file may look like.
#include "scenarios/lateness/file/stream_file.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

class StreamFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = (std::filesystem::path(::testing::TempDir()) / (std::string("wavetank_stream_") + test->name())).string();
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // "event/arrival/key ..." and what was refused: "!line: message".
  std::string story(std::string_view text, const StreamFileOptions& options = {}) {
    std::ofstream(path_, std::ios::binary) << text;
    StreamFile file(path_, options);
    std::string story;
    StreamRow row;
    while (file.errors().empty() && file.next(row)) {
      story +=
          std::to_string(row.event_ms) + "/" + std::to_string(row.arrival_ms) + "/" + std::to_string(row.key) + " ";
    }
    for (const InputError& error : file.first_broken())
      story += "?" + std::to_string(error.line) + ": " + error.message;
    for (const InputError& error : file.errors()) story += "!" + std::to_string(error.line) + ": " + error.message;
    return story;
  }

  std::string path_;
};

TEST_F(StreamFileTest, GivesTimesAndNumbersOfKeys) {
  EXPECT_EQ(story("arrival_ms,event_ms,key\n1500000000005,1500000000001,a\n1500000000006,1500000000002,b\n"),
            "1500000000001/1500000000005/0 1500000000002/1500000000006/1 ");
}

TEST_F(StreamFileTest, MayBeJsonLines) {
  EXPECT_EQ(story("{\"ts\":\"2017-07-14T02:40:00Z\",\"user\":7}\n\n{\"user\":8,\"ts\":\"2017-07-14T02:40:01Z\"}\n"),
            "1500000000000/0/0 1500000001000/0/1 ");
  EXPECT_EQ(story("{\"ts\":1500000000000}\n[1]\n{\"ts\":null}\n{\"ts\"\n"),
            "1500000000000/0/0 ?2: expected a JSON object on each line?3: \"ts\": expected a time; the cell is empty"
            "?4: not valid JSON; while parsing object separator - unexpected end of input; expected ':'");
}

TEST_F(StreamFileTest, MayHaveWindowsLineEndsAMarkAndQuotes) {
  EXPECT_EQ(story("\xef\xbb\xbf\"event_ms\",\"key\"\r\n\"1500000000000\",\"a,b\"\r\n1500000000001,a\r\n"),
            "1500000000000/0/0 1500000000001/0/1 ");
}

TEST_F(StreamFileTest, MayReachBackBefore1970) {
  EXPECT_EQ(story("event\n-5\n-2000000000\n"), "-5000/0/0 -2000000000000/0/0 ");
}

TEST_F(StreamFileTest, LeavesOutBrokenRowsAndSaysSo) {
  EXPECT_EQ(story("event_ms,key\n1500000000000,a\nsoon,a\n1500000000001\n1500000000,a\n1500000000002,a\n"),
            "1500000000000/0/0 1500000000002/0/0 ?3: \"event_ms\": expected a number of milliseconds since 1970; found "
            "\"soon\"?4: expected 2 fields, as in the header; found 1?5: \"event_ms\": looks like seconds among "
            "milliseconds; found \"1500000000\"");
}

TEST_F(StreamFileTest, StopsAtTheFirstBrokenRowIfToldSo) {
  const StreamFileOptions strict{.columns = {}, .unit = {}, .strictness = Strictness::Strict};
  const std::string told = story("event_ms\n1500000000000\nsoon\nlater\n", strict);
  EXPECT_TRUE(told.ends_with("!3: \"event_ms\": expected a number of milliseconds since 1970; found \"soon\"")) << told;
}

TEST_F(StreamFileTest, MustBeInTheOrderOfItsArrivals) {
  EXPECT_EQ(story("event_ms,arrival_ms\n1500000000000,1500000000009\n1500000000000,1500000000008\n"),
            "1500000000000/1500000000009/0 !3: arrived before the row above it, by \"arrival_ms\": 1500000000008 after "
            "1500000000009");
}

TEST_F(StreamFileTest, MustBeInTheOrderOfItsOffsets) {
  EXPECT_EQ(story("ts,partition,offset\n1500000000000,0,5\n1500000000000,1,4\n1500000000000,0,4\n"),
            "1500000000000/0/0 1500000000000/0/0 !4: offset 4 after 5 in one partition");
}

TEST_F(StreamFileTest, NeedsRows) {
  EXPECT_EQ(story(""), "!0: the file is empty; expected a header row");
  EXPECT_EQ(story("event_ms,arrival_ms\n"), "!0: there are no rows");
}

TEST_F(StreamFileTest, TellsABinaryFile) {
  EXPECT_EQ(story(std::string_view("\x7f"
                                   "ELF\x02\0\0\0\n\0",
                                   10)),
            "!1: this is no text; it has a zero byte");
}

TEST_F(StreamFileTest, SaysThatItIsNotThere) {
  const StreamFile file(path_ + ".none", {});
  ASSERT_EQ(file.errors().size(), 1U);
  EXPECT_EQ(file.errors().front().message, "there is no such file");
}

}  // namespace
}  // namespace wavetank::scenarios

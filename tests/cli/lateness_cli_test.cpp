// `wavetank lateness` as a new user would try it, with the files that people really have.
#include <gtest/gtest.h>

#include "tests/cli/cli_process.hpp"

namespace wavetank::cli {
namespace {

class LatenessCli : public Cli {
 protected:
  // What a good file says, written in some other way.
  static constexpr const char* kTwoRows = "event_ms,arrival_ms,key\n1000,1500,a\n3000,9000,b\n";

  void expect_two_rows(const std::string& arguments) const {
    const Ended ended = wavetank("lateness " + arguments);
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_NE(ended.out.find(": 2 rows, 2 keys"), std::string::npos) << ended.out;
    EXPECT_NE(ended.out.find("delay       p50 500ms, p90 6s"), std::string::npos) << ended.out;
  }
};

TEST_F(LatenessCli, ReadsWindowsLineEndsAndAByteOrderMark) {
  expect_two_rows(write("crlf.csv",
                        "\xef\xbb\xbf"
                        "event_ms,arrival_ms,key\r\n1000,1500,a\r\n3000,9000,b\r\n")
                      .string());
}

TEST_F(LatenessCli, ReadsQuotedCellsAndAFileWithoutALastLineEnd) {
  expect_two_rows(
      write("quoted.csv", "\"event_ms\",\"arrival_ms\",\"key\"\n\"1000\",1500,\"a, \"\"b\"\"\"\n3000,9000,b").string());
}

TEST_F(LatenessCli, ReadsJsonLines) {
  expect_two_rows(write("rows.jsonl",
                        "{\"event_ms\":1000,\"arrival_ms\":1500,\"key\":\"a\"}\n"
                        "{\"key\":\"b\",\"arrival_ms\":9000,\"event_ms\":3000}\n")
                      .string());
}

TEST_F(LatenessCli, ReadsStandardInput) {
  input_ = write("rows.csv", kTwoRows);
  expect_two_rows("-");
}

TEST_F(LatenessCli, ReadsTimesBefore1970) {
  const Ended ended =
      wavetank("lateness " + write("old.csv", "event_ms,arrival_ms,key\n-9000,-5000,a\n-8000,-4000,b\n").string());
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("2 rows, 2 keys, 1969-12-31 to 1969-12-31"), std::string::npos) << ended.out;
}

TEST_F(LatenessCli, CountsBrokenRowsAndShowsTheirLines) {
  const auto file = write("broken.csv", "event_ms,arrival_ms,key\n1000,1500,a\nsoon,1600,a\n3000,9000,b\n").string();
  const Ended ended = wavetank("lateness " + file);
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(ended.out.find("1 rows were left out"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find(":3"), std::string::npos) << ended.out;
  expect_refused("lateness --strict " + file, ":3");
}

TEST_F(LatenessCli, RefusesAColumnThatIsNotThereAndNamesTheNearest) {
  expect_refused("lateness --event event_mss " + write("rows.csv", kTwoRows).string(), "did you mean \"event_ms\"?");
}

TEST_F(LatenessCli, RefusesWhatHasNoRows) {
  expect_refused("lateness " + write("empty.csv", "").string(), "empty");
  expect_refused("lateness " + write("header.csv", "event_ms,arrival_ms,key\n").string(), "no rows");
  expect_refused("lateness " + path("absent.csv").string(), "absent.csv");
  expect_refused("lateness " + path("").string(), "folder");
}

TEST_F(LatenessCli, RefusesWhatIsNoText) {
  expect_refused("lateness " + write("binary.csv", std::string("\x7f"
                                                               "ELF\0\1\2\0\0",
                                                               9))
                                   .string(),
                 "binary");
}

TEST_F(LatenessCli, RefusesAGzipThatEndsEarly) {
  const std::string whole = read(WT_SOURCE_DIR "/scenarios/data/flights.csv.gz");
  expect_refused("lateness " + write("half.csv.gz", whole.substr(0, whole.size() / 2)).string(), "cut off");
}

TEST_F(LatenessCli, LeavesOutRowsOfAnotherUnitAndSaysSo) {
  std::string text = "event_ms,arrival_ms,key\n";
  for (int i = 0; i < 20; ++i) text += "1700000000000,1700000001000,a\n1700000000,1700000001,a\n";
  const std::string file = write("units.csv", text).string();
  EXPECT_NE(wavetank("lateness " + file).out.find("20 rows were left out"), std::string::npos);
  expect_refused("lateness --strict " + file, "give --unit");
}

TEST_F(LatenessCli, RefusesWishesThatMakeNoSense) {
  const std::string file = write("rows.csv", kTwoRows).string();
  expect_refused("lateness --window 0s " + file, "--window");
  expect_refused("lateness --slide 1m " + file, "--slide without --window");
  expect_refused("lateness --window 1m --slide 2m " + file, "longer than --window");
  expect_refused("lateness --target most " + file, "--target");
  expect_refused("lateness --zone Europe/Berln " + file, "did you mean Europe/Berlin");
  expect_refused("lateness --report /no/such/folder/a.html " + file, "cannot write");
}

TEST_F(LatenessCli, WritesAPageThatNeedsNothingElse) {
  const Ended ended = wavetank("lateness --zone America/New_York --report " + path("page.html").string() + " " +
                               WT_SOURCE_DIR "/scenarios/data/flights-small.csv");
  EXPECT_EQ(ended.code, 0) << ended.err;
  const std::string page = read(path("page.html"));
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  for (const char* part : {"<svg", "America/New_York", "session windows with a gap of", "99.9 % of the rows on time"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  for (const char* fetched : {"http:", "https:", "src=", "<script", "url("}) {
    EXPECT_EQ(page.find(fetched), std::string::npos) << fetched;
  }
}

TEST_F(LatenessCli, WritesAProfileThatAScenarioCanUse) {
  const Ended ended = wavetank("lateness --profile " + path("delay.profile").string() + " " +
                               WT_SOURCE_DIR "/scenarios/data/flights-small.csv");
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_NE(read(path("delay.profile")).find("delay"), std::string::npos);
}

}  // namespace
}  // namespace wavetank::cli

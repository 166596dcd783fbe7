#include "scenarios/input/events.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

using engine::FieldRole;
using engine::FieldType;

class EventFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("wavetank_events_") + test->name());
    std::filesystem::create_directories(folder_);
    input_.fields = {{"key", FieldType::Text, FieldRole::Key, 0}, {"value", FieldType::Int64, FieldRole::Plain, 0}};
    input_.events = InputFile{"a.csv", "arrival_ms", "event_ms", {}};
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static std::string text_of(const ValueView& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string_view>(&value)) return "'" + std::string(*text) + "'";
    return "null";
  }
  // Events as "arrival/time key value", a line each, then the errors.
  std::string story_of(std::string_view csv) {
    std::ofstream(folder_ / "a.csv", std::ios::binary) << csv;
    return load();
  }
  std::string load() {
    std::string story;
    const auto take = [&](const FileEvent& event) {
      const bool has_time = event.time != engine::EventTime::min();
      story += std::to_string(event.arrival_ms) + "/" + (has_time ? std::to_string(event.time.ticks()) : "none");
      for (const ValueView& value : event.values) story += " " + text_of(value);
      story += "\n";
    };
    for (const InputError& error : load_events(input_, folder_.string(), take)) {
      story += to_text(error).substr(folder_.string().size() + 1) + "\n";
    }
    return story;
  }

  std::filesystem::path folder_;
  Input input_;
};

TEST_F(EventFileTest, GivesRowsByTheTypesOfTheFields) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,extra,key,value\n20,10,-,a,3\n20,30,-,,-4\n"), "20/10 'a' 3\n20/30 '' -4\n");
}

TEST_F(EventFileTest, ReadsEmptyCellsAsNullAndNoTimestamp) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n20,,a,\n"), "20/none 'a' null\n");
}

TEST_F(EventFileTest, ReadsInstants) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n1970-01-01T00:00:20Z,1970-01-01,a,1\n"), "20000/0 'a' 1\n");
}

TEST_F(EventFileTest, NamesTheLineAndColumnOfAWrongCell) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n1,1,a,x\n2,soon,a,1\n,1,a,1\n3,3,a,1\n"),
            "3/3 'a' 1\n"
            "a.csv:2: \"value\": expected an integer; found \"x\"\n"
            "a.csv:3: \"event_ms\": expected a point in event time; found \"soon\"; hint: write for example \"250ms\", "
            "\"2.5s\" or \"1h30m\"\n"
            "a.csv:4: the cell \"arrival_ms\" is empty\n");
}

TEST_F(EventFileTest, NamesABrokenRow) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n1,1,a,1\n2,2,a\n3,3,a,1\n"),
            "1/1 'a' 1\n3/3 'a' 1\na.csv:3: expected 4 fields, as in the header; found 3\n");
}

TEST_F(EventFileTest, RefusesArrivalsThatFall) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n5,1,a,1\n4,1,a,1\n"),
            "5/1 'a' 1\na.csv:3: arrived before the row above it; 4 after 5; hint: sort the file by \"arrival_ms\"\n");
}

TEST_F(EventFileTest, RefusesMissingColumns) {
  EXPECT_EQ(story_of("arrival,event_ms,key,value\n"),
            "a.csv:1: there is no column \"arrival_ms\"; hint: did you mean \"arrival\"?\n");
  EXPECT_EQ(story_of("arrival_ms,event_ms,kye,value\n"),
            "a.csv:1: there is no column \"key\"; hint: did you mean \"kye\"?\n");
}

TEST_F(EventFileTest, RefusesTextsThatAreNotUtf8) {
  EXPECT_EQ(story_of("arrival_ms,event_ms,key,value\n1,1,\xff,1\n"), "a.csv:2: \"key\": expected UTF-8; found \"?\"\n");
}

TEST_F(EventFileTest, StopsAfterTwentyErrors) {
  std::string csv = "arrival_ms,event_ms,key,value\n";
  for (int i = 0; i < 100; ++i) csv += "1,1,a,x\n";
  const std::string story = story_of(csv);
  EXPECT_EQ(std::count(story.begin(), story.end(), '\n'), 20);
}

TEST_F(EventFileTest, SaysWhereAMissingFileWasLookedFor) {
  EXPECT_EQ(load(), "a.csv: there is no such file; hint: a path is relative to the folder of the scenario\n");
}

TEST_F(EventFileTest, IsRelativeToTheScenario) {
  Scenario scenario;
  scenario.file = "catalogue/lateness/late.json";
  EXPECT_EQ(folder_of(scenario), "catalogue/lateness");
  scenario.file = "late.json";
  EXPECT_EQ(folder_of(scenario), "");
}

}  // namespace
}  // namespace wavetank::scenarios

#include "scenarios/input/profile.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

StreamProfile small_profile() {
  StreamProfile profile;
  profile.source = "a \"quoted\" file";
  profile.rows = 12;
  profile.keys = 3;
  profile.delay_ms = {-5, 0, 10};
  profile.session_start_ms = {0, 100};
  profile.session_rows = {1, 4};
  profile.session_pause_ms = {7};
  profile.key = {0, 0, 2};
  profile.partition = {0};
  return profile;
}

std::string problem_of(const StreamProfile& profile) {
  const auto read = parse_profile(to_text(profile));
  return read.ok() ? "" : read.problem().message;
}

TEST(StreamProfile, IsReadAsItWasWritten) {
  EXPECT_EQ(parse_profile(to_text(small_profile())).value(), small_profile());
}

TEST(StreamProfile, RefusesTablesThatFall) {
  StreamProfile profile = small_profile();
  profile.delay_ms = {3, 2};
  EXPECT_EQ(problem_of(profile), "delay_ms: the numbers must not fall");
}

TEST(StreamProfile, RefusesSessionsWithoutRows) {
  StreamProfile profile = small_profile();
  profile.session_rows = {0, 1};
  EXPECT_EQ(problem_of(profile), "session_rows: no number may be below 1");
}

TEST(StreamProfile, RefusesEmptyTables) {
  StreamProfile profile = small_profile();
  profile.key.clear();
  EXPECT_EQ(problem_of(profile), "key: expected 1 to 65536 numbers; found 0");
}

TEST(StreamProfile, RefusesWhatIsNone) {
  EXPECT_EQ(parse_profile("{}").problem().message, "wavetank_profile: this is no delay profile");
  EXPECT_EQ(parse_profile("{\"wavetank_profile\": 9}").problem().message,
            "wavetank_profile: version 9 is not known here");
  EXPECT_EQ(parse_profile("{\"wavetank_profile\": 1, \"keys\": 1, \"delay_ms\": [1.5]}").problem().message,
            "delay_ms: expected an array of whole numbers");
  EXPECT_EQ(load_profile("nowhere.json").problem().message, "there is no such file");
}

}  // namespace
}  // namespace wavetank::scenarios

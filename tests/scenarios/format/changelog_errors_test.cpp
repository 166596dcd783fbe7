// What a reader of a wrong group-by, frame, deduplication or ranking is told, and what may not reach it.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string changelog_errors(const std::string& node) {
  ScenarioText text;
  text.source = R"("id": "in", "source": "clicks", "watermark": {"kind": "monotonous"})";
  text.nodes = "{\"id\": \"x\", \"key\": \"key\", " + node + "},";
  return errors_of(text);
}
// A deduplication with these members above a group-by with this aggregate, on line 5.
std::string group_errors(const std::string& above, const std::string& aggregate) {
  return changelog_errors(above + "},\n{\"id\": \"y\", \"key\": \"key\", \"group_by\": {\"n\": \"" + aggregate + "\"}");
}

TEST(ErrorsOfGroups, RefuseWhatCannotTakeBack) {
  EXPECT_EQ(changelog_errors(R"json("group_by": {"all": "list(value)"})json"),
            "test.json:4: only count, sum, min and max are kept here (at /pipeline/1/group_by/all); hint: lists and "
            "reductions belong in a window");
  EXPECT_EQ(group_errors(R"("deduplicate": "last")", "max(value)"),
            "test.json:5: rows that change reach it; a minimum or maximum takes nothing back (CL-03) (at /pipeline/2)");
  EXPECT_EQ(group_errors(R"("deduplicate": "first")", "max(value)"), "");
}

TEST(ErrorsOfGroups, RefuseRowsThatReplaceOthersWithoutTakingThemBack) {
  EXPECT_EQ(group_errors(R"("deduplicate": "last", "updates": "upsert")", "count()"),
            "test.json:5: rows reach it that replace others without taking them back (at /pipeline/2); hint: write "
            "\"updates\": \"retract\" at the operator above");
}

TEST(ErrorsOfGroups, WantTimeForMiniBatchesAndState) {
  EXPECT_EQ(changelog_errors(R"json("group_by": {"n": "count()"}, "mini_batch": "0s")json"),
            "test.json:4: a mini-batch must be longer than no time; found 0s (at /pipeline/1/mini_batch)");
  EXPECT_EQ(changelog_errors(R"json("group_by": {"n": "count()"}, "time_to_live": "0s")json"),
            "test.json:4: a time to live must be longer than no time; found 0s (at /pipeline/1/time_to_live)");
}

TEST(ErrorsOfFrames, KeepRowsAndTimeApart) {
  EXPECT_EQ(changelog_errors(R"json("over": {"n": "count()"}, "preceding_time": "1s")json"),
            "test.json:4: this frame is of rows (at /pipeline/1/preceding_time); hint: write \"frame\": \"range\"");
  EXPECT_EQ(changelog_errors(R"json("over": {"n": "count()"}, "frame": "range", "preceding_rows": 1)json"),
            "test.json:4: a range is of time (at /pipeline/1/preceding_rows); hint: write \"preceding_time\"");
}

TEST(ErrorsOfRankings, WantAnIdentityForUpdatesOnly) {
  EXPECT_EQ(changelog_errors(R"("top_n": 2, "by": "value", "takes": "update")"),
            "test.json:4: what names a row that is updated is missing (at /pipeline/1/identity); hint: for example "
            "[\"id\"]");
  EXPECT_EQ(changelog_errors(R"("top_n": 2, "by": "vlaue")"),
            "test.json:4: unknown field \"vlaue\" (at /pipeline/1/by); hint: did you mean \"value\"?");
  EXPECT_EQ(changelog_errors(R"("top_n": 2, "by": "value", "number": "key")"),
            "test.json:4: there is a field \"key\" already (at /pipeline/1/number)");
}

TEST(ErrorsOfDeduplications, NameTheNearestWord) {
  EXPECT_EQ(
      changelog_errors(R"("deduplicate": "erliest")"),
      "test.json:4: expected first, last, last-of-changes, earliest, latest or earliest-waited; found \"erliest\" "
      "(at /pipeline/1/deduplicate); hint: did you mean \"earliest\"?");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

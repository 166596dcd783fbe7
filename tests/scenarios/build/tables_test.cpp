// Joins, operators whose results change and patterns: what the builder makes of them is what JSON makes.
#include "tests/scenarios/build/same_as_json.hpp"

namespace wavetank::build::testing {
namespace {

using namespace std::chrono_literals;

// Two streams of the one: small values and great ones.
class TablesSameAsJson : public SameAsJson {
 protected:
  TablesSameAsJson() : small_(events().filter("value < 4")), great_(small_) {
    small_.named("small");
    great_ = Stream(pipeline_, "events").filter("value > 2");
    great_.named("great");
  }
  static std::string behind_both(const std::string& rest) {
    return R"json({"id":"small","filter":"value < 4"},{"id":"great","from":"events","filter":"value > 2"},)json" + rest;
  }
  [[nodiscard]] KeyedStream small() const { return small_.key_by("key"); }
  [[nodiscard]] KeyedStream great() const { return great_.key_by("key"); }

 private:
  Stream small_;
  Stream great_;
};

TEST_F(TablesSameAsJson, WithAnIntervalJoin) {
  const OutputTag left("left");
  const OutputTag right("right");
  Stream pairs = small().interval_join(great(), {.lower = -5s,
                                                 .upper = 10s,
                                                 .bounds = scenarios::JoinBounds::Upper,
                                                 .condition = "value < right_value",
                                                 .late_left = left,
                                                 .late_right = right});
  pairs.named("pairs").sink("out");
  pairs.side_output(left).sink("too-late");
  pairs.side_output(right).sink("too-late-too");
  EXPECT_EQ(fingerprint(), fingerprint_of(behind_both(R"json({"id":"pairs","from":"small","key":"key",
      "interval_join":"great","lower":"-5s","upper":"10s","bounds":"upper","when":"value < right_value",
      "late":"side-output"},{"id":"out","sink":{}},{"id":"too-late","from":"pairs.late_left","sink":{}},
      {"id":"too-late-too","from":"pairs.late_right","sink":{}})json")));
}

TEST_F(TablesSameAsJson, WithAJoinAndATable) {
  small()
      .join(great(), {.kind = engine::JoinKind::Left,
                      .condition = "value <= right_value",
                      .left = {.time_to_live = 60s},
                      .right = {.unique = {"value"}}})
      .named("both")
      .table("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(behind_both(R"json({"id":"both","from":"small","key":"key","join":"great",
      "kind":"left","when":"value <= right_value","time_to_live":"60s","right_unique":["value"]},
      {"id":"out","sink":{"folds":"retractions"}})json")));
}

TEST_F(TablesSameAsJson, WithTemporalJoins) {
  small().temporal_join(great(), {.unmatched = engine::Unmatched::Padded}).named("then").sink("a");
  small().temporal_join(great(), {.time = TimeDomain::Processing, .retention = 5s}).named("now").sink("b");
  EXPECT_EQ(fingerprint(), fingerprint_of(behind_both(R"json({"id":"then","from":"small","key":"key",
      "temporal_join":"great","kind":"left"},{"id":"a","sink":{}},{"id":"now","from":"small","key":"key",
      "temporal_join":"great","time":"processing","retention":"5s"},{"id":"b","sink":{}})json")));
}

TEST_F(TablesSameAsJson, WithWindowsOverTwoStreams) {
  small().window_join(great(), tumbling(10s), 5s).named("pairs").sink("a");
  small()
      .co_group(great(), session(5s), {.left = {count().as("n")}, .right = {sum("value")}, .allowed_lateness = 2s})
      .named("groups")
      .sink("b");
  EXPECT_EQ(fingerprint(), fingerprint_of(behind_both(R"json({"id":"pairs","from":"small","key":"key",
      "window_join":"great","window":{"tumbling":"10s"},"allowed_lateness":"5s"},{"id":"a","sink":{}},
      {"id":"groups","from":"small","key":"key","co_group":"great","window":{"session":"5s"},"allowed_lateness":"2s",
       "aggregate":{"n":"count()"},"right_aggregate":{"sum":"sum(value)"}},{"id":"b","sink":{}})json")));
}

TEST_F(SameAsJson, WithGroupsAndFrames) {
  const Stream all = events();
  all.key_by("key").group_by({.mini_batch = 5s}, sum("value")).named("groups").table("a");
  all.key_by("key").over({.rows = 1}, count()).named("rows").sink("b");
  all.key_by("key").over({.time = 9s, .unit = engine::FrameUnit::Range}, max("value")).named("range").sink("c");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"groups","from":"events","key":"key",
      "group_by":{"sum":"sum(value)"},"mini_batch":"5s"},{"id":"a","sink":{"folds":"retractions"}},
      {"id":"rows","from":"events","key":"key","over":{"count":"count()"},"preceding_rows":1},{"id":"b","sink":{}},
      {"id":"range","from":"events","key":"key","over":{"max":"max(value)"},"frame":"range","preceding_time":"9s"},
      {"id":"c","sink":{}})json"));
}

TEST_F(SameAsJson, WithOneRowOfEachKeyAndRankings) {
  const Stream all = events();
  const Stream last = all.key_by("key").deduplicate({.keep = engine::KeptRow::Latest, .time_to_live = 20s});
  Stream named = last;
  named.named("last");
  named.key_by("value").upsert_materialize({.source_key = {"key"}}).named("shown").table("a", {"value"});
  all.key_by("key").top_n({.rows = 2, .by = "value", .number = "place"}).named("top").table("b");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"last","from":"events","key":"key","deduplicate":"latest",
      "time_to_live":"20s"},{"id":"shown","key":"value","upsert_materialize":["key"]},
      {"id":"a","sink":{"folds":"upserts","key":["value"]}},
      {"id":"top","from":"events","key":"key","top_n":2,"by":"value","number":"place"},
      {"id":"b","sink":{"folds":"retractions"}})json"));
}

TEST_F(SameAsJson, WithAPattern) {
  const OutputTag late("late-ones");
  const Pattern rising = Pattern::begin("low", "value < 4")
                             .followed_by("high", "value > 3")
                             .at_least(1)
                             .greedy()
                             .within(20s)
                             .after_match(engine::SkipKind::PastLast)
                             .count("highs", "high")
                             .first("from", "low", "value");
  Stream matches = events().key_by("key").pattern(rising, late);
  matches.named("rising").sink("out");
  matches.side_output(OutputTag("timeout")).sink("not-yet");
  matches.side_output(late).sink("aside");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"rising","key":"key","within":"20s","late":"side-output",
      "pattern":[{"stage":"low","where":"value < 4"},
                 {"stage":"high","follows":"followed-by","where":"value > 3","at_least":1,"greedy":true}],
      "after_match":{"skip":"past-last"},"measures":{"highs":"count(high)","from":"first(low.value)"}},
      {"id":"out","sink":{}},{"id":"not-yet","from":"rising.timeout","sink":{}},
      {"id":"aside","from":"rising.late","sink":{}})json"));
}

}  // namespace
}  // namespace wavetank::build::testing

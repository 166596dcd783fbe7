// What the builder makes is what JSON makes: the same pipeline both ways, event by event.
#include "tests/scenarios/build/same_as_json.hpp"

namespace wavetank::build::testing {
namespace {

using namespace std::chrono_literals;

TEST_F(SameAsJson, WithLatenessAndASideOutput) {
  const OutputTag too_late("too-late");
  Stream totals = events()
                      .key_by("key")
                      .window(tumbling(10s))
                      .allowed_lateness(5s)
                      .side_output(too_late)
                      .aggregate(count(), sum("value"));
  totals.named("totals");
  totals.sink("out");
  totals.side_output(too_late).sink("late");
  EXPECT_EQ(fingerprint(),
            fingerprint_of(R"json({"id":"totals","key":"key","window":{"tumbling":"10s"},"allowed_lateness":"5s",
      "late":"side-output","aggregate":{"count":"count()","sum":"sum(value)"
}
},{"id":"out","sink":{}},
      {"id":"late","from":"totals.late","sink":{}})json"));
}

TEST_F(SameAsJson, WithExpressionsAndSlidingWindows) {
  events()
      .filter("value > 2")
      .named("large")
      .map({{"key", "key"}, {"value", "value * 2"}})
      .named("doubled")
      .key_by("key")
      .window(sliding(10s, 5s))
      .aggregate(max("value").as("most"))
      .named("per-key")
      .sink("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"large","filter":"value > 2"},
      {"id":"doubled","map":{"key":"key","value":"value * 2"}},
      {"id":"per-key","key":"key","window":{"sliding":"10s","slide":"5s"},"aggregate":{"most":"max(value)"
}
},
      {"id":"out","sink":{}})json"));
}

TEST_F(SameAsJson, WithSessionsTriggersAndAccumulation) {
  events()
      .key_by("key")
      .window(session(8s))
      .trigger(staged().early_each(2))
      .retracting()
      .allowed_lateness(20s)
      .aggregate(list("value"))
      .named("sessions")
      .sink("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"sessions","key":"key","window":{"session":"8s"},
      "trigger":{"early":{"count":2}},"accumulation":"retracting","allowed_lateness":"20s",
      "aggregate":{"list":"list(value)"
}
},{"id":"out","sink":{}})json"));
}

TEST_F(SameAsJson, WithoutKeysAndByTheClock) {
  events().window_all(tumbling(10s).by(TimeDomain::Processing)).aggregate(count()).named("all").sink("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"all","window":{"tumbling":"10s","time":"processing"},
      "aggregate":{"count":"count()"
}
},{"id":"out","sink":{}})json"));
}

TEST_F(SameAsJson, WithASortAndNewTimestamps) {
  const OutputTag too_late("too-late");
  Stream sorted = events().sort_by_time({.then_by = "value", .order = engine::SortOrder::Descending, .late = too_late});
  sorted.named("sorted");
  sorted.timestamps("value", monotonous()).named("again").sink("out");
  sorted.side_output(too_late).sink("late");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"sorted","sort":{"then_by":"value","order":"descending"},
      "late":"side-output"},
      {"id":"again","timestamps":"value","watermark":{"kind":"monotonous"}},{"id":"out","sink":{}},
      {"id":"late","from":"sorted.late","sink":{}})json"));
}

TEST_F(SameAsJson, WithOneBecomingSeveral) {
  events()
      .flat_map({{{{"key", "key"}, {"value", "value"}}, ""}, {{{"key", "key"}, {"value", "0 - value"}}, "value > 3"}})
      .named("both")
      .project({"value"})
      .named("value")
      .sink("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"both","flat_map":[{"fields":{"key":"key","value":"value"}},
      {"fields":{"key":"key","value":"0 - value"},"when":"value > 3"}]},
      {"id":"value","project":["value"]},{"id":"out","sink":{}})json"));
}

TEST_F(SameAsJson, WithASplit) {
  Stream parts = events().split({{"small", "value < 4"}});
  parts.named("parts").sink("out");
  parts.side_output(OutputTag("small")).sink("aside");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"parts","split":{"small":"value < 4"}},{"id":"out","sink":{}},
      {"id":"aside","from":"parts.small","sink":{}})json"));
}

TEST_F(SameAsJson, WithFunctionsThatKeepState) {
  const Stream all = events();
  all.key_by("key").funnel({{"first", "value < 4"}, {"second", "value > 3"}}, 20s).named("steps").sink("funnels");
  all.key_by("key").silence(8s).named("quiet").sink("silences");
  all.key_by("key")
      .rolling({.condition = "value > 1", .ttl = engine::TimeToLive{engine::Millis{5'000}}}, sum("value"))
      .named("running")
      .sink("sums");
  all.key_by("key").sql_window(tumbling(10s), count()).named("hops").sink("windows");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"steps","from":"events","key":"key","within":"20s",
      "funnel":{"first":"value < 4","second":"value > 3"}},{"id":"funnels","sink":{}},
      {"id":"quiet","from":"events","key":"key","silence":"8s"},{"id":"silences","sink":{}},
      {"id":"running","from":"events","key":"key","rolling":{"sum":"sum(value)"},"when":"value > 1","time_to_live":{"length":"5s"}},
      {"id":"sums","sink":{}},
      {"id":"hops","from":"events","key":"key","sql_window":{"tumble":"10s"},"aggregate":{"count":"count()"}},
      {"id":"windows","sink":{}})json"));
}

TEST_F(SameAsJson, WithRulesThatAreBroadcast) {
  const Stream all = events();
  const Stream rules = all.filter("value == 3");
  Stream named = rules;
  named.named("rules");
  all.key_by("key")
      .connect(named, {.rule_key = "key", .look_up = "key", .condition = "value >= rule_value"})
      .named("checked")
      .sink("out");
  EXPECT_EQ(fingerprint(), fingerprint_of(R"json({"id":"rules","filter":"value == 3"},
      {"id":"checked","from":"events","key":"key","connect":"rules","rule_key":"key","look_up":"key",
       "when":"value >= rule_value"},{"id":"out","sink":{}})json"));
}

// Whoever gives the format a node gives the builder its verb: the test of it stands above or in tables_test.cpp, and the
// node is counted here.
TEST(BuilderVerbs, ExistForEveryNodeOfTheFormat) {
  constexpr std::size_t kNodesWithVerbs = 28;
  EXPECT_EQ(std::variant_size_v<scenarios::AnyNode>, kNodesWithVerbs);
}

}  // namespace
}  // namespace wavetank::build::testing

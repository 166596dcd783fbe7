// What the builder makes is what JSON makes: the same pipeline both ways, event by event.
#include <gtest/gtest.h>

#include "scenarios/build/running.hpp"
#include "scenarios/format/read.hpp"
#include "sim/trace/fingerprint.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

const std::vector<Event> kEvents = {at(1s, {"a", 2}),        at(9s, {"b", 3}),  at(12s, {"a", 5}),
                                    late(4s, 13s, {"a", 7}), at(31s, {"b", 1}), late(2s, 32s, {"a", 4})};
constexpr std::string_view kEventsInJson =
    R"json([{"time":"1s","key":"a","value":2},{"time":"9s","key":"b","value":3},{"time":"12s","key":"a","value":5},
        {"time":"4s","at":"13s","key":"a","value":7},{"time":"31s","key":"b","value":1},
        {"time":"2s","at":"32s","key":"a","value":4}])json";

// The pipeline behind the source, in JSON.
std::string fingerprint_of(const std::string& rest) {
  const std::string text =
      R"json({"name":"both","about":"a","inputs":[{"name":"clicks","events":)json" + std::string(kEventsInJson) +
      R"json(}],"pipeline":[{"id":"events","source":"clicks","watermark":{"kind":"bounded","bound":"1s",
                           "emit":"each-record"}},)json" +
      rest + "]}";
  const scenarios::ReadResult read = scenarios::read_scenario_text(text, "both.json");
  for (const scenarios::InputError& error : read.errors) ADD_FAILURE() << scenarios::to_text(error);
  if (!read.scenario) return "";
  const scenarios::Prepared prepared = scenarios::prepare(*read.scenario, {});
  return sim::to_hex(scenarios::run(prepared.run.value(), {}).fingerprint);
}

class SameAsJson : public ::testing::Test {
 protected:
  Stream events() {
    SourceStream source = pipeline_.source("clicks", {text("key"), int64("value")});
    source.watermarks(bounded(1s).on_each_record()).events(kEvents);
    return source.named("events");
  }
  std::string fingerprint() {
    const Ran ran = run(pipeline_);
    for (const scenarios::InputError& error : ran.errors) ADD_FAILURE() << scenarios::to_text(error);
    return ran.run ? sim::to_hex(ran.run->fingerprint) : "";
  }

  Pipeline pipeline_{"both"};
};

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

}  // namespace
}  // namespace wavetank::build

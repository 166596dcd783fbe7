// The same pipeline twice: as the builder makes it, and as JSON says it.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/build/running.hpp"
#include "scenarios/format/read.hpp"
#include "sim/trace/fingerprint.hpp"

namespace wavetank::build::testing {

inline std::vector<Event> same_events() {
  using namespace std::chrono_literals;
  return {at(1s, {"a", 2}),        at(9s, {"b", 3}),  at(12s, {"a", 5}),
          late(4s, 13s, {"a", 7}), at(31s, {"b", 1}), late(2s, 32s, {"a", 4})};
}
inline constexpr std::string_view kSameEventsInJson =
    R"json([{"time":"1s","key":"a","value":2},{"time":"9s","key":"b","value":3},{"time":"12s","key":"a","value":5},
        {"time":"4s","at":"13s","key":"a","value":7},{"time":"31s","key":"b","value":1},
        {"time":"2s","at":"32s","key":"a","value":4}])json";

// The pipeline behind the source, in JSON.
inline std::string fingerprint_of(const std::string& rest) {
  const std::string text =
      R"json({"name":"both","about":"a","inputs":[{"name":"clicks","events":)json" + std::string(kSameEventsInJson) +
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
    source.watermarks(bounded(std::chrono::seconds(1)).on_each_record()).events(same_events());
    return source.named("events");
  }
  std::string fingerprint() {
    const Ran ran = run(pipeline_);
    for (const scenarios::InputError& error : ran.errors) ADD_FAILURE() << scenarios::to_text(error);
    return ran.run ? sim::to_hex(ran.run->fingerprint) : "";
  }

  Pipeline pipeline_{"both"};
};

}  // namespace wavetank::build::testing

// Runs of small scenarios, for tests of what is read out of a trace.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "scenarios/explain/describe.hpp"
#include "scenarios/explain/explain.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios::testing {

// Of a text that must be valid.
inline Scenario valid(const std::string& json) {
  ReadResult read = read_scenario_text(json, "test.json");
  for (const InputError& error : read.errors) ADD_FAILURE() << to_text(error);
  return read.scenario.value();
}

inline Recording record_of(const Scenario& scenario) {
  const RunOptions options;
  const Prepared prepared = prepare(scenario, options);
  for (const InputError& error : prepared.errors) ADD_FAILURE() << to_text(error);
  return record(scenario, run(prepared.run.value(), options));
}

// A window over clicks with these members, say `"window": {"tumbling": "10s"}`; bound 2 s, a watermark per record.
inline std::string clicks_text(const std::string& events, const std::string& window, const std::string& rest = "") {
  return R"json({ "name": "clicks", "about": "a test", "teaches": "nothing", "seed": 7,
    "inputs": [ { "name": "clicks", "events": [)json" +
         events + R"json(] } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "bounded", "bound": "2s", "emit": "each-record"} },
      { "id": "w", "key": "key", )json" +
         window + R"json(, "aggregate": {"count": "count()"} },
      { "id": "out", "sink": {} } ])json" +
         rest + " }";
}
inline Recording clicks(const std::string& events, const std::string& window) {
  return record_of(valid(clicks_text(events, window)));
}

inline constexpr const char* kTumbling = R"("window": {"tumbling": "10s"})";

// All events of a kind as `describe` writes them, a line each.
inline std::string told(const Recording& recording, sim::EventKind kind) {
  std::string lines;
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (recording.at(sim::EventId{at}).kind == kind) lines += describe(recording, sim::EventId{at}) + "\n";
  }
  return lines;
}

// The first event of a kind; 0 if there is none.
inline sim::EventId first_of(const Recording& recording, sim::EventKind kind) {
  for (std::uint32_t at = 1; at <= recording.size(); ++at) {
    if (recording.at(sim::EventId{at}).kind == kind) return sim::EventId{at};
  }
  ADD_FAILURE() << "no such event";
  return {};
}

// Title and reasons, a line each.
inline std::string reasons_of(const Explanation& explanation) {
  std::string lines = explanation.title + "\n";
  for (const Reason& reason : explanation.reasons) lines += reason.text + "\n";
  return lines;
}

// What is explained about the first event of a kind.
inline std::string why(const Recording& recording, sim::EventKind kind) {
  return reasons_of(explain_event(recording, first_of(recording, kind)));
}

}  // namespace wavetank::scenarios::testing

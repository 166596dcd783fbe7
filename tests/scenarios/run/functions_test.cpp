// Pipelines with sorts, splits and functions, run as a whole.
#include <gtest/gtest.h>

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

using sim::EventKind;

std::size_t count(const Recording& recording, EventKind kind) {
  std::size_t found = 0;
  for (const sim::TraceEvent& event : recording.trace.events) found += event.kind == kind ? 1 : 0;
  return found;
}

Recording ruled(const std::string& rules_at) {
  return record_of(valid(R"json({ "name": "ruled", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a=1@1s", "b=1@2s", "c=1@3s", "d=1@4s"] },
                { "name": "limits", "fields": {"value": "int64", "max": "int64"},
                  "events": [{"time": "0s", "at": ")json" +
                         rules_at + R"json(", "value": 1, "max": 9}] } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "monotonous"} },
      { "id": "rules", "source": "limits", "watermark": {"kind": "monotonous"} },
      { "id": "x", "from": "in", "key": "key", "parallelism": 4, "connect": "rules", "rule_key": "value",
        "look_up": "value", "when": "rule_max > 5" },
      { "id": "out", "parallelism": 4, "sink": {} } ] })json"));
}

TEST(RunOfAConnect, TellsEveryTaskOfEveryRule) {
  const Recording recording = ruled("0s");
  EXPECT_EQ(count(recording, EventKind::RulePut), 4u);
  EXPECT_EQ(count(recording, EventKind::OutVisible), 4u);
}

// PF-08: what came before the rule has been judged without it.
TEST(RunOfAConnect, DoesNotJudgeAnewWhenARuleComes) {
  const Recording recording = ruled("2.5s");
  EXPECT_EQ(count(recording, EventKind::RecordFilter), 2u);
  EXPECT_EQ(count(recording, EventKind::OutVisible), 2u);
}

TEST(RunOfASplit, LosesNothing) {
  const Recording recording = record_of(valid(R"json({ "name": "split", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a=1@1s", "a=2@2s", "a=3@3s", "a=4@4s"] } ],
    "pipeline": [
      { "id": "in", "source": "clicks" },
      { "id": "s", "split": {"even": "value % 2 == 0", "one": "value == 1"} },
      { "id": "all", "from": ["s", "s.even", "s.one"], "project": ["value"] },
      { "id": "out", "sink": {} } ] })json"));
  EXPECT_EQ(count(recording, EventKind::OutVisible), 4u);
  EXPECT_EQ(count(recording, EventKind::RecordSplit), 3u);
}

TEST(RunOfASort, TakesAUnionOfStreamsThatAreAlike) {
  const Recording recording = record_of(valid(R"json({ "name": "union", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a@1s", "a@4s"] }, { "name": "taps", "events": ["b@2s at 5s"] } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "monotonous"} },
      { "id": "other", "source": "taps", "watermark": {"kind": "monotonous"} },
      { "id": "sorted", "from": ["in", "other"], "sort": {} },
      { "id": "out", "sink": {} } ] })json"));
  std::vector<std::int64_t> times;
  for (const sim::TraceEvent& event : recording.trace.events) {
    if (event.kind == EventKind::OutVisible) times.push_back(static_cast<std::int64_t>(event.a));
  }
  EXPECT_EQ(times, (std::vector<std::int64_t>{1000, 2000, 4000}));
}

TEST(RunOfAFunnel, IsAsWideAsItsKeysAllow) {
  const Recording recording = record_of(valid(R"json({ "name": "wide", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a=1@1s", "b=1@1s", "c=1@1s", "a=2@2s", "b=2@3s", "c=2@90s"] } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "monotonous"} },
      { "id": "f", "key": "key", "parallelism": 3, "funnel": {"one": "value == 1", "two": "value == 2"}, "within": "1m" },
      { "id": "out", "parallelism": 3, "sink": {} } ] })json"));
  EXPECT_EQ(count(recording, EventKind::OutVisible), 3u);
  EXPECT_EQ(count(recording, EventKind::StateClear), 3u);
}

}  // namespace
}  // namespace wavetank::scenarios::testing

#include "scenarios/run/run.hpp"

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

using sim::EventKind;

Scenario drawn() {
  return valid(R"json({ "name": "drawn", "about": "a test", "teaches": "nothing", "seed": 3,
    "inputs": [ { "name": "clicks", "generate": {"count": 30, "keys": 3, "gap": ["100ms", "1s", "2s"]} } ],
    "pipeline": [
      { "id": "in", "source": "clicks", "watermark": {"kind": "bounded", "bound": "2s", "every": "500ms"} },
      { "id": "w", "key": "key", "window": {"tumbling": "10s"}, "aggregate": {"count": "count()"} },
      { "id": "out", "sink": {} } ] })json");
}

PreparedRun prepared_of(const Scenario& scenario, const RunOptions& options = {}) {
  Prepared prepared = prepare(scenario, options);
  for (const InputError& error : prepared.errors) ADD_FAILURE() << to_text(error);
  return std::move(prepared.run).value();
}

// Everything but the ids of rows, which belong to one run.
std::string times_of(const std::vector<sim::ScriptedEvent>& script) {
  std::string times;
  for (const sim::ScriptedEvent& event : script) {
    times += std::to_string(event.at.ticks()) + "/" + std::to_string(event.time.ticks()) + " ";
  }
  return times;
}

TEST(Run, OnePreparationGivesEqualRuns) {
  const PreparedRun prepared = prepared_of(drawn());
  const auto first = run(prepared, {});
  const auto second = run(prepared, {});
  EXPECT_EQ(first.fingerprint, second.fingerprint);
  EXPECT_EQ(first.digests, second.digests);
  EXPECT_EQ(first.events, second.events);
}

TEST(Run, ASeedGivenTakesThePlaceOfTheScenarios) {
  RunOptions options;
  EXPECT_EQ(run(prepared_of(drawn()), {}).seed, 3U);
  options.seed = 4;
  const auto other = run(prepared_of(drawn(), options), options);
  EXPECT_EQ(other.seed, 4U);
  EXPECT_NE(other.fingerprint, run(prepared_of(drawn()), {}).fingerprint);
}

TEST(Run, ATraceThatIsNotKeptIsCountedAllTheSame) {
  const PreparedRun prepared = prepared_of(drawn());
  const auto kept = run(prepared, {});
  RunOptions options;
  options.keep = RunOptions::Keep::Nothing;
  const auto streamed = run(prepared, options);
  EXPECT_TRUE(streamed.trace.events.empty());
  EXPECT_EQ(streamed.events, kept.trace.events.size());
  EXPECT_EQ(streamed.fingerprint, kept.fingerprint);
}

TEST(Run, EndsWhenTheScenarioSaysSo) {
  Scenario scenario = drawn();
  const auto whole = run(prepared_of(scenario), {});
  scenario.until = sim::SimTime(5'000'000'000);
  const auto cut = run(prepared_of(scenario), {});
  EXPECT_LE(cut.end, *scenario.until);
  EXPECT_LT(cut.events, whole.events);
}

TEST(Run, ABudgetThatRunsOutIsAFindingAndKeepsTheTraceSoFar) {
  RunOptions options;
  options.budgets.steps_per_run_max = 20;
  const auto stopped = run(prepared_of(drawn(), options), options);
  ASSERT_TRUE(stopped.stopped.has_value());
  EXPECT_EQ(stopped.stopped->kind, sim::FindingKind::LiveProgress);
  EXPECT_FALSE(stopped.trace.events.empty());
  EXPECT_EQ(stopped.events, stopped.trace.events.size());
}

TEST(Run, AnInvalidScenarioIsNotPrepared) {
  Scenario scenario = drawn();
  scenario.pipeline[1].parallelism = 0;
  const Prepared prepared = prepare(scenario, {});
  EXPECT_FALSE(prepared.run.has_value());
  EXPECT_FALSE(prepared.errors.empty());
}

TEST(Run, AMissingFileIsAnErrorThatNamesIt) {
  const Scenario scenario = valid(R"json({ "name": "rows", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "rows", "file": {"path": "no-such.csv", "arrival": "at", "time": "t"} } ],
    "pipeline": [ { "id": "in", "source": "rows" }, { "id": "out", "sink": {} } ] })json");
  const Prepared prepared = prepare(scenario, {});
  ASSERT_EQ(prepared.errors.size(), 1U);
  EXPECT_NE(to_text(prepared.errors[0]).find("no-such.csv"), std::string::npos) << to_text(prepared.errors[0]);
}

// --- scripts ---

TEST(Scripts, AreSentInTheOrderOfTheirTimesAndEqualOnesAsWritten) {
  const Recording recording = clicks(R"("late@1s at 9s", "first@2s at 2s", "second@2s at 2s")", kTumbling);
  EXPECT_EQ(told(recording, EventKind::ProducerSend),
            "clicks: sent: key first, value 1, happened at 00:02\n"
            "clicks: sent: key second, value 1, happened at 00:02\n"
            "clicks: sent: key late, value 1, happened at 00:01\n");
}

TEST(Scripts, DrawWhatTheSeedSaysAndNoMore) {
  const PreparedRun first = prepared_of(drawn());
  RunOptions other;
  other.seed = 4;
  EXPECT_EQ(scripted_events(first), 30U);
  const std::string times = times_of(first.plan->inputs[0].script);
  EXPECT_EQ(times, times_of(prepared_of(drawn()).plan->inputs[0].script));
  EXPECT_NE(times, times_of(prepared_of(drawn(), other).plan->inputs[0].script));
}

TEST(Scripts, APartitionGivenIsKeptAndElseTheKeyDecides) {
  const Scenario scenario = valid(R"json({ "name": "parts", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "partitions": 4,
      "events": ["a@1s partition 3", "a@2s", "a@3s", "b@4s partition 0"] } ],
    "pipeline": [ { "id": "in", "source": "clicks" }, { "id": "out", "sink": {} } ] })json");
  const PreparedRun prepared = prepared_of(scenario);
  const auto& script = prepared.plan->inputs[0].script;
  EXPECT_EQ(script[0].partition, 3U);
  EXPECT_EQ(script[1].partition, script[2].partition);
  EXPECT_EQ(script[3].partition, 0U);
}

}  // namespace
}  // namespace wavetank::scenarios::testing

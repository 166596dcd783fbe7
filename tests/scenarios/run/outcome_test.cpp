#include "scenarios/run/outcome.hpp"

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

// A run with what came of it; `expect` is the scenario's member of that name.
struct Came {
  Scenario scenario;
  PreparedRun prepared;
  Outcome outcome;

  explicit Came(const std::string& text, KeepResults keep = KeepResults::All)
      : scenario(valid(text)),
        prepared(std::move(prepare(scenario, {}).run).value()),
        outcome(scenario, prepared, keep) {
    RunOptions options;
    options.sinks = {&outcome};
    (void)run(prepared, options);
  }
};

std::string mismatches_of(const std::string& expect) {
  const Came came(clicks_text(R"("a@1s", "a@14s", "a@7s at 15s")", kTumbling, R"(, "expect": )" + expect));
  std::string lines;
  for (const Mismatch& mismatch : compare(came.scenario.expect, came.outcome)) {
    lines += mismatch.message + (mismatch.at ? " #" : "") + "\n";
  }
  return lines;
}

TEST(Outcome, CountsFatesAndFirings) {
  const Came came(clicks_text(R"("a@1s", "a@14s", "a@9s at 15s", "a@26s", "a@3s at 27s")",
                              R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")"));
  const Counts& counts = came.outcome.counts();
  EXPECT_EQ(counts.records_in, 5U);
  EXPECT_EQ(counts.dropped, 1U);
  EXPECT_EQ(counts.late_firings, 1U);
  EXPECT_EQ(counts.on_time_firings, 3U);
  EXPECT_EQ(counts.records_out, 4U);
}

TEST(Outcome, CountsWhatAFilterRefusedAndWhatNoWindowTook) {
  const Came came(R"json({ "name": "odd", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "events": ["a=1@1s", "a=2@2s", "a=1@15s"] } ],
    "pipeline": [ { "id": "in", "source": "clicks", "watermark": {"kind": "monotonous"} },
      { "id": "ones", "filter": "value == 1" },
      { "id": "w", "key": "key", "window": {"sliding": "10s", "slide": "20s"}, "aggregate": {"count": "count()"} },
      { "id": "out", "sink": {} } ] })json");
  EXPECT_EQ(came.outcome.counts().filtered, 1U);
  EXPECT_EQ(came.outcome.counts().unassigned, 1U);
}

TEST(Outcome, ResultsCarryTheFiringThatTheyComeFrom) {
  const Came came(
      clicks_text(R"("a@1s", "a@14s", "a@9s at 15s")", R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")"));
  ASSERT_EQ(came.outcome.results().size(), 3U);
  EXPECT_EQ(came.outcome.results()[0].firing, engine::FireReason::OnTime);
  EXPECT_EQ(came.outcome.results()[1].firing, engine::FireReason::Late);
  EXPECT_EQ(came.outcome.results()[1].window, (engine::Window{engine::EventTime(0), engine::EventTime(10'000)}));
}

TEST(Outcome, ResultsThatAreOnlyCountedAreNotKept) {
  const Came came(clicks_text(R"("a@1s")", kTumbling), KeepResults::None);
  EXPECT_EQ(came.outcome.counts().records_out, 1U);
  EXPECT_TRUE(came.outcome.results().empty());
}

TEST(Expectations, WhatCameAsExpectedIsNotMentioned) {
  EXPECT_EQ(mismatches_of(R"({ "dropped": 1, "late_firings": 0, "side_output": 0, "results": [
    {"key": "a", "window": ["0s", "10s"], "value": {"count": 1}, "firing": "on-time", "sink": "out"}, {} ] })"),
            "");
}

TEST(Expectations, ACountSaysBothNumbers) {
  EXPECT_EQ(mismatches_of(R"({ "dropped": 0, "side_output": 2, "late_firings": 3 })"),
            "dropped records: expected 0, got 1\n"
            "records to the late output: expected 2, got 0\n"
            "late firings: expected 3, got 0\n");
}

TEST(Expectations, AResultThatDiffersIsShownBesideWhatCame) {
  const std::string got = "got [00:00,00:10) a: count 1, on time #\n";
  const std::string rest = ", {} ] }";
  EXPECT_EQ(mismatches_of(R"({ "results": [ {"key": "b"})" + rest), "result 1: expected b: , " + got);
  EXPECT_EQ(mismatches_of(R"({ "results": [ {"key": "a", "value": {"count": 2}})" + rest),
            "result 1: expected a: count 2, " + got);
  EXPECT_EQ(mismatches_of(R"({ "results": [ {"window": ["0s", "20s"]})" + rest),
            "result 1: expected [00:00,00:20) , " + got);
  EXPECT_EQ(mismatches_of(R"({ "results": [ {"firing": "late"})" + rest), "result 1: expected , late, " + got);
}

TEST(Expectations, AResultTooManyAndOneTooFewAreSaid) {
  EXPECT_EQ(mismatches_of(R"({ "results": [ {} ] })"), "result 2: not expected: [00:10,00:20) a: count 1, on time #\n");
  EXPECT_EQ(mismatches_of(R"({ "results": [ {}, {}, {"key": "c", "value": {"count": 4}} ] })"),
            "result 3: missing: c: count 4\n");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

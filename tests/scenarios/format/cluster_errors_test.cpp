// What a reader of a wrong cluster, or of a crash without one, is told.
#include <gtest/gtest.h>

#include "tests/scenarios/format/scenario_text.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string cluster_errors(const std::string& cluster, const std::string& fault = "") {
  ScenarioText text;
  text.rest = ", \"cluster\": " + cluster;
  if (!fault.empty()) text.rest += ", \"faults\": [" + fault + "]";
  return errors_of(text);
}
std::string restart_errors(const std::string& restart) { return cluster_errors("{\"restart\": " + restart + "}"); }
std::string on_line_6(const std::string& message) { return "test.json:6: " + message; }

TEST(ErrorsOfClusters, AreNoneOfWholeOnes) {
  EXPECT_EQ(cluster_errors(R"({"task_managers": 3, "detection": "1s"})",
                           R"({"fault": "crash", "at": "1s", "for": "1s", "target": "tm-3"})"),
            "");
  EXPECT_EQ(restart_errors(R"({"exponential": "1s", "multiplier": "3/2", "jitter": 0})"), "");
  EXPECT_EQ(restart_errors(R"({"none": {}})"), "");
}

TEST(ErrorsOfClusters, NameTheStrategies) {
  EXPECT_EQ(restart_errors(R"({"fixed-delay": "1s", "attempts": 1})"),
            on_line_6("expected a member that says how the job is started again: none, fixed_delay, failure_rate or "
                      "exponential (at /cluster/restart); hint: did you mean \"fixed_delay\"?"));
}

TEST(ErrorsOfClusters, RefuseStrategiesThatMakeNoSense) {
  EXPECT_EQ(restart_errors(R"({"fixed_delay": "1s", "attempts": 0})"),
            on_line_6("expected at least 1; found 0 (at /cluster/restart/attempts)"));
  EXPECT_EQ(restart_errors(R"({"exponential": "10s", "max": "1s"})"),
            on_line_6("the greatest delay is less than the first (at /cluster/restart/max)"));
  EXPECT_EQ(restart_errors(R"({"exponential": "1s", "multiplier": "1/2"})"),
            on_line_6("a delay cannot shrink from restart to restart (at /cluster/restart/multiplier)"));
  EXPECT_EQ(restart_errors(R"({"exponential": "1s", "jitter": "x"})"),
            on_line_6("expected a factor; found the text \"x\" (at /cluster/restart/jitter); hint: write for example "
                      "\"3/2\""));
}

TEST(ErrorsOfClusters, WantCheckpointsThatCanBe) {
  EXPECT_EQ(cluster_errors(R"({"checkpoints": {"interval": "10s", "write": ["1ms", "1s"]}})"), "");
  EXPECT_EQ(cluster_errors(R"({"checkpoints": {"interval": "0s"}})"),
            on_line_6("it must be longer than no time; found 0s (at /cluster/checkpoints/interval)"));
  EXPECT_EQ(cluster_errors(R"({"checkpoints": {"interval": "1s", "concurrent": 0}})"),
            on_line_6("expected at least 1; found 0 (at /cluster/checkpoints/concurrent)"));
}

TEST(ErrorsOfClusters, WantBarriersThatCanOvertake) {
  const auto checkpoint_errors = [](const std::string& rest) {
    return cluster_errors("{\"checkpoints\": {\"interval\": \"1s\", " + rest + "}}");
  };
  EXPECT_EQ(checkpoint_errors(R"("unaligned": true, "alignment_timeout": "100ms")"), "");
  EXPECT_EQ(checkpoint_errors(R"("mode": "at-least-once")"), "");
  EXPECT_EQ(
      checkpoint_errors(R"("mode": "at-least-once", "unaligned": true)"),
      on_line_6("only exactly-once checkpoints can be unaligned (at /cluster/checkpoints/unaligned); hint: nothing "
                "waits for a barrier in mode \"at-least-once\""));
  EXPECT_EQ(checkpoint_errors(R"("alignment_timeout": "100ms")"),
            on_line_6("an aligned checkpoint has no timeout after which it overtakes (at "
                      "/cluster/checkpoints/alignment_timeout); hint: say \"unaligned\": true beside it"));
}

TEST(ErrorsOfClusters, WantChannelsThatHoldSomething) {
  EXPECT_EQ(cluster_errors(R"({"channels": {"credits": 1, "buffers": 4}})"), "");
  EXPECT_EQ(cluster_errors(R"({"channels": {"credits": 0}})"),
            on_line_6("expected from 1 to 65536 messages; found 0 (at /cluster/channels/credits)"));
}

TEST(ErrorsOfClusters, WantWorkOfNodesThatAreThere) {
  EXPECT_EQ(cluster_errors(R"({"work": [{"node": "in", "record": "5ms"}]})"), "");
  EXPECT_EQ(cluster_errors(R"({"work": [{"node": "inn", "record": "5ms"}]})"),
            on_line_6("unknown node \"inn\" (at /cluster/work/0/node); hint: did you mean \"in\"?"));
  EXPECT_EQ(cluster_errors(R"({"work": [{"node": "in", "record": "1s"}, {"node": "in", "record": "2s"}]})"),
            on_line_6("the work of \"in\" is said twice (at /cluster/work/1/node)"));
  EXPECT_EQ(cluster_errors(R"({"work": [{"node": "in", "record": "2h"}]})"),
            on_line_6("expected from no time to an hour; found 2h (at /cluster/work/0/record)"));
}

TEST(ErrorsOfClusters, WantFaultsThatBeginOnce) {
  const auto crash = [](const std::string& rest) {
    return cluster_errors("{}", R"({"fault": "crash", "for": "1s", "target": "tm-1")" + rest + "}");
  };
  EXPECT_EQ(crash(R"(, "when": {"step": "cp.stored", "of": "in/0", "checkpoint": 2})"), "");
  EXPECT_EQ(crash(""),
            on_line_6("the member \"at\" is missing (at /faults/0/at); hint: say when it begins, for example \"12s\""));
  EXPECT_EQ(crash(R"(, "at": "1s", "when": {"step": "cp.stored"})"),
            on_line_6("a fault begins at a time or at a step; found both (at /faults/0/when); hint: leave one of them "
                      "out"));
  EXPECT_EQ(crash(R"(, "when": {"step": "cp.stored", "of": "in/7"})"),
            on_line_6("unknown task \"in/7\" (at /faults/0/when/of); hint: for example \"per-key/0\", or "
                      "\"job-manager\""));
}

TEST(ErrorsOfClusters, WantFaultsThatAreAimedWell) {
  const auto fault = [](const std::string& text) { return cluster_errors("{\"task_managers\": 2}", "{" + text + "}"); };
  EXPECT_EQ(fault(R"("fault": "pause", "at": "1s", "for": "1s", "target": "tm-2")"), "");
  EXPECT_EQ(fault(R"("fault": "pause", "at": "1s", "for": "1s", "target": "in")"),
            on_line_6("unknown task manager \"in\" (at /faults/0/target); hint: valid is tm-1 or tm-2"));
  EXPECT_EQ(fault(R"("fault": "source-error", "at": "1s", "target": "out")"),
            on_line_6("\"source-error\" is aimed at a source; found \"out\" (at /faults/0/target)"));
  EXPECT_EQ(fault(R"("fault": "link-reset", "at": "1s", "target": "clicks -> log")"),
            on_line_6("\"link-reset\" is aimed at a link between operators; found a producer's, \"clicks -> log\" (at "
                      "/faults/0/target)"));
  EXPECT_EQ(fault(R"("fault": "slow", "at": "1s", "target": "in", "factor": 1)"),
            on_line_6("expected from 2 to 1000; found 1 (at /faults/0/factor)"));
  EXPECT_EQ(fault(R"("fault": "clock-step-back", "at": "1s", "target": "in", "by": "-1s")"),
            on_line_6("it must be longer than no time; found -1s (at /faults/0/by)"));
  ScenarioText alone;
  alone.rest = R"(, "faults": [{"fault": "ack-lost", "at": "1s", "target": "in"}])";
  EXPECT_EQ(
      errors_of(alone),
      on_line_6("without a cluster \"ack-lost\" has nothing to act on (at /faults/0/target); hint: say \"cluster\" "
                "beside \"pipeline\", for example {\"task_managers\": 2}"));
}

TEST(ErrorsOfClusters, WantSomebodyToDie) {
  ScenarioText alone;
  alone.rest = R"(, "faults": [{"fault": "crash", "at": "1s", "for": "1s", "target": "tm-1"}])";
  EXPECT_EQ(errors_of(alone),
            on_line_6("without a cluster there is no task manager that could die (at /faults/0/target); hint: say "
                      "\"cluster\" beside \"pipeline\", for example {\"task_managers\": 2}"));
  EXPECT_EQ(cluster_errors("{}", R"({"fault": "crash", "at": "1s", "for": "1s", "target": "tm-2"})"),
            on_line_6("unknown task manager \"tm-2\" (at /faults/0/target); hint: did you mean \"tm-1\"?"));
}

}  // namespace
}  // namespace wavetank::scenarios::testing

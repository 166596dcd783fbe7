// Worked examples of the job manager's families, and what their drivers refuse.
#include <gtest/gtest.h>

#include "tests/conformance/support.hpp"

namespace wavetank::scenarios::testing {
namespace {

// What replaying one case says: its counts, its first difference, or its first problem.
std::string replayed(std::string_view family, std::string_view members) {
  const ConformReport report = replay_text(VectorText(family).add(members));
  if (!report.errors.empty()) return report.errors.front().pointer + ": " + report.errors.front().message;
  return report.failures.empty() ? counts_of(report) : to_text(report);
}

constexpr const char* kPassed = "1 passed, 0 failed, 0 skipped";

TEST(CoordinatorExample, OfRestartsGrowsTheDelayByAFraction) {
  EXPECT_EQ(replayed("restart", R"("config":{"strategy":"exponential","initial":4,"max":100,"multiplier":2.3,
    "reset_threshold":1000,"attempts":9},"steps":[["failure"],["clock",5],["failure"]],
    "output":[[["failure",true,true,4]],[],[["failure",true,true,9]]])"),
            kPassed);
}

TEST(CoordinatorExample, OfRestartsRefusesAMultiplierBelowOne) {
  EXPECT_EQ(replayed("restart", R"("config":{"strategy":"exponential","initial":4,"max":100,"multiplier":0.9,
    "reset_threshold":1000,"attempts":9},"steps":[["failure"]],"output":[[]])"),
            "/config/multiplier: expected a decimal number of 1 or more; in case c1");
}

TEST(CoordinatorExample, OfRequestsLetsTheSecondOneWait) {
  EXPECT_EQ(replayed("checkpoint_requests", R"("config":{"max_concurrent":1,"min_pause":0,"max_queued":9,
    "last_completion":0},"steps":[["request",1,"savepoint",false],["request",2,"checkpoint",true]],
    "output":[[["run",1]],[]],"counts":[[0,1],[1,1]])"),
            kPassed);
}

TEST(CoordinatorExample, OfFailuresFailsTheJobAtTheSecond) {
  EXPECT_EQ(replayed("checkpoint_failures", R"("config":{"tolerable":1},
    "steps":[["fail",2,"checkpoint","CHECKPOINT_EXPIRED"],["fail",3,"checkpoint","IO_EXCEPTION"]],
    "output":[[],[["fail_job"]]])"),
            kPassed);
}

TEST(CoordinatorExample, OfFailuresRefusesAReasonThatIsNone) {
  EXPECT_EQ(replayed("checkpoint_failures", R"("config":{"tolerable":1},
    "steps":[["fail",2,"checkpoint","BAD_WEATHER"]],"output":[[]])"),
            "/steps/0/3: expected a reason for which checkpoints fail; in case c1");
}

// A source, a sink, two retained checkpoints; `rest` are steps, output and counts.
std::string coordinated_case(std::string_view rest) {
  return R"("config":{"source":1,"sink":1,"running":true,"interval":10,"timeout":50,"min_pause":0,"max_concurrent":1,
    "unaligned":false,"tolerable":0,"retained":2,"checkpoints_after_finish":true,"operator_coordinator":false,
    "first_delay":10},)" +
         std::string(rest);
}

TEST(CoordinatorExample, OfTheCoordinatorCompletesACheckpoint) {
  EXPECT_EQ(replayed("coordinator", coordinated_case(R"(
    "steps":[["start"],["clock",10],["ack","sink0",1],["ack","source0",1]],
    "output":[[],[["trigger",1,"checkpoint",["source0"]]],[["known",true]],
              [["completed",1,[1]],["notify_complete",1,null,["sink0","source0"]],["known",true]]],
    "counts":[[0,0,0],[1,0,0],[1,0,0],[0,0,1]])")),
            kPassed);
}

TEST(CoordinatorExample, OfTheCoordinatorStartsANewJobFromItsSavepoint) {
  EXPECT_EQ(replayed("coordinator", coordinated_case(R"(
    "steps":[["request",1,"savepoint"],["ack","sink0",1],["ack","source0",1],["new_job","savepoint","no_claim"],
             ["request",2,"checkpoint"]],
    "output":[[["trigger",1,"savepoint",["source0"]]],[["known",true]],
              [["completed",1,[]],["request_completed",1,1],["known",true]],[["restored",1]],
              [["trigger",2,"full_checkpoint",["source0"]]]])")),
            kPassed);
}

TEST(CoordinatorExample, OfTheCoordinatorIsAnErrorAfterItsShutdown) {
  EXPECT_EQ(
      replayed("coordinator", coordinated_case(R"("steps":[["shutdown"],["start"]],"output":[[],[["error","Any"]]])")),
      kPassed);
}

TEST(CoordinatorExample, OfTheCoordinatorRefusesATaskThatTheJobHasNot) {
  EXPECT_EQ(replayed("coordinator", coordinated_case(R"("steps":[["finish","sink7"]],"output":[[]])")),
            "/steps/0/1: expected a task of the job; in case c1");
}

std::string committed_case(std::string_view fates, std::string_view rest) {
  return R"("config":{"parallelism":1,"checkpointing":true,"batch":false,"retries":1,"global":"none","fates":)" +
         std::string(fates) + "}," + std::string(rest);
}

TEST(CoordinatorExample, OfCommitsCommitsWhatTheRestoredCheckpointHolds) {
  EXPECT_EQ(replayed("two_phase_commit", committed_case("{}", R"(
    "steps":[["e",0,1],["s"],["e",0,2],["s"],["complete",1,[]],["f",1,1]],
    "output":[[],[["flush",0,false],["committables",0,1,[1]]],[],[["flush",0,false],["committables",0,2,[2]]],[],
              [["commit",0,[[1,"ok"]]]]],
    "counts":[[0],[1],[1],[2],[2],[0]])")),
            kPassed);
}

TEST(CoordinatorExample, OfCommitsFailsTheJobAndIgnoresAllUntilTheNextStart) {
  EXPECT_EQ(replayed("two_phase_commit", committed_case(R"({"1":["unknown",1]})", R"(
    "steps":[["e",0,1],["s"],["complete",1],["s"],["f",1,1]],
    "output":[[],[["flush",0,false],["committables",0,1,[1]]],[["commit",0,[[1,"unknown"]]],["job_fails"]],[],
              [["commit",0,[[1,"ok"]]]]],
    "counts":[[0],[1],[null],[null],[0]])")),
            kPassed);
}

TEST(CoordinatorExample, OfCommitsRefusesACheckpointThatWasNeverTaken) {
  EXPECT_EQ(replayed("two_phase_commit", committed_case("{}", R"("steps":[["f",3,1]],"output":[[]])")),
            "/steps/0/1: expected a checkpoint that was taken; in case c1");
}

TEST(CoordinatorExample, OfCommitsRefusesAFateThatIsNone) {
  EXPECT_EQ(replayed("two_phase_commit", committed_case(R"({"1":["luck",1]})", R"("steps":[["s"]],"output":[[]])")),
            "/config/fates/1/0: expected ok, already, retry, known or unknown; in case c1");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

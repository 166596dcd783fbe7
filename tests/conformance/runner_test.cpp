// The runner itself: what it finds, how it says it, and what it must not let pass.
#include <gtest/gtest.h>

#include "tests/conformance/support.hpp"

namespace wavetank::scenarios::testing {
namespace {

constexpr std::string_view kRightValve = R"("config":{"channels":1},"steps":[["w",0,5],["w",0,6]],
  "output":[[["w",5]],[["w",6]]])";
constexpr std::string_view kWrongValve = R"("config":{"channels":1},"steps":[["w",0,5],["w",0,6]],
  "output":[[["w",5]],[["w",7]]])";

// A tumbling window of 10 without lateness; `rest` are steps, output and counts.
std::string tumbling_case(std::string_view rest) {
  return R"("config":{"assigner":{"type":"tumbling","size":10,"offset":0},"trigger":{"type":"default"},
    "evictor":null,"allowed_lateness":0,"late_output":false,"function":"sum","parallelism":1},)" +
         std::string(rest);
}

TEST(ConformRunner, ReportsAWrongRowWithFileCaseAndStep) {
  const ConformReport report = replay_text(VectorText("valve").add(kRightValve).add(kWrongValve));
  EXPECT_EQ(counts_of(report), "1 passed, 1 failed, 0 skipped");
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures[0].file, "by-hand.jsonl");
  EXPECT_EQ(report.failures[0].case_id, "c2");
  EXPECT_EQ(report.failures[0].step, 1u);
  EXPECT_EQ(report.failures[0].expected, R"([["w",7]])");
  EXPECT_EQ(report.failures[0].actual, R"([["w",6]])");
}

TEST(ConformRunner, ReportsWhatCannotBeTakenInTheRecordedOrder) {
  const ConformReport report = replay_text(VectorText("barriers").add(R"("config":{"mode":"tracker","channels":1,
    "auto_poll":false,"checkpoints_after_finish":true},
    "steps":[["data",0,1],["data",0,2],["poll",2]],"output":[[],[],[["data",0,2],["data",0,1]]],"counts":[0,0,0])"));
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures[0].actual, R"([["data",0,1],["data",0,2]])");
}

TEST(ConformRunner, RefusesDataBehindTheEndOfAChannel) {
  const ConformReport report = replay_text(VectorText("barriers").add(R"("config":{"mode":"aligned","channels":1,
    "auto_poll":true,"checkpoints_after_finish":true},
    "steps":[["end",0],["data",0,2]],"output":[[["end",0]],[]],"counts":[0,0])"));
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].message, "this channel has ended; in case c1");
}

TEST(ConformRunner, ReportsAMissingRow) {
  const ConformReport report =
      replay_text(VectorText("valve").add(R"("config":{"channels":1},"steps":[["w",0,5]],"output":[[]])"));
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures[0].expected, "[]");
}

TEST(ConformRunner, ReportsWrongCountsWhenTheRowsAreRight) {
  const std::string members = tumbling_case(R"("steps":[["e","a",1,3]],"output":[[]],"counts":[[2,0,1,0]])");
  const ConformReport report = replay_text(VectorText("window").add(members));
  ASSERT_EQ(report.failures.size(), 1u);
  EXPECT_EQ(report.failures[0].expected, "[2,0,1,0]");
  EXPECT_EQ(report.failures[0].actual, "[1,0,1,0]");
}

TEST(ConformRunner, SortsResultsOfTheSameTimer) {
  const std::string members = tumbling_case(R"("steps":[["e","b",1,3],["e","a",1,3],["w",9]],
    "output":[[],[],[["o","b",0,10,1,9,9],["o","a",0,10,1,9,9],["w",9]]])");
  EXPECT_EQ(counts_of(replay_text(VectorText("window").add(members))), "1 passed, 0 failed, 0 skipped");
}

TEST(ConformRunner, DoesNotSortResultsOfDifferentTimers) {
  const std::string members = tumbling_case(R"("steps":[["e","a",1,3],["e","a",1,13],["w",19]],
    "output":[[],[],[["o","a",10,20,1,19,19],["o","a",0,10,1,9,9],["w",19]]])");
  EXPECT_EQ(counts_of(replay_text(VectorText("window").add(members))), "0 passed, 1 failed, 0 skipped");
}

TEST(ConformRunner, DoesNotTakeAResultForAnError) {
  const std::string members = tumbling_case(R"("steps":[["e","a",1,3]],"output":[[["error","Any"]]],"counts":[])");
  EXPECT_EQ(counts_of(replay_text(VectorText("window").add(members))), "0 passed, 1 failed, 0 skipped");
}

TEST(ConformRunner, DoesNotTakeAnErrorForAResult) {
  const std::string members = tumbling_case(R"("steps":[["e","a",1,-9223372036854775808]],"output":[[]])");
  EXPECT_EQ(counts_of(replay_text(VectorText("window").add(members))), "0 passed, 1 failed, 0 skipped");
}

TEST(ConformRunner, SkipsAFamilyThatItDoesNotKnow) {
  const ConformReport report = replay_text(VectorText("time_travel").add(kRightValve));
  EXPECT_EQ(counts_of(report), "0 passed, 0 failed, 1 skipped");
  EXPECT_EQ(report.files.at(0).skips.at(0).reason, "family time_travel is not simulated yet");
}

TEST(ConformRunner, RefusesWindowsThatItDoesNotKnow) {
  const ConformReport report = replay_text(VectorText("window").add(
      R"("config":{"assigner":{"type":"seasonal"},"trigger":{"type":"default"}},"steps":[["w",1]],"output":[[["w",1]]])"));
  EXPECT_EQ(counts_of(report), "0 passed, 0 failed, 0 skipped");
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].pointer, "/config/assigner/type");
  EXPECT_EQ(report.errors[0].message, "no such assigner; in case c1");
}

TEST(ConformRunner, RefusesATriggerThatCannotMergeForSessions) {  // TR-03
  const std::string session = R"("config":{"assigner":{"type":"session","gap":5},"trigger":{"type":"never"},
    "evictor":null,"allowed_lateness":0,"late_output":false,"function":"sum","parallelism":1},
    "steps":[["w",1]],"output":[[["w",1]]])";
  const ConformReport report = replay_text(VectorText("window").add(session));
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].message, "cannot be used with this assigner; in case c1");
}

TEST(ConformRunner, SkipsCountsThatItCannotCompare) {
  const std::string members = std::string(kRightValve) + R"(,"counts":[[1],[1]])";
  EXPECT_EQ(counts_of(replay_text(VectorText("valve").add(members))), "0 passed, 0 failed, 1 skipped");
}

TEST(ConformRunner, ReportsAFieldThatIsNotItsFamilysWithItsPointer) {
  const ConformReport report =
      replay_text(VectorText("valve").add(R"("config":{"channels":2},"steps":[["w",0,5],["w",2,5]],"output":[[],[]])"));
  EXPECT_EQ(counts_of(report), "0 passed, 0 failed, 0 skipped");
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].line, 2u);
  EXPECT_EQ(report.errors[0].pointer, "/steps/1/1");
  EXPECT_EQ(report.errors[0].message, "expected 0 to 1; in case c1");
}

TEST(ConformRunner, RefusesSlidesThatWouldNeverEnd) {
  const ConformReport report = replay_text(VectorText("window").add(
      R"("config":{"assigner":{"type":"sliding","size":9223372036854775807,"slide":1,"offset":0},
         "trigger":{"type":"default"},"evictor":null,"allowed_lateness":0,"late_output":false,"function":"sum",
         "parallelism":1},"steps":[["e","a",1,3]],"output":[[]])"));
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].pointer, "/config/assigner/slide");
}

TEST(ConformRunner, ReadsStandardInputAndSaysWhichFileItCannotRead) {
  std::istringstream in(VectorText("valve").add(kRightValve).text());
  const std::vector<std::string> files = {"no/such/file.jsonl", "-"};
  const ConformReport report = conform(files, in);
  EXPECT_EQ(counts_of(report), "1 passed, 0 failed, 0 skipped");
  ASSERT_EQ(report.errors.size(), 1u);
  EXPECT_EQ(report.errors[0].file, "no/such/file.jsonl");
}

TEST(ConformRunner, SpeaksJson) {
  EXPECT_EQ(to_json(replay_text(VectorText("valve").add(kRightValve).add(kWrongValve))),
            R"({"files":[{"file":"by-hand.jsonl","engine":"Apache Flink","family":"valve","passed":1,"failed":1,)"
            R"("skipped":0}],"passed":1,"failed":1,"skipped":0,"failures":[{"file":"by-hand.jsonl","case":"c2",)"
            R"("step":1,"expected":"[[\"w\",7]]","actual":"[[\"w\",6]]"}]})");
}

TEST(ConformRunner, EndsItsTextWithTheSums) {
  EXPECT_EQ(to_text(replay_text(VectorText("valve").add(kRightValve))),
            "by-hand.jsonl: valve of Apache Flink: 1 passed, 0 failed, 0 skipped\n"
            "1 passed, 0 failed, 0 skipped\n");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

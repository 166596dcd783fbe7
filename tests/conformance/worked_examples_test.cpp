// The worked examples of the vector format, and small cases of our own where an example is out of reach: they run
// without any recorded file.
#include <gtest/gtest.h>

#include "tests/conformance/support.hpp"

namespace wavetank::scenarios::testing {
namespace {

std::string replay_one(std::string_view family, std::string_view members) {
  const ConformReport report = replay_text(VectorText(family).add(members));
  if (!report.errors.empty()) return report.errors.front().message;
  return report.failures.empty() ? counts_of(report) : to_text(report);
}

constexpr const char* kOnePassed = "1 passed, 0 failed, 0 skipped";

TEST(WorkedExample, OfTheValveIgnoresAnIdleChannel) {
  EXPECT_EQ(replay_one("valve", R"("config":{"channels":3},"steps":[["idle",2],["w",1,0],["w",2,6],["w",0,8]],
    "output":[[],[],[],[["w",0]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfCombineLetsTheLaggingInputBlock) {
  EXPECT_EQ(replay_one("combine", R"("config":{"inputs":2},"steps":[["w",0,5],["idle",1],["w",1,3]],
    "output":[[],[["w",5]],[]])"),
            kOnePassed);
}

TEST(WorkedExample, OfTheMultiplexerWaitsForTheTick) {
  EXPECT_EQ(replay_one("multiplexer", R"("config":{"sink":"raw"},
    "steps":[["register","a"],["register","b"],["w_now","a",7],["w_later","b",5],["tick"]],
    "output":[[],[],[],[],[["w",5]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfTheGeneratorSubtractsTheBoundAndOne) {
  EXPECT_EQ(replay_one("generator", R"("config":{"type":"bounded","bound":5,"idle_timeout":null},
    "steps":[["e",7,0],["tick"]],"output":[[],[["w",1]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfAssignedTimestampsTicksAtTheInterval) {
  EXPECT_EQ(replay_one("assign_timestamps", R"("config":{"type":"bounded","bound":0,"idle_timeout":null,
    "assigner":"extract","interval":10,"progressive":true},
    "steps":[["e",2,2,null,0],["p",1005],["p",1012]],"output":[[["e",2,2]],[],[["w",1]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfKeyGroupsHashesAString) {
  EXPECT_EQ(replay_one("key_group", R"("config":{"max_parallelism":1000,"parallelism":1},
    "steps":[["string","g"]],"output":[[["key",103,1428191543,543,0]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfTwoInputsStampsRecordsWithTheWatermark) {
  EXPECT_EQ(replay_one("two_input", R"("config":{"inputs":2},"steps":[["w",0,4],["w",1,3],["e",0,9]],
    "output":[[],[["w",3]],[["e",9,3]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfAnUnalignedBarrierOvertakesAndSavesWhatItOvertook) {
  EXPECT_EQ(replay_one("barriers", R"("config":{"mode":"unaligned","channels":1,"auto_poll":false,
    "checkpoints_after_finish":true},
    "steps":[["data",0,1],["clock",10],["barrier",0,1,"unaligned",10],["poll",2]],
    "output":[[],[],[["barrier",0,1],["start",1],["persist",1,0,[1]],["checkpoint",1,"unaligned"]],[["data",0,1]]],
    "counts":[0,0,0,0])"),
            kOnePassed);
}

TEST(WorkedExample, OfBarriersTakesTheChannelThatTheRecordingTook) {
  EXPECT_EQ(replay_one("barriers", R"("config":{"mode":"tracker","channels":2,"auto_poll":false,
    "checkpoints_after_finish":true},
    "steps":[["data",0,1],["data",1,2],["poll",2]],"output":[[],[],[["data",1,2],["data",0,1]]],"counts":[0,0,0])"),
            kOnePassed);
}

TEST(WorkedExample, OfChannelStateReadsWhatOverlaps) {
  EXPECT_EQ(replay_one("channel_state", R"("config":{"max_parallelism":32768},
    "steps":[["range",3,2]],"output":[[["old_subtasks",[0,1],[1,2]]]])"),
            kOnePassed);
}

constexpr std::string_view kTumblingConfig = R"("config":{"assigner":{"type":"tumbling","size":10,"offset":0},
  "trigger":{"type":"default"},"evictor":null,"allowed_lateness":2,"late_output":false,"function":"sum",
  "parallelism":1},)";

TEST(WorkedExample, OfAWindowFiresOnTimeThenLateThenDrops) {
  EXPECT_EQ(replay_one("window", std::string(kTumblingConfig) + R"(
    "steps":[["e","a",2,3],["e","a",5,9],["w",9],["e","a",1,4],["w",11],["e","a",1,4]],
    "output":[[],[],[["o","a",0,10,7,9,9],["w",9]],[["o","a",0,10,8,9,null]],[["w",11]],[]],
    "counts":[[2,0,1,0],[2,0,1,0],[1,0,1,0],[1,0,1,0],[0,0,0,0],[0,0,0,1]])"),
            kOnePassed);
}

TEST(WorkedExample, OfAWindowComesBackAtAnotherParallelismAndForgetsTheWatermark) {
  EXPECT_EQ(replay_one("window", std::string(kTumblingConfig) + R"(
    "steps":[["e","a",2,3],["e","b",5,4],["w",9],["s"],["e","a",1,4],["f",3],["e","a",1,5],["w",9]],
    "output":[[],[],[["o","a",0,10,2,9,9],["o","b",0,10,5,9,9],["w",9]],[],[["o","a",0,10,3,9,null]],[],[],
              [["o","a",0,10,3,9,9],["w",9]]])"),
            kOnePassed);
}

TEST(WorkedExample, OfAWindowRefusesARecordWithoutTimestamp) {
  EXPECT_EQ(replay_one("window", std::string(kTumblingConfig) + R"(
    "steps":[["e","a",2,-9223372036854775808]],"output":[[["error","AnyName"]]],"counts":[])"),
            kOnePassed);
}

}  // namespace
}  // namespace wavetank::scenarios::testing

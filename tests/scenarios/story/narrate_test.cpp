#include "scenarios/story/narrate.hpp"

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

// Columns are put together: what was said, not how far apart.
std::string story_of(const std::string& text, Detail detail = Detail::Decisions) {
  const Scenario scenario = valid(text);
  RunOptions options;
  const Prepared prepared = prepare(scenario, options);
  std::string story;
  const auto tell = [&](const std::string& line) {
    for (const char byte : line) {
      if (byte != ' ' || (!story.empty() && story.back() != ' ')) story += byte;
    }
    story += '\n';
  };
  Narrator narrator(scenario, prepared.run->cast, prepared.run->plan->clock_base, detail, tell);
  options.sinks = {&narrator};
  (void)run(*prepared.run, options);
  return story;
}

TEST(Story, TellsOnTimeLateAndDroppedWithTheirReasons) {
  EXPECT_EQ(story_of(clicks_text(R"("a@1s", "a@14s", "a@7s at 15s", "a@18s", "a@3s at 18.5s")",
                                 R"("window": {"tumbling": "10s"}, "allowed_lateness": "5s")")),
            "00:14.000 on time [00:00,00:10) a: count 1 watermark 00:11.999\n"
            "00:15.000 late [00:00,00:10) a: count 2, with a@00:07 after all 2 s behind the window's end, 5 s allowed\n"
            "00:18.500 dropped a@00:03 is dropped 1.001 s too late (WO-14); a lateness of 6.001 s would have kept it\n"
            "00:18.500 on time [00:10,00:20) a: count 2 the input has ended\n");
}

TEST(Story, ALateOutputIsNotALoss) {
  const std::string story =
      story_of(clicks_text(R"("a@14s", "a@7s at 15s")", std::string(kTumbling) + R"(, "late": "side-output")"));
  EXPECT_NE(story.find("00:15.000 side a@00:07 goes to the late output 2.001 s too late"), std::string::npos) << story;
  EXPECT_EQ(story.find("dropped"), std::string::npos) << story;
}

TEST(Story, ARecordBetweenWindowsIsTold) {
  const std::string story = story_of(clicks_text(R"("a@15s")", R"("window": {"sliding": "10s", "slide": "20s"})"));
  EXPECT_EQ(story, "00:15.000 no window a@00:15 lies between two windows (AS-07, WO-15)\n");
}

TEST(Story, SurprisesLeaveOutWhatCameOnTime) {
  const std::string text = clicks_text(R"("a@1s", "a@14s", "a@7s at 15s")", kTumbling);
  EXPECT_NE(story_of(text).find("on time"), std::string::npos);
  EXPECT_EQ(story_of(text, Detail::Surprises),
            "00:15.000 dropped a@00:07 is dropped 2.001 s too late (WO-14); a lateness of 2.001 s would have kept it\n");
}

TEST(Story, TellsIdlenessAndReturnByPartition) {
  const std::string story = story_of(R"json({ "name": "quiet", "about": "a test", "teaches": "nothing",
    "inputs": [ { "name": "clicks", "partitions": 2, "events": ["a@1s partition 0", "a@9s partition 0"] } ],
    "pipeline": [ { "id": "in", "source": "clicks",
        "watermark": {"kind": "monotonous", "every": "1s", "idle": "3s"} },
      { "id": "out", "sink": {} } ] })json");
  EXPECT_NE(story.find("idle partition 0 of in/0 is idle nobody waits for it any longer\n"), std::string::npos)
      << story;
  EXPECT_NE(story.find("idle partition 1 of in/0 is idle nobody waits for it any longer\n"), std::string::npos)
      << story;
  EXPECT_NE(story.find("00:09.000 active partition 0 of in/0 speaks again\n"), std::string::npos) << story;
}

TEST(Story, TellsWhenAFaultBeginsAndEnds) {
  const std::string story = story_of(
      clicks_text(R"("a@1s", "a@9s")", kTumbling,
                  R"(, "faults": [ { "fault": "link-clog", "at": "2s", "for": "3s", "target": "in -> w" } ])"));
  EXPECT_NE(story.find("00:02.000 fault link-clog begins: in -> w\n"), std::string::npos) << story;
  EXPECT_NE(story.find("00:05.000 fault link-clog ends: in -> w\n"), std::string::npos) << story;
}

// A record without a timestamp cannot be put into a window: the job fails, and says where and why (AS-04).
TEST(Story, TellsWhyAJobFailed) {
  const std::string story = story_of(clicks_text(R"("a@none at 1s")", kTumbling));
  EXPECT_NE(story.find("00:01.000 failed the job failed at w/0"), std::string::npos) << story;
}

// Several records in one message: each is named with its own time.
TEST(Story, NamesTheRightRecordOfABatch) {
  const std::string story = story_of(
      clicks_text(R"("b@14s", "a@3s at 15s", "a@7s at 15s", "b@15s at 15s")", kTumbling, R"(, "batch": 3)"));
  EXPECT_NE(story.find("a@00:03 is dropped"), std::string::npos) << story;
  EXPECT_NE(story.find("a@00:07 is dropped"), std::string::npos) << story;
  EXPECT_EQ(story.find("b@00:15 is dropped"), std::string::npos) << story;
}

TEST(Summary, SaysOneAndMany) {
  Counts counts;
  counts.records_in = 1;
  counts.records_out = 2;
  counts.late_firings = 1;
  EXPECT_EQ(summary_text(counts), "1 record in, 2 results, 1 late firing, 0 dropped");
  counts.side_output = 3;
  counts.dropped = 4;
  EXPECT_EQ(summary_text(counts), "1 record in, 2 results, 1 late firing, 4 dropped, 3 to the late output");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

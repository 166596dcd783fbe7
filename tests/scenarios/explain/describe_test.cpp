#include "scenarios/explain/describe.hpp"

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

using sim::EventKind;

TEST(Describe, NamesWhoActsAndWhat) {
  const Recording recording = clicks(R"("a=3@1s")", kTumbling);
  EXPECT_EQ(told(recording, EventKind::ProducerSend), "clicks: sent: key a, value 3, happened at 00:01\n");
  EXPECT_EQ(told(recording, EventKind::LogAppend), "log/clicks: in the log at partition 0 offset 0: key a, value 3\n");
  EXPECT_EQ(told(recording, EventKind::SourceEmit), "in/0: read from partition 0 offset 0: key a, value 3\n");
  EXPECT_EQ(told(recording, EventKind::WindowFire), "w/0: [00:00,00:10) of a fires on time: count 1\n");
  EXPECT_EQ(told(recording, EventKind::WindowClear),
            "w/0: [00:00,00:10) of a is cleared: its cleanup time has come (WO-16)\n");
}

TEST(Describe, TellsTheFirstTheMovingAndTheFinalWatermarkApart) {
  const Recording recording = clicks(R"("a@1s", "a@6s")", kTumbling);
  const std::string lines = told(recording, EventKind::WatermarkAdvance);
  EXPECT_NE(lines.find("w/0: first watermark: -00:01.001\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("w/0: watermark moves from -00:01.001 to 00:03.999\n"), std::string::npos) << lines;
  EXPECT_NE(lines.find("w/0: final watermark, after 00:03.999\n"), std::string::npos) << lines;
}

// Whatever the trace of a run with faults, several tasks and late records holds has words of its own.
TEST(Describe, HasWordsForEveryEventOfTheCatalogue) {
  for (const char* name : {"faults/overtaken", "faults/stalled-task", "lateness/late-side-output",
                           "watermarks/silent-partition", "faults/delivered-twice"}) {
    const std::string path = std::string(WT_SOURCE_DIR) + "/scenarios/catalogue/" + name + ".json";
    const Recording recording = record_of(read_scenario_file(path).scenario.value());
    for (std::uint32_t at = 1; at <= recording.size(); ++at) {
      EXPECT_FALSE(describe(recording, sim::EventId{at}).empty()) << name << " #" << at;
    }
  }
}

}  // namespace
}  // namespace wavetank::scenarios::testing

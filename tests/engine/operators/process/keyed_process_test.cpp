// The keyed process operator: when timers fire, with which key, time and timestamp (TM-01 to TM-11, PF-01).
#include "engine/operators/process/keyed_process.hpp"

#include <sstream>

#include <gtest/gtest.h>

#include "tests/engine/operators/process/process_story.hpp"

namespace wavetank::engine::testing {
namespace {

// Does what a record says: "e5" sets an event timer for 5, "p5" a processing timer, "-e5" and "-p5" delete them, "say"
// emits. A timer emits its name and key; one at a multiple of ten sets one five earlier, as a callback may.
class Obedient final : public ProcessFunction {
 public:
  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  void on_record(const Record& record, ProcessContext& context) const override {
    std::istringstream words{std::string(ProcessStory::text_of(record.row, context.facts()))};
    for (std::string word; words >> word;) obey(word, context);
  }
  void on_timer(EventTime time, ProcessContext& context) const override {
    say("e" + std::to_string(time.ticks()), context);
    if (time.ticks() % 10 == 0) context.set_timer(saturating_add(time, Millis{-5}));
  }
  void on_timer(ProcessingTime time, ProcessContext& context) const override {
    say("p" + std::to_string(time.ticks()), context);
  }

 private:
  static void obey(const std::string& word, ProcessContext& context) {
    if (word == "say") return say("said", context);
    const bool deletes = word.front() == '-';
    const std::size_t domain = deletes ? 1 : 0;
    const std::int64_t time = std::stoll(word.substr(domain + 1));
    if (word[domain] == 'e') {
      deletes ? context.delete_timer(EventTime(time)) : context.set_timer(EventTime(time));
    } else {
      deletes ? context.delete_timer(ProcessingTime(time)) : context.set_timer(ProcessingTime(time));
    }
  }
  static void say(const std::string& text, ProcessContext& context) {
    const std::string key(context.facts().keys.value(context.key(), context.facts().texts).text);
    context.emit(ProcessStory::text_row(text + " of " + key, context.facts()));
  }
  StateLayout layout_;
};

class KeyedProcess : public ::testing::Test {
 protected:
  std::string send(std::string_view key, std::string_view text, std::int64_t time = 0) {
    return story.send({.key = key, .text = text, .time = EventTime(time)});
  }
  Facts facts;
  ProcessStory story{std::make_unique<KeyedProcessOperator>(std::make_unique<Obedient>()), facts, 1};
};

TEST_F(KeyedProcess, StampsWithTheRecordOrTheTimerOrNothing) {  // PF-01, TM-09
  EXPECT_EQ(send("a", "say e7 p3", 4), "said of a@4");
  EXPECT_EQ(story.watermark(9), "e7 of a@7, W9");
  EXPECT_EQ(story.clock(4), "p3 of a");
}

TEST_F(KeyedProcess, FiresInOrderBeforeTheWatermarkGoesOn) {  // TM-03, DT-01: a has key group 81, b 22
  send("a", "e8 e3");
  send("b", "e8 e9");
  EXPECT_EQ(story.watermark(8), "e3 of a@3, e8 of b@8, e8 of a@8, W8");
}

TEST_F(KeyedProcess, FiresWhatACallbackSetsBehindTheWatermarkInTheSameDrain) {  // TM-04
  send("a", "e10");
  EXPECT_EQ(story.watermark(10), "e10 of a@10, e5 of a@5, W10");
}

TEST_F(KeyedProcess, KeepsAnOverdueEventTimerForTheNextWatermark) {  // TM-04
  story.watermark(8);
  EXPECT_EQ(send("a", "e3"), "");
  EXPECT_EQ(story.watermark(9), "e3 of a@3, W9");
}

TEST_F(KeyedProcess, ForgetsDeletedTimersAndTheirAlarm) {  // TM-01
  send("a", "e3 p3 e4");
  EXPECT_EQ(story.alarm(), ProcessingTime(4));
  send("a", "-e3 -p3 -e9");
  EXPECT_EQ(story.alarm(), std::nullopt);
  EXPECT_EQ(story.watermark(9), "e4 of a@4, W9");
}

TEST_F(KeyedProcess, WaitsForTheEndOfATimersMillisecond) {  // TM-07
  send("a", "p3");
  EXPECT_EQ(story.clock(3), "");
  EXPECT_EQ(story.clock(4), "p3 of a");
}

TEST_F(KeyedProcess, RingsForTheEarliestTimerAndThenForTheNext) {  // TM-06
  send("a", "p9 p5");
  EXPECT_EQ(story.alarm(), ProcessingTime(6));
  EXPECT_EQ(story.clock(7), "p5 of a");
  EXPECT_EQ(story.alarm(), ProcessingTime(10));
}

TEST_F(KeyedProcess, FiresRestoredProcessingTimersThatAreOverdueAtOnce) {  // TM-08
  send("a", "p3 e6");
  story.restore();
  EXPECT_EQ(story.clock(50), "p3 of a");
  EXPECT_EQ(story.watermark(6), "e6 of a@6, W6");
}

TEST_F(KeyedProcess, LeavesProcessingTimersUnfiredAtTheEnd) {  // TM-11
  send("a", "p3 e6");
  EXPECT_EQ(story.watermark(EventTime::max().ticks()), "e6 of a@6, W" + std::to_string(EventTime::max().ticks()));
  EXPECT_EQ(story.end(), "end");
  EXPECT_EQ(story.clock(50), "");
}

TEST_F(KeyedProcess, NotesWhatBecomesOfEachTimerOnce) {
  send("a", "e6 e6 p2 e9 -e9 -e9 p4 -p4");
  story.watermark(6);
  story.clock(5);
  std::vector<NoteKind> kinds;
  for (const Note& note : story.notes()) kinds.push_back(note.kind);
  EXPECT_EQ(kinds,
            (std::vector{NoteKind::EventTimerSet, NoteKind::ProcessingTimerSet, NoteKind::EventTimerSet,
                         NoteKind::EventTimerDelete, NoteKind::ProcessingTimerSet, NoteKind::ProcessingTimerDelete,
                         NoteKind::WatermarkAdvance, NoteKind::EventTimer, NoteKind::ProcessingTimer}));
}

}  // namespace
}  // namespace wavetank::engine::testing

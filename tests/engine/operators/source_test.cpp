// The source operator: what it asks of its log, what it sends, and how it goes on after a restore.
#include "engine/operators/source.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

// Tells the effects of a step as words: "@5" a record of time 5, "W4", "End", "fetch 1+1",
// "timer 1010".
class SourceStory {
 public:
  explicit SourceStory(const SourceSpec& spec, const Snapshot& snapshot = {})
      : operator_(spec), state_(operator_.open({}, snapshot, moment(), effects_)) {}
  SourceStory(const SourceSpec& spec, const Subtask& subtask)
      : operator_(spec), state_(operator_.open(subtask, {}, moment(), effects_)) {}

  std::string opened() { return told(); }
  std::string reply(std::uint32_t partition, std::vector<std::int64_t> times) {
    return answer({.partition = partition, .ended = false}, times);
  }
  std::string last_reply(std::uint32_t partition, std::vector<std::int64_t> times) {
    return answer({.partition = partition, .ended = true}, times);
  }
  std::string allow(std::int64_t max) {
    operator_.on_allowed(EventTime(max), moment(), state_, effects_);
    return told();
  }
  // Where the next answer of this partition begins.
  void rewind(std::uint32_t partition, std::uint64_t offset) {
    offsets_.resize(8);
    offsets_[partition] = offset;
  }
  std::string timer(std::int64_t at) {
    now_ = ProcessingTime(at);
    operator_.on_timer(TimerTag{0}, moment(), state_, effects_);
    return told();
  }
  [[nodiscard]] Snapshot snapshot() const { return operator_.snapshot(state_, facts_); }

 private:
  [[nodiscard]] Moment moment() { return {now_, kNoCause, facts_}; }

  std::string answer(Reply reply, const std::vector<std::int64_t>& times) {
    std::vector<LogRecord> records;
    for (const std::int64_t time : times) records.push_back({.time = EventTime(time)});
    offsets_.resize(8);
    reply.offset = offsets_[reply.partition];
    reply.records = records;
    offsets_[reply.partition] += records.size();
    operator_.on_reply(reply, moment(), state_, effects_);
    return told();
  }
  std::string told() {
    std::string all;
    for (const Effects::Item& item : effects_.order()) all += word_of(item);
    effects_.clear();
    return all.empty() ? all : all.substr(1);
  }
  std::string word_of(const Effects::Item& item) {
    std::string word;
    const std::string to = item.output == kMainOutput ? " " : " aside:";
    switch (item.kind) {
      case EffectKind::Records:
        for (const Record& record : effects_.records(item)) word += to + "@" + std::to_string(record.time.ticks());
        return word;
      case EffectKind::Controls: {
        const Control& control = effects_.control(item);
        if (control.kind == ControlKind::End) return to + "End";
        if (control.kind == ControlKind::Idle) return to + "Idle";
        return to + (control.value == EventTime::max() ? "WMAX" : "W" + std::to_string(control.value.ticks()));
      }
      case EffectKind::Notes: return word;
      case EffectKind::Asks: break;
    }
    const Ask& ask = effects_.ask_of(item);
    if (const auto* fetch = std::get_if<Fetch>(&ask)) {
      return " fetch " + std::to_string(fetch->partition) + "+" + std::to_string(fetch->offset);
    }
    if (const auto* report = std::get_if<ReportWatermark>(&ask)) {
      const std::string what = report->last ? " last report " : " report ";
      return what + (report->watermark == EventTime::max() ? "MAX" : std::to_string(report->watermark.ticks()));
    }
    if (const auto* timer = std::get_if<ArmTimer>(&ask)) return " timer " + std::to_string(timer->at.ticks());
    return " cancel";
  }

  Facts facts_;
  Effects effects_;
  ProcessingTime now_{1000};
  std::vector<std::uint64_t> offsets_;
  SourceOperator operator_;
  State state_;
};

SourceSpec monotonous(std::uint32_t partitions) {
  SourceSpec spec{.partitions = partitions, .strategy = {.kind = GeneratorKind::Monotonous}, .mark = {}};
  spec.strategy.interval = Millis{10};
  return spec;
}

TEST(SourceOperator, AsksForEachPartitionAndForItsFirstTick) {
  EXPECT_EQ(SourceStory(monotonous(2)).opened(), "fetch 0+0 fetch 1+0 timer 1010");
}

TEST(SourceOperator, AsksOnWhereTheAnswerEnded) {
  SourceStory story(monotonous(1));
  story.opened();
  EXPECT_EQ(story.reply(0, {5, 6}), "@5 @6 fetch 0+2");
}

TEST(SourceOperator, SendsTheLeastOfItsPartitionsOnATick) {  // WM-15
  SourceStory story(monotonous(2));
  story.opened();
  story.reply(0, {9});
  story.reply(1, {5});
  EXPECT_EQ(story.timer(1010), "W4");
}

TEST(SourceOperator, TicksOnceMoreForAPartitionThatEnded) {  // WM-19
  SourceStory story(monotonous(2));
  story.opened();
  story.reply(0, {9});
  story.reply(1, {5});
  story.timer(1010);
  EXPECT_EQ(story.last_reply(1, {}), "timer 1020");
  EXPECT_EQ(story.timer(1020), "W8");
}

TEST(SourceOperator, EndsWithItsLastPartition) {  // SS-03
  SourceStory story(monotonous(2));
  story.opened();
  EXPECT_EQ(story.last_reply(0, {9}), "@9");
  EXPECT_EQ(story.last_reply(1, {5}), "@5 cancel WMAX End");
}

SourceSpec aligned(std::uint32_t partitions) {
  SourceSpec spec = monotonous(partitions);
  spec.strategy.emission = WatermarkEmission::EachRecord;
  spec.alignment = {.update_interval = Millis{10}, .samples = 0};
  return spec;
}

TEST(SourceOperator, StopsInTheMiddleOfAnAnswerAndAsksForTheRestLater) {  // WM-35, WM-36
  SourceStory story(aligned(1));
  story.opened();
  story.allow(7);
  EXPECT_EQ(story.reply(0, {5, 9, 10}), "@5 W4 @9 W8");
  EXPECT_EQ(story.allow(8), "fetch 0+2");
  story.rewind(0, 2);
  EXPECT_EQ(story.reply(0, {10}), "@10 W9");
}

TEST(SourceOperator, TakesNoNoticeOfAnAnswerThatComesWhileItWaits) {  // WM-36
  SourceStory story(aligned(2));
  story.opened();
  story.reply(0, {5});
  EXPECT_EQ(story.reply(1, {6}), "@6 W4 fetch 1+1");
  story.allow(4);
  EXPECT_EQ(story.reply(1, {7}), "");
  EXPECT_EQ(story.last_reply(0, {6}), "@6 W5");  // it was not ahead; now it is, and finds its end later
  EXPECT_EQ(story.allow(9), "fetch 0+2 fetch 1+1");
}

TEST(SourceOperator, ReportsMaxAtItsEnd) {  // WM-33
  SourceStory story(aligned(1));
  story.opened();
  story.reply(0, {5});
  EXPECT_EQ(story.timer(1010), "report 4 timer 1020");
  EXPECT_EQ(story.last_reply(0, {}), "cancel last report MAX WMAX End");
  EXPECT_EQ(story.allow(3), "");
}

TEST(SourceOperator, EndsAtOnceIfNoPartitionBelongsToIt) {  // SS-03; it waited for an answer that never came
  EXPECT_EQ(SourceStory(monotonous(1), Subtask{1, 2, 128}).opened(), "WMAX End");
}

TEST(SourceOperator, HoldsEventTimeBackWithoutAPartitionOfAnUnboundedLog) {  // SS-09
  SourceSpec spec = monotonous(1);
  spec.length = LogLength::Unbounded;
  SourceStory story(spec, Subtask{1, 2, 128});
  EXPECT_EQ(story.opened(), "timer 1010");
  EXPECT_EQ(story.timer(1010), "");
}

TEST(SourceOperator, GoesIdleWithoutAPartitionOfAnUnboundedLogAfterTheTimeout) {  // SS-09, WM-20
  SourceSpec spec = monotonous(1);
  spec.length = LogLength::Unbounded;
  spec.strategy.idle_timeout = Millis{15};
  SourceStory story(spec, Subtask{1, 2, 128});
  EXPECT_EQ(story.opened(), "timer 1010");
  EXPECT_EQ(story.timer(1010), "timer 1030");
  EXPECT_EQ(story.timer(1030), "Idle");
}

TEST(SourceOperator, SendsARecordFromTheFutureAsideAndTellsBothOutputsTheTime) {
  SourceSpec spec = monotonous(1);
  spec.strategy.emission = WatermarkEmission::EachRecord;
  spec.strategy.future = FutureGuard{Millis{50}, FutureRecords::SideOutput};
  SourceStory story(spec);
  story.opened();
  EXPECT_EQ(story.reply(0, {1000, 1051, 1050}), "@1000 W999 aside:W999 aside:@1051 @1050 W1049 aside:W1049 fetch 0+3");
}

TEST(SourceOperator, LetsTheClockSpeakForASilentPartition) {
  SourceSpec spec = monotonous(1);
  spec.strategy.clock = ClockAdvance{.after = Millis{20}, .allowance = Millis{5}};
  SourceStory story(spec);
  story.opened();
  EXPECT_EQ(story.timer(1010), "timer 1040");
  EXPECT_EQ(story.timer(1040), "W1034 timer 1050");
  EXPECT_EQ(story.timer(1050), "W1044 timer 1060");
}

TEST(SourceOperator, GoesOnBehindTheRecordsOfItsSnapshot) {  // SS-01
  SourceStory story(monotonous(2));
  story.opened();
  story.reply(1, {5, 6, 7});
  EXPECT_EQ(SourceStory(monotonous(2), story.snapshot()).opened(), "fetch 0+0 fetch 1+3 timer 1010");
}

}  // namespace
}  // namespace wavetank::engine::testing

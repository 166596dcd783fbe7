// Watermarks of a user's own generator, and those that go beyond Flink.
#include "scenarios/build/watermarks.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "properties/judge.hpp"
#include "scenarios/build/pipeline.hpp"
#include "scenarios/build/running.hpp"

namespace wavetank::build {
namespace {

using namespace std::chrono_literals;

// With each marked record, the greatest time so far.
struct GreatestAtMarks {
  std::optional<engine::EventTime> on_record(const engine::HeardRecord& record) {
    greatest = std::max(greatest, record.time);
    return record.mark == engine::Mark::Marked ? std::optional(greatest) : std::nullopt;
  }
  std::optional<engine::EventTime> on_periodic(engine::ProcessingTime /*now*/) { return std::nullopt; }
  engine::EventTime greatest = engine::EventTime::min();
  friend bool operator==(const GreatestAtMarks&, const GreatestAtMarks&) = default;
};

std::vector<Event> clicks() {
  return {at(1s, {"a", 1}), at(12s, {"a", 1}), late(4s, 13s, {"a", 1}), at(14s, {"a", 7}), late(5s, 15s, {"a", 1})};
}

SourceStream source(Pipeline& p, const Watermarks& watermarks, const std::vector<Event>& events) {
  return p.source("clicks", {text("key"), int64("value")}).watermarks(watermarks).events(events);
}

std::vector<std::string> rows_of(Pipeline& p) {
  const Ran ran = run(p);
  if (!ran.errors.empty()) return {scenarios::to_text(ran.errors.front())};
  EXPECT_TRUE(properties::judge(p.scenario(), *ran.run).empty());
  return ran.rows_of("out");
}

TEST(CustomWatermarks, MoveEventTimeAsTheUsersGeneratorSays) {
  Pipeline p("custom");
  source(p, custom(GreatestAtMarks{}, "value == 7"), clicks())
      .key_by("key")
      .window(tumbling(10s))
      .aggregate(count())
      .sink("out");
  // The record of 4 s comes before the mark, that of 5 s after it.
  EXPECT_EQ(rows_of(p), (std::vector<std::string>{"a [0,10000) count=2", "a [10000,20000) count=2"}));
}

TEST(CustomWatermarks, AreCopiedForEachPartition) {
  Pipeline p("custom");
  source(p, custom(GreatestAtMarks{}), {at(1s, {"a", 1}), at(25s, {"b", 1}), at(30s, {"a", 1}), at(31s, {"b", 1})})
      .partitions(4)
      .key_by("key")
      .window(tumbling(10s))
      .aggregate(count())
      .sink("out");
  EXPECT_EQ(rows_of(p).size(), 4U);
}

TEST(CustomWatermarks, NeedAGenerator) {
  Pipeline p("custom");
  Watermarks none;
  none.strategy.kind = engine::GeneratorKind::Custom;
  source(p, none, clicks()).sink("out");
  EXPECT_TRUE(rows_of(p).front().find("there is no generator to ask") != std::string::npos) << rows_of(p).front();
}

TEST(GuardedWatermarks, DoNotBelieveARecordFromTheFuture) {
  const std::vector<Event> events{at(1s, {"a", 1}), late(100s, 2s, {"a", 1}), at(3s, {"a", 1})};
  Pipeline p("guarded");
  source(p, bounded(0s).on_each_record().guarded(10s), events)
      .key_by("key")
      .window(tumbling(10s))
      .aggregate(count())
      .sink("out");
  EXPECT_EQ(rows_of(p), (std::vector<std::string>{"a [0,10000) count=2", "a [100000,110000) count=1"}));
}

TEST(GuardedWatermarks, SendAsideWhatTheyDoNotBelieve) {
  Pipeline p("guarded");
  const Stream read = source(p, bounded(0s).guarded(10s, engine::FutureRecords::SideOutput),
                             {at(1s, {"a", 1}), late(100s, 2s, {"a", 2}), at(3s, {"a", 3})});
  read.sink("now");
  read.side_output(OutputTag("future")).sink("out");
  EXPECT_EQ(rows_of(p), (std::vector<std::string>{"a value=2"}));
}

TEST(WatermarksByClock, CloseAWindowThatNobodyWouldClose) {
  Pipeline p("silent");
  p.scenario().until = sim::SimTime{sim::milliseconds(60'000).count};
  source(p, bounded(0s).by_clock_after(5s, 2s), {at(1s, {"a", 1})})
      .held_open()
      .key_by("key")
      .window(tumbling(10s))
      .aggregate(count())
      .sink("out");
  EXPECT_EQ(rows_of(p), (std::vector<std::string>{"a [0,10000) count=1"}));
}

TEST(WatermarksByClock, NeedAnEndIfAnInputHasNone) {
  Pipeline p("silent");
  source(p, bounded(0s).by_clock_after(5s, 2s), {at(1s, {"a", 1})}).held_open().sink("out");
  EXPECT_TRUE(rows_of(p).front().find("would speak for it for ever") != std::string::npos) << rows_of(p).front();
}

}  // namespace
}  // namespace wavetank::build

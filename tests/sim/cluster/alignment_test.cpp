// Aligned sources in the world: who waits, who is told what and when, and that nothing else changes.
#include <gtest/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::cluster_tests {
namespace {

using engine::EventTime;

// Two subtasks with a partition each; the latest watermark counts.
Layout aligned(std::int64_t drift) {
  Layout layout{.partitions = 2, .sources = 2};
  layout.alignment = {.update_interval = engine::Millis{10}, .samples = 0};
  layout.max_drift = engine::Millis{drift};
  return layout;
}

// Partition 0 moves five times as fast as partition 1, which keeps to the clock.
Tank two_paces(const Layout& layout) {
  Tank tank(layout);
  for (std::int64_t n = 1; n <= 60; ++n) {
    if (n % 2 == 1) tank.send({n, "fast", EventTime(5 * n), 0});
    if (n % 3 == 0) tank.send({n, "slow", EventTime(n), 1});
  }
  return tank;
}

EventTime last_watermark(const Ran& ran, ActorId actor, std::int64_t until_ms) {
  EventTime last = EventTime::min();
  for (const TraceEvent& event : ran.events) {
    if (event.time > at_ms(until_ms)) break;
    const bool is_watermark = event.kind == EventKind::ControlOut &&
                              engine::upper(event.b) == static_cast<std::uint32_t>(engine::ControlKind::Watermark);
    if (is_watermark && event.actor == actor) last = EventTime(static_cast<std::int64_t>(event.a));
  }
  return last;
}

TEST(AlignedSources, HoldTheFastOneBackAndChangeNoResult) {  // WM-34, WM-35, WM-37
  Tank free = two_paces({.partitions = 2, .sources = 2});
  Tank tied = two_paces(aligned(10));
  const Ran alone = free.run();
  const Ran together = tied.run();
  const ActorId fast = tied.plan.task(tied.source(0));
  EXPECT_GT(last_watermark(alone, fast, 50), EventTime(200));
  EXPECT_EQ(last_watermark(together, fast, 50), EventTime(94));  // from before the first announcement
  EXPECT_GT(together.count(EventKind::SourcePause), 0u);
  EXPECT_EQ(together.results(), alone.results());
}

TEST(AlignedSources, ReportEachIntervalOnceTheyHaveAWatermark) {  // WM-33
  Tank tank = two_paces(aligned(1000));
  const std::vector<std::int64_t> reports =
      tank.run().times(EventKind::WatermarkReport, tank.plan.task(tank.source(1)));
  ASSERT_EQ(reports.size(), 7u);  // the last of them at its end
  EXPECT_EQ(reports.front(), 10'000'000);
  EXPECT_EQ(reports.back(), 60'000'000);
}

TEST(AlignedSources, AreToldWhatTheirCoordinatorKnewAnIntervalAgo) {  // WM-34
  Layout layout = aligned(0);
  layout.coordinator_ns = {4'000'000};
  const Ran ran = two_paces(layout).run();
  EXPECT_EQ(ran.times(EventKind::WatermarkReport).front(), 10'000'000);
  EXPECT_EQ(ran.times(EventKind::WatermarkCollect).front(), 14'000'000);
  EXPECT_EQ(ran.times(EventKind::WatermarkAnnounce).front(), 20'000'000);
  EXPECT_EQ(ran.times(EventKind::WatermarkAllowed).front(), 24'000'000);
}

TEST(AlignedSources, HearAnnouncementsInTheirOrder) {
  Layout layout = aligned(5);
  layout.coordinator_ns = {0, 35'000'000};
  Tank tank = two_paces(layout);
  tank.plan.ties = TiePolicy::Adversarial;
  const Ran ran = tank.run(7);
  std::vector<std::uint32_t> told(8, 0);
  for (const TraceEvent& event : ran.events) {
    if (event.kind != EventKind::WatermarkAllowed) continue;
    EXPECT_GT(event.cause, told.at(static_cast<std::size_t>(event.actor)));
    told.at(static_cast<std::size_t>(event.actor)) = event.cause;
  }
  EXPECT_GT(ran.count(EventKind::WatermarkAllowed), 4u);
}

TEST(AlignedSources, ThatHaveEndedHoldNobodyBack) {  // WM-33
  Tank tank(aligned(0));
  tank.send({1, "a", EventTime(1), 1}).send({1, "b", EventTime(5), 0}).send({35, "b", EventTime(500), 0});
  tank.plan.inputs.front().end = StreamEnd::Infinity;
  const Ran ran = tank.run();
  EXPECT_EQ(ran.results(), "a [0,10) = 1; b [0,10) = 1; b [500,510) = 1");
  EXPECT_FALSE(ran.failed);
}

TEST(AlignedSources, AreToldNothingWhileTheyHaveNothingToReport) {  // WM-33, WM-34
  Layout layout = aligned(0);
  layout.watermark.kind = engine::GeneratorKind::None;
  const Ran ran = two_paces(layout).run();
  EXPECT_EQ(ran.count(EventKind::WatermarkAllowed), 0u);
  EXPECT_EQ(ran.count(EventKind::WatermarkReport), 2u);  // at their ends
}

TEST(AlignedSources, ThatAreStalledHearLater) {
  Tank tank = two_paces(aligned(0));
  tank.add(stall(tank.source(0), {15, 33}));
  const std::vector<std::int64_t> heard = tank.run().times(EventKind::WatermarkAllowed, tank.plan.task(tank.source(0)));
  ASSERT_GE(heard.size(), 2u);
  EXPECT_EQ(heard[0], 33'000'000);
}

TEST(AlignedSources, ThatCannotPauseFailTheJob) {  // WM-36
  Layout layout = aligned(0);
  layout.alignment.pausing = engine::SplitPausing::Refused;
  EXPECT_TRUE(two_paces(layout).run().failed);
}

}  // namespace
}  // namespace wavetank::sim::cluster_tests

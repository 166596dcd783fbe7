// A source: positions, the end, ticks and reports.
#include "engine/source/split_source.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/engine/source/source_rig.hpp"

namespace wavetank::engine::testing {
namespace {

SplitSourceSpec unaligned_spec(GeneratorKind kind) {
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.kind = kind;
  spec.alignment.update_interval.reset();
  return spec;
}

TEST(SplitSource, CountsARecordAtItsSplit) {  // SS-01
  SourceRig rig(unaligned_spec(GeneratorKind::None), 2);
  rig.read(1, 5);
  rig.read(1, 6);
  EXPECT_EQ(rig.source().splits()[0].position, 0u);
  EXPECT_EQ(rig.source().splits()[1].position, 2u);
}

TEST(SplitSource, GoesOnWhereItWasRestored) {
  SplitSource source(unaligned_spec(GeneratorKind::None), ProcessingTime(kOpenedAt));
  const SplitSlot split = source.add(7, 41);
  source.start(ProcessingTime(kOpenedAt));
  SourceEvents events;
  source.on_record(split, at(1), Mark::Marked, ProcessingTime(kOpenedAt), events);
  EXPECT_EQ(source.splits()[0].position, 42u);
}

TEST(SplitSource, IsHeldBackByASplitAddedLater) {  // WM-15
  SourceRig rig(unaligned_spec(GeneratorKind::Punctuated), 1);
  EXPECT_EQ(rig.read(0, 5), "5");
  rig.source().add(1, 0);
  EXPECT_EQ(rig.read(0, 9), "");
  EXPECT_EQ(rig.read(1, 7), "7");
}

TEST(SplitSource, LeavesAnEndedSplitOutFromTheNextTickOn) {  // WM-19
  SourceRig rig(unaligned_spec(GeneratorKind::Punctuated), 2);
  rig.read(0, 5);
  EXPECT_EQ(rig.read(1, 9), "5");
  rig.source().finish(SplitSlot{0});
  EXPECT_EQ(rig.clock(9), "");
  EXPECT_EQ(rig.clock(10), "9");
}

TEST(SplitSource, SaysNothingOnTicksBeforeItIsPolled) {
  SplitSource source(unaligned_spec(GeneratorKind::Bounded), ProcessingTime(kOpenedAt));
  source.add(0, 0);
  EXPECT_EQ(source.next_alarm(ProcessingTime(kOpenedAt)), std::nullopt);
  source.start(ProcessingTime(kOpenedAt + 5));
  EXPECT_EQ(source.next_alarm(ProcessingTime(kOpenedAt + 5)), ProcessingTime(kOpenedAt + 10));
}

TEST(SplitSource, IsExhaustedWhenNoMoreSplitsComeAndAllHaveEnded) {  // SS-03
  SourceRig rig(aligned_spec(), 1);
  rig.source().no_more_splits();
  EXPECT_FALSE(rig.source().is_exhausted());
  rig.source().finish(SplitSlot{0});
  EXPECT_TRUE(rig.source().is_exhausted());
  rig.source().end();
  EXPECT_THROW(rig.source().add(1, 0), InvariantViolation);
}

TEST(SplitSource, ReportsEveryIntervalOnceItHasAWatermark) {  // WM-33
  SourceRig rig(aligned_spec(), 1);
  EXPECT_EQ(rig.clock(20), "");
  EXPECT_EQ(rig.read(0, 5), "5");
  EXPECT_EQ(rig.clock(40), "report 5 | report 5");
}

TEST(SplitSource, ReportsMaxWhileItIsIdle) {  // WM-33
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.idle_timeout = Millis{15};
  SourceRig rig(spec, 1);
  rig.read(0, 5);
  EXPECT_EQ(rig.clock(20), "report 5 | report 5");
  EXPECT_EQ(rig.clock(40), "report 5 | split idle 0 | idle | report MAX");
}

TEST(SplitSource, ReportsMaxAfterItsEnd) {  // WM-33
  SourceRig rig(aligned_spec(), 1);
  rig.read(0, 5);
  rig.source().no_more_splits();
  rig.source().finish(SplitSlot{0});
  rig.source().end();
  SourceEvents events;
  rig.source().report_end(events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].time.time, kMax);
  EXPECT_EQ(rig.clock(10), "report MAX");
}

TEST(SplitSource, RunsTheAlarmFirstThatWasRegisteredFirst) {
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.kind = GeneratorKind::Monotonous;
  spec.alignment.update_interval = Millis{5};
  SourceRig often(spec, 1);
  often.read(0, 8);
  EXPECT_EQ(often.clock(10), "7 | report 7");  // the tick's alarm is as old as the interval
  spec.alignment.update_interval = Millis{20};
  SourceRig seldom(spec, 1);
  seldom.clock(15);
  seldom.read(0, 8);
  EXPECT_EQ(seldom.clock(20), "7");  // the sample was first, and had nothing to report
}

}  // namespace
}  // namespace wavetank::engine::testing

// Watermark alignment in a source: what is paused or blocked, when it goes on, and which clocks stand still.
#include <gtest/gtest.h>

#include "engine/source/split_source.hpp"
#include "tests/engine/source/source_rig.hpp"

namespace wavetank::engine::testing {
namespace {

TEST(SourceAlignment, HoldsTheWholeSourceBackWhileItsWatermarkIsAhead) {  // WM-35
  SourceRig rig(aligned_spec(), 1);
  rig.allow(7);
  EXPECT_EQ(rig.read(0, 7), "7");  // as far as is allowed
  EXPECT_FALSE(rig.source().is_blocked());
  EXPECT_EQ(rig.read(0, 8), "pause 0 | wait | 8");
  EXPECT_TRUE(rig.source().is_blocked());
  EXPECT_EQ(rig.read(0, 9), "held");
}

TEST(SourceAlignment, LetsGoWhenTheGroupHasCaughtUp) {  // WM-35, WM-36
  SourceRig rig(aligned_spec(), 1);
  rig.allow(7);
  rig.read(0, 8);
  EXPECT_EQ(rig.allow(8), "go on | resume 0");
  EXPECT_FALSE(rig.source().is_blocked());
  EXPECT_EQ(rig.read(0, 8), "");
}

TEST(SourceAlignment, PausesASplitThatIsAheadAndReadsTheOthers) {  // WM-36
  SourceRig rig(aligned_spec(), 2);
  rig.allow(7);
  EXPECT_EQ(rig.read(0, 9), "pause 0");
  EXPECT_EQ(rig.read(0, 10), "held");
  EXPECT_EQ(rig.read(1, 5), "5");
}

TEST(SourceAlignment, LooksAtTheOldestSample) {  // WM-35
  SplitSourceSpec spec = aligned_spec();
  spec.alignment.samples = 2;
  SourceRig rig(spec, 1);
  rig.allow(7);
  EXPECT_EQ(rig.read(0, 9), "9");
  EXPECT_EQ(rig.clock(10), "report 9");
  EXPECT_EQ(rig.clock(20), "wait | pause 0 | report 9");
  EXPECT_TRUE(rig.source().is_blocked());
}

TEST(SourceAlignment, FailsIfTheReaderCannotPause) {  // WM-36
  SplitSourceSpec spec = aligned_spec();
  spec.alignment.pausing = SplitPausing::Refused;
  SourceRig rig(spec, 2);
  rig.allow(7);
  EXPECT_EQ(rig.read(0, 9), "cannot pause 0");
}

TEST(SourceAlignment, ReadsOnUnalignedIfThatIsAllowed) {  // WM-36
  SplitSourceSpec spec = aligned_spec();
  spec.alignment.pausing = SplitPausing::Unaligned;
  SourceRig rig(spec, 2);
  rig.allow(7);
  EXPECT_EQ(rig.read(0, 9), "");
  EXPECT_EQ(rig.read(0, 10), "");
}

TEST(SourceAlignment, DoesNotTakeAPausedSplitForIdle) {  // WM-14
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.idle_timeout = Millis{15};
  spec.alignment.update_interval.reset();
  SourceRig rig(spec, 2);
  rig.allow(7);
  rig.read(0, 9);
  EXPECT_EQ(rig.clock(100), "split idle 1 | wait | 9");  // the other split only
  EXPECT_FALSE(rig.source().splits()[0].idle);
}

TEST(SourceAlignment, DoesNotTakeABlockedSourceForIdle) {  // WM-14, WM-20
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.idle_timeout = Millis{15};
  spec.alignment.update_interval.reset();
  SourceRig rig(spec, 1);
  rig.read(0, 5);
  rig.allow(3);
  EXPECT_EQ(rig.clock(100), "");
  rig.allow(5);
  EXPECT_EQ(rig.clock(150), "split idle 0 | idle");
}

TEST(SourceAlignment, NeitherPausesNorResumesAnIdleSplit) {  // WM-36, FLINK-40093
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.idle_timeout = Millis{5};
  spec.alignment.update_interval.reset();
  SourceRig rig(spec, 1);
  rig.read(0, 5);
  rig.clock(29);
  EXPECT_EQ(rig.allow(3), "wait | pause 0");
  EXPECT_EQ(rig.clock(30), "split idle 0 | idle");  // nine milliseconds had passed before the pause
  EXPECT_EQ(rig.allow(100), "go on");
  EXPECT_EQ(rig.read(0, 6), "held");
}

TEST(SourceAlignment, ResumesAnIdleSplitWhereThatIsMended) {  // WM-36, FLINK-40093
  SplitSourceSpec spec = aligned_spec();
  spec.strategy.idle_timeout = Millis{5};
  spec.alignment.update_interval.reset();
  spec.alignment.idle_paused = IdlePausedSplit::IsResumed;
  SourceRig rig(spec, 1);
  rig.read(0, 5);
  rig.clock(29);
  rig.allow(3);
  rig.clock(30);
  EXPECT_EQ(rig.allow(100), "go on | resume 0");
  EXPECT_EQ(rig.read(0, 6), "active | 6");
}

TEST(SourceAlignment, WaitsForNobodyAfterItsEnd) {
  SourceRig rig(aligned_spec(), 1);
  rig.read(0, 5);
  rig.source().no_more_splits();
  rig.source().finish(SplitSlot{0});
  rig.source().end();
  EXPECT_EQ(rig.allow(3), "");
  EXPECT_FALSE(rig.source().is_blocked());
}

}  // namespace
}  // namespace wavetank::engine::testing

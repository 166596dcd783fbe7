// Barriers on their way through the queues of a task.
#include "engine/checkpoint/input_gate.hpp"

#include <gtest/gtest.h>

#include "tests/engine/checkpoint/gate_story.hpp"

namespace wavetank::engine::testing {
namespace {

GateStory two_channels(BarrierMode mode, EndedChannel ended = EndedChannel::CountsAsAligned) {
  return GateStory({.channels = 2, .mode = mode, .ended = ended});
}

TEST(AlignedGate, HoldsBackTheFasterChannelUntilTheBarrierIsInOnBoth) {  // CK-19
  GateStory gate = two_channels(BarrierMode::Aligned);
  gate.barrier(0, 7);
  gate.data(0, 1);
  gate.data(1, 2);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; data 2 from 1");
  gate.barrier(1, 7);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 1; take 7 aligned; resume 0; resume 1; data 1 from 0");
}

TEST(AlignedGate, LetsABarrierOfTheCheckpointBeforePass) {  // CK-20, CK-21
  GateStory gate = two_channels(BarrierMode::Aligned);
  gate.barrier(0, 1);
  gate.poll();
  gate.barrier(1, 2);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; barrier on 1; resume 0; abort 1 SUBSUMED");
  gate.barrier(0, 1);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; resume 0");
  gate.barrier(0, 2);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; take 2 aligned; resume 0; resume 1");
}

TEST(AlignedGate, ACancelMarkerEndsTheWaiting) {  // CK-22
  GateStory gate = two_channels(BarrierMode::Aligned);
  gate.barrier(0, 3);
  gate.cancel(1, 3);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; cancel on 1; resume 0; abort 3 ON_CANCELLATION_BARRIER");
  gate.cancel(0, 3);
  gate.barrier(1, 3);
  gate.poll();
  EXPECT_EQ(gate.told(), "cancel on 0; barrier on 1; resume 1");
}

TEST(AlignedGate, OnlyTheCancelledCheckpointIsReportedNotTheOneItCutsOff) {  // CK-22
  GateStory gate = two_channels(BarrierMode::Aligned);
  gate.barrier(0, 3);
  gate.cancel(1, 4);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; cancel on 1; resume 0; abort 4 ON_CANCELLATION_BARRIER");
}

TEST(AlignedGate, AnEndedChannelCountsAsAligned) {  // CK-23
  GateStory gate = two_channels(BarrierMode::Aligned);
  gate.barrier(0, 1);
  gate.end(1);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; end of 1; take 1 aligned; resume 0");
  gate.barrier(0, 2);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; take 2 aligned; resume 0");
}

TEST(AlignedGate, AnEndedChannelAbortsWhereNoCheckpointFollowsTheEndOfATask) {  // CK-23
  GateStory gate = two_channels(BarrierMode::Aligned, EndedChannel::AbortsPending);
  gate.barrier(0, 1);
  gate.end(1);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 0; end of 1; resume 0; abort 1 INPUT_END_OF_STREAM");
}

TEST(UnalignedGate, TheFirstBarrierOvertakesAndTakesTheCheckpoint) {  // CK-25
  GateStory gate = two_channels(BarrierMode::Unaligned);
  gate.data(0, 1);
  gate.data(1, 2);
  gate.barrier(0, 1, BarrierKind::Unaligned);
  EXPECT_EQ(gate.told(), "barrier on 0; persist 1 of 0; persist 2 of 1; take 1 unaligned");
  gate.data(0, 3);
  gate.data(1, 4);
  EXPECT_EQ(gate.told(), "persist 4 of 1");
  gate.barrier(1, 1, BarrierKind::Unaligned);
  gate.data(1, 5);
  gate.poll();
  EXPECT_EQ(gate.told(), "barrier on 1; data 1 from 0; data 3 from 0; data 2 from 1; data 4 from 1; data 5 from 1");
}

TEST(UnalignedGate, TheBarrierOfAnOlderCheckpointDoesNotEndTheInFlightDataOfTheNewer) {
  GateStory gate = two_channels(BarrierMode::Unaligned);
  gate.barrier(0, 1, BarrierKind::Unaligned);
  gate.barrier(0, 2, BarrierKind::Unaligned);
  EXPECT_EQ(gate.told(), "barrier on 0; take 1 unaligned; barrier on 0; abort 1 SUBSUMED; take 2 unaligned");
  gate.barrier(1, 1, BarrierKind::Unaligned);
  gate.data(1, 9);
  EXPECT_EQ(gate.told(), "barrier on 1; persist 9 of 1");
}

TEST(AlternatingGate, StaysAlignedWhenBarriersAreQuick) {  // CK-26
  GateStory gate = two_channels(BarrierMode::Alternating);
  gate.slow_barrier(0, 1, 10);
  gate.poll();
  gate.slow_barrier(1, 1, 10);
  gate.poll();
  EXPECT_EQ(gate.told(),
            "announced on 0; alarm for 1 at 10; barrier on 0; announced on 1; barrier on 1; take 1 aligned; "
            "resume 0; resume 1");
  gate.ring(1);
  EXPECT_EQ(gate.told(), "");
}

TEST(AlternatingGate, OvertakesWhenTheAlarmRings) {  // CK-26
  GateStory gate = two_channels(BarrierMode::Alternating);
  gate.data(0, 1);
  gate.data(1, 2);
  gate.slow_barrier(0, 1, 10);
  EXPECT_EQ(gate.told(), "announced on 0; alarm for 1 at 10");
  gate.set_clock(10);
  gate.ring(1);
  EXPECT_EQ(gate.told(), "barrier on 0; persist 1 of 0; persist 2 of 1; take 1 unaligned");
  gate.data(0, 3);
  gate.poll(0);
  EXPECT_EQ(gate.told(), "data 1 from 0");  // a barrier that came as a holding one holds until all are in
  gate.slow_barrier(1, 1, 10);
  gate.poll(0);
  EXPECT_EQ(gate.told(), "announced on 1; barrier on 1; resume 0; resume 1; data 3 from 0");
}

TEST(AlternatingGate, ASavepointNeverOvertakes) {  // CK-27
  GateStory gate = two_channels(BarrierMode::Alternating);
  gate.data(0, 1);
  gate.barrier(0, 1, BarrierKind::Savepoint);
  gate.set_clock(1'000'000);
  gate.barrier(1, 1, BarrierKind::Savepoint);
  EXPECT_EQ(gate.told(), "");
  gate.poll();
  EXPECT_EQ(gate.told(), "data 1 from 0; barrier on 0; barrier on 1; take 1 aligned; resume 0; resume 1");
}

TEST(AlternatingGate, SwitchesAtABarrierThatIsTakenTooLate) {  // CK-26
  GateStory gate = two_channels(BarrierMode::Alternating);
  gate.slow_barrier(0, 1, 10);
  gate.set_clock(11);
  gate.poll(0);
  EXPECT_EQ(gate.told(), "announced on 0; alarm for 1 at 10; barrier on 0; take 1 unaligned");
}

TEST(InputGateValue, ACopyGoesOnAsTheOriginalWould) {
  GateStory gate = two_channels(BarrierMode::Alternating);
  gate.data(0, 1);
  gate.slow_barrier(0, 1, 10);
  GateStory copy = gate;
  for (GateStory* one : {&gate, &copy}) one->ring(1);
  EXPECT_EQ(copy.told(), gate.told());
}

}  // namespace
}  // namespace wavetank::engine::testing

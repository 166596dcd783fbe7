// At least once: barriers are counted, nothing waits (CK-24).
#include "engine/checkpoint/barrier_tracker.hpp"

#include <gtest/gtest.h>

#include "tests/engine/checkpoint/gate_story.hpp"

namespace wavetank::engine::testing {
namespace {

class CountingGate : public ::testing::Test {
 protected:
  void barrier(std::uint32_t channel, std::uint64_t checkpoint) {
    gate_.barrier(channel, checkpoint, BarrierKind::AtLeastOnce);
    gate_.poll();
  }
  void cancel(std::uint32_t channel, std::uint64_t checkpoint) {
    gate_.cancel(channel, checkpoint);
    gate_.poll();
  }
  void end(std::uint32_t channel) {
    gate_.end(channel);
    gate_.poll();
  }
  void only_one_channel() { gate_ = GateStory({.channels = 1, .mode = BarrierMode::AtLeastOnce}); }

  GateStory gate_{{.channels = 2, .mode = BarrierMode::AtLeastOnce}};
};

TEST_F(CountingGate, ReadsOnBehindAnEarlyBarrier) {
  barrier(0, 1);
  gate_.data(0, 5);
  gate_.poll();
  barrier(1, 1);
  EXPECT_EQ(gate_.told(), "barrier on 0; data 5 from 0; barrier on 1; take 1 aligned");
}

TEST_F(CountingGate, CountsSeveralCheckpointsAndForgetsThoseBeforeACompleteOne) {
  barrier(0, 1);
  barrier(0, 2);
  barrier(1, 2);
  EXPECT_EQ(gate_.told(), "barrier on 0; barrier on 0; barrier on 1; take 2 aligned");
  barrier(1, 1);
  EXPECT_EQ(gate_.told(), "barrier on 1");
}

TEST_F(CountingGate, ACancelMarkerReportsEachOlderOneOnce) {
  barrier(0, 1);
  barrier(0, 2);
  cancel(1, 2);
  cancel(0, 2);
  EXPECT_EQ(gate_.told(),
            "barrier on 0; barrier on 0; cancel on 1; abort 1 ON_CANCELLATION_BARRIER; "
            "abort 2 ON_CANCELLATION_BARRIER; cancel on 0");
}

TEST_F(CountingGate, ABarrierOfACancelledCheckpointDoesNotTakeIt) {
  cancel(0, 1);
  barrier(1, 1);
  EXPECT_EQ(gate_.told(), "cancel on 0; abort 1 ON_CANCELLATION_BARRIER; barrier on 1");
}

TEST_F(CountingGate, AnEndCompletesTheNewestThatWaitedForThatChannelAlone) {
  barrier(0, 1);
  barrier(0, 2);
  end(1);
  EXPECT_EQ(gate_.told(), "barrier on 0; barrier on 0; end of 1; take 2 aligned");
}

TEST_F(CountingGate, OneChannelTakesEachNewBarrierAtOnce) {
  only_one_channel();
  barrier(0, 1);
  cancel(0, 2);
  EXPECT_EQ(gate_.told(), "barrier on 0; take 1 aligned; cancel on 0; abort 2 ON_CANCELLATION_BARRIER");
}

TEST_F(CountingGate, ForgetsTheOldestOfMoreThanItMayTrack) {
  for (std::uint64_t checkpoint = 1; checkpoint <= kTrackedCheckpointsMax + 1; ++checkpoint) barrier(0, checkpoint);
  EXPECT_NE(gate_.told(), "");
  barrier(1, 1);
  EXPECT_EQ(gate_.told(), "barrier on 1");
  barrier(1, 2);
  EXPECT_EQ(gate_.told(), "barrier on 1; take 2 aligned");
}

}  // namespace
}  // namespace wavetank::engine::testing

#include "sim/kernel/slab.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace wavetank::sim {
namespace {

TEST(Slab, GivesBackWhatWasInserted) {
  Slab<int> slab;
  const EventHandle first = slab.insert(11);
  const EventHandle second = slab.insert(22);
  EXPECT_EQ(slab.live_count(), 2u);
  EXPECT_EQ(slab.release(first.slot), 11);
  EXPECT_EQ(slab.release(second.slot), 22);
  EXPECT_EQ(slab.live_count(), 0u);
}

TEST(Slab, ReusesTheSlotReleasedLastUnderANewGeneration) {
  Slab<int> slab;
  const EventHandle old = slab.insert(1);
  (void)slab.release(old.slot);
  const EventHandle fresh = slab.insert(2);
  EXPECT_EQ(fresh.slot, old.slot);
  EXPECT_NE(fresh.generation, old.generation);
  EXPECT_FALSE(slab.alive(old));
  EXPECT_TRUE(slab.alive(fresh));
  EXPECT_EQ(slab.slots(), 1u);
}

TEST(Slab, KeepsACancelledSlotTakenUntilItIsReleased) {
  Slab<int> slab;
  const EventHandle doomed = slab.insert(1);
  EXPECT_TRUE(slab.cancel(doomed));
  EXPECT_NE(slab.insert(2).slot, doomed.slot);
  EXPECT_EQ(slab.release(doomed.slot), std::nullopt);
  EXPECT_EQ(slab.insert(3).slot, doomed.slot);
}

TEST(Slab, CancelsOnceAndNeverAStrangersEvent) {
  Slab<int> slab;
  const EventHandle handle = slab.insert(1);
  EXPECT_TRUE(slab.cancel(handle));
  EXPECT_FALSE(slab.cancel(handle));
  (void)slab.release(handle.slot);
  const EventHandle stranger = slab.insert(2);
  EXPECT_FALSE(slab.cancel(handle));
  EXPECT_TRUE(slab.alive(stranger));
  EXPECT_FALSE(slab.cancel(EventHandle{}));
  EXPECT_FALSE(slab.cancel(EventHandle{Slot{99}, 1}));
}

TEST(Slab, CopiesWithItsFreeList) {
  Slab<int> slab;
  std::vector<EventHandle> handles;
  for (int payload = 0; payload < 10; ++payload) handles.push_back(slab.insert(payload));
  for (const std::size_t index : {3u, 7u, 1u}) (void)slab.release(handles[index].slot);
  Slab<int> copy = slab;
  for (int payload = 0; payload < 5; ++payload) EXPECT_EQ(copy.insert(payload), slab.insert(payload));
  EXPECT_EQ(copy.live_count(), slab.live_count());
}

TEST(Slab, RefusesASlotItNeverMade) {
  Slab<int> slab;
  EXPECT_THROW((void)slab.release(Slot{0}), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim

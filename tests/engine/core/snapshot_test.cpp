// Dealing snapshots out to another number of subtasks (KG-07, KG-09, KG-10).
#include "engine/core/snapshot.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

std::vector<Snapshot> two_old_subtasks() {
  return {Snapshot{.keyed = {{0, "g0"}, {60, "g60"}},
                   .split = {{"s0", {"a"}}, {"s1", {"x", "y"}}},
                   .united = {{"u", {"m"}}},
                   .broadcast = {{"rules", "even"}}},
          Snapshot{.keyed = {{64, "g64"}, {127, "g127"}},
                   .split = {{"s1", {"z"}}},
                   .united = {{"u", {"n"}}},
                   .broadcast = {{"rules", "odd"}}}};
}

TEST(SnapshotTest, KeyGroupsGoToTheirNewOwners) {  // KG-07
  const std::vector<Snapshot> old = two_old_subtasks();
  const std::map<std::uint32_t, std::string> first = {{0, "g0"}};
  const std::map<std::uint32_t, std::string> second = {{60, "g60"}, {64, "g64"}};
  const std::map<std::uint32_t, std::string> third = {{127, "g127"}};
  EXPECT_EQ(assign(old, {0, 3}).keyed, first);
  EXPECT_EQ(assign(old, {1, 3}).keyed, second);
  EXPECT_EQ(assign(old, {2, 3}).keyed, third);
}

TEST(SnapshotTest, SplitItemsStayWhereTheyAreAtTheSameParallelism) {  // KG-09
  const std::vector<Snapshot> old = two_old_subtasks();
  EXPECT_EQ(assign(old, {0, 2}).split, old[0].split);
  EXPECT_EQ(assign(old, {1, 2}).split, old[1].split);
}

TEST(SnapshotTest, SplitItemsAreDealtInChunksAndTheNextStateGoesOnWhereTheLongerOnesEnded) {  // KG-09
  const std::vector<Snapshot> old = two_old_subtasks();
  EXPECT_EQ(assign(old, {0, 1}).split, (ListItems{{"s0", {"a"}}, {"s1", {"x", "y", "z"}}}));
  EXPECT_EQ(assign(old, {0, 3}).split, (ListItems{{"s0", {"a"}}, {"s1", {"z"}}}));
  EXPECT_EQ(assign(old, {1, 3}).split, (ListItems{{"s1", {"x"}}}));
  EXPECT_EQ(assign(old, {2, 3}).split, (ListItems{{"s1", {"y"}}}));
}

TEST(SnapshotTest, UnitedItemsGoToAllAtAnyParallelism) {  // KG-10
  const std::vector<Snapshot> old = two_old_subtasks();
  const ListItems all = {{"u", {"m", "n"}}};
  for (std::uint32_t index = 0; index < 3; ++index) EXPECT_EQ(assign(old, {index, 3}).united, all);
  EXPECT_EQ(assign(old, {0, 2}).united, all);
}

TEST(SnapshotTest, BroadcastStateComesFromOneOldSubtask) {  // KG-10, PF-08
  const std::vector<Snapshot> old = two_old_subtasks();
  EXPECT_EQ(assign(old, {2, 4}).broadcast.at("rules"), "even");
  EXPECT_EQ(assign(old, {3, 4}).broadcast.at("rules"), "odd");
}

TEST(SnapshotTest, NothingComesFromNothing) { EXPECT_EQ(assign({}, {1, 2}), Snapshot{}); }

TEST(SnapshotTest, AKeyGroupOfTwoOwnersIsABug) {
  const std::vector<Snapshot> doubled = {Snapshot{.keyed = {{5, "a"}}}, Snapshot{.keyed = {{5, "b"}}}};
  EXPECT_THROW(static_cast<void>(assign(doubled, {0, 1})), InvariantViolation);
}

TEST(SnapshotTest, ASubtaskBeyondTheParallelismIsTheCallersFault) {
  EXPECT_THROW(static_cast<void>(assign({}, {2, 2})), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

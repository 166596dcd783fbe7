// Dealing snapshots out to another number of subtasks (KG-07, KG-09).
#include "engine/core/snapshot.hpp"

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

std::vector<Snapshot> two_old_subtasks() {
  return {Snapshot{{{0, "g0"}, {60, "g60"}}, {"x", "y"}}, Snapshot{{{64, "g64"}, {127, "g127"}}, {"z"}}};
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

TEST(SnapshotTest, SplitItemsAreDealtInChunksTheFirstOnesLonger) {  // KG-09
  const std::vector<Snapshot> old = two_old_subtasks();
  EXPECT_EQ(assign(old, {0, 2}).split, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(assign(old, {1, 2}).split, (std::vector<std::string>{"z"}));
  EXPECT_EQ(assign(old, {0, 1}).split, (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_TRUE(assign(old, {3, 4}).split.empty());
}

TEST(SnapshotTest, NothingComesFromNothing) { EXPECT_EQ(assign({}, {1, 2}), Snapshot{}); }

TEST(SnapshotTest, AKeyGroupOfTwoOwnersIsABug) {
  const std::vector<Snapshot> doubled = {Snapshot{{{5, "a"}}, {}}, Snapshot{{{5, "b"}}, {}}};
  EXPECT_THROW(static_cast<void>(assign(doubled, {0, 1})), InvariantViolation);
}

TEST(SnapshotTest, ASubtaskBeyondTheParallelismIsTheCallersFault) {
  EXPECT_THROW(static_cast<void>(assign({}, {2, 2})), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

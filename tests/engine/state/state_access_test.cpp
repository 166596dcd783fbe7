// Value, list, map, reducing and aggregating state, with and without a time to live (PF-04 to PF-06).
#include "engine/state/state_access.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "tests/engine/state/support.hpp"

namespace wavetank::engine::testing {
namespace {

using Values = std::vector<std::int64_t>;

std::int64_t larger(std::int64_t a, std::int64_t b) { return a < b ? b : a; }

// The average, rounded towards zero, from a sum and a count.
constexpr Aggregation kAverage{.width = 2,
                               .add =
                                   [](std::span<std::int64_t> cells, std::int64_t value) {
                                     cells[0] = wrapping_add(cells[0], value);
                                     ++cells[1];
                                   },
                               .result = [](std::span<const std::int64_t> cells) { return cells[0] / cells[1]; }};

class StateAccess : public ::testing::Test {
 protected:
  StateWorld world;
  StateLayout layout;
};

TEST_F(StateAccess, KeepsAValueByKey) {
  const auto handle = layout.value<std::int64_t>("sum");
  KeyedState state(layout.states());
  access(state, handle, world.at("a")).put(5);
  EXPECT_EQ(access(state, handle, world.at("a")).get(), 5);
  EXPECT_EQ(access(state, handle, world.at("b")).get(), std::nullopt);
  access(state, handle, world.at("a")).clear();
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, KeepsAValueByWindow) {
  const auto handle = layout.value<std::int64_t>("sum");
  KeyedState state(layout.states());
  StateAt in_window = world.at("a");
  in_window.name.window = world.facts.windows.intern({EventTime(0), EventTime(10)});
  access(state, handle, in_window).put(7);
  EXPECT_EQ(access(state, handle, world.at("a")).get(), std::nullopt);
  EXPECT_EQ(access(state, handle, in_window).get(), 7);
}

TEST_F(StateAccess, AppendsToAListAndReplacesIt) {
  const auto handle = layout.list<std::int64_t>("seen");
  KeyedState state(layout.states());
  ListState<std::int64_t> list = access(state, handle, world.at("a"));
  EXPECT_EQ(list.get(), Values{});
  list.add(3);
  list.add(1);
  EXPECT_EQ(list.get(), (Values{3, 1}));
  list.put(Values{9});
  EXPECT_EQ(list.get(), Values{9});
  list.put(Values{});
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, GivesAMapInTheOrderOfItsKeysBytes) {  // DT-02
  const auto handle = layout.map<TextId, std::int64_t>("by name");
  KeyedState state(layout.states());
  MapState<TextId, std::int64_t> map = access(state, handle, world.at("a"));
  const TextId pear = world.facts.texts.intern("pear");
  const TextId apple = world.facts.texts.intern("apple");
  map.put(pear, 1);
  map.put(apple, 2);
  map.put(pear, 3);
  EXPECT_EQ(map.entries(), (std::vector<std::pair<TextId, std::int64_t>>{{apple, 2}, {pear, 3}}));
  map.remove(apple);
  map.remove(pear);
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, FoldsIntoOneValue) {
  const auto handle = layout.reducing<std::int64_t>("largest", larger);
  KeyedState state(layout.states());
  for (const std::int64_t value : {-4, 2, -9}) access(state, handle, world.at("a")).add(value);
  EXPECT_EQ(access(state, handle, world.at("a")).get(), 2);
}

TEST_F(StateAccess, FoldsIntoSeveralCells) {
  const auto handle = layout.aggregating("average", kAverage);
  KeyedState state(layout.states());
  EXPECT_EQ(access(state, handle, world.at("a")).get(), std::nullopt);
  for (const std::int64_t value : {4, 5, 9}) access(state, handle, world.at("a")).add(value);
  EXPECT_EQ(access(state, handle, world.at("a")).get(), 6);
}

TEST_F(StateAccess, RefusesAnAggregationWithoutRoom) {
  EXPECT_THROW(static_cast<void>(layout.aggregating("wide", {.width = kAggregationCells + 1})), InvariantViolation);
  EXPECT_THROW(static_cast<void>(layout.value<std::int64_t>("dead", {.ttl = TimeToLive{Millis{0}}})),
               InvariantViolation);
}

TEST_F(StateAccess, ExpiresAtTheEndOfItsTimeAndNotBefore) {  // PF-04, T-61
  const auto handle = layout.value<std::int64_t>("sum", ten_milliseconds());
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 5)).put(1);
  EXPECT_EQ(access(state, handle, world.at("a", 14)).get(), 1);
  EXPECT_EQ(access(state, handle, world.at("a", 15)).get(), std::nullopt);
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, NeverExpiresPastTheEndOfTime) {  // PF-04: the sum stops at MAX
  const auto handle = layout.value<std::int64_t>("sum", ten_milliseconds());
  KeyedState state(layout.states());
  constexpr std::int64_t kMaxTime = std::numeric_limits<std::int64_t>::max();
  access(state, handle, world.at("a", kMaxTime - 3)).put(1);
  EXPECT_EQ(access(state, handle, world.at("a", kMaxTime - 1)).get(), 1);
  EXPECT_EQ(access(state, handle, world.at("a", kMaxTime)).get(), std::nullopt);
}

TEST_F(StateAccess, LivesOnWhenReadIfReadsStamp) {  // PF-05
  const auto handle = layout.value<std::int64_t>("sum", ten_milliseconds(StampOn::ReadAndWrite));
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 0)).put(1);
  EXPECT_EQ(access(state, handle, world.at("a", 9)).get(), 1);
  EXPECT_EQ(access(state, handle, world.at("a", 18)).get(), 1);
  EXPECT_EQ(access(state, handle, world.at("a", 28)).get(), std::nullopt);
}

TEST_F(StateAccess, IsToldOnceMoreWhereThatIsAllowed) {  // PF-05
  const auto handle =
      layout.value<std::int64_t>("sum", ten_milliseconds(StampOn::CreateAndWrite, ExpiredRead::LastValue));
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 0)).put(1);
  EXPECT_EQ(access(state, handle, world.at("a", 50)).get(), 1);
  EXPECT_EQ(access(state, handle, world.at("a", 50)).get(), std::nullopt);
}

TEST_F(StateAccess, HidesExpiredElementsOfAListThatIsStillAlive) {  // PF-06
  const auto handle = layout.list<std::int64_t>("seen", ten_milliseconds());
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 0)).add(1);
  access(state, handle, world.at("a", 5)).add(2);
  EXPECT_EQ(access(state, handle, world.at("a", 10)).get(), Values{2});
  EXPECT_EQ(state.size(0), 1u);
  EXPECT_EQ(access(state, handle, world.at("a", 15)).get(), Values{});
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, LeavesAnEmptyMapBehindAfterGoingThroughIt) {  // PF-06
  const auto handle = layout.map<std::int64_t, std::int64_t>("by number", ten_milliseconds());
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 0)).put(1, 10);
  EXPECT_TRUE(access(state, handle, world.at("a", 10)).entries().empty());
  EXPECT_EQ(state.size(0), 1u);
  EXPECT_TRUE((access(state, handle, world.at("a", 10)).is_empty()));
  access(state, handle, world.at("a", 10)).remove(1);
  EXPECT_EQ(state.size(0), 0u);
}

TEST_F(StateAccess, StartsFoldingAnewWhenTheOldValueHasExpired) {
  const auto handle = layout.reducing<std::int64_t>("largest", larger, ten_milliseconds());
  const auto average = layout.aggregating("average", kAverage, ten_milliseconds());
  KeyedState state(layout.states());
  access(state, handle, world.at("a", 0)).add(8);
  access(state, average, world.at("a", 0)).add(8);
  access(state, handle, world.at("a", 10)).add(3);
  access(state, average, world.at("a", 10)).add(3);
  EXPECT_EQ(access(state, handle, world.at("a", 10)).get(), 3);
  EXPECT_EQ(access(state, average, world.at("a", 10)).get(), 3);
}

}  // namespace
}  // namespace wavetank::engine::testing

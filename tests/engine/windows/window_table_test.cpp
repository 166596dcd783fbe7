// The table of (key, window): entries come and go, and what is left is found.
#include "engine/windows/window_table.hpp"

#include <map>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::engine::testing {
namespace {

StateName window_name(std::uint32_t key, std::uint32_t window) { return {KeyId{key}, WindowId{window}}; }

WindowTable::Slot put(WindowTable& table, const StateName& name, std::int64_t value) {
  const WindowTable::Slot slot = table.find_or_add(name);
  table[slot].has_contents = true;
  table.cells(slot)[0] = value;
  return slot;
}
void drop(WindowTable& table, WindowTable::Slot slot) {
  table[slot].has_contents = false;
  table.drop_if_empty(slot);
}

TEST(WindowTableTest, HasNothingAtFirst) {
  const WindowTable table(1, false);
  EXPECT_EQ(table.find(window_name(1, 2)), WindowTable::kNone);
  EXPECT_EQ(table.size(), 0u);
}

TEST(WindowTableTest, FindsWhatWasAdded) {
  WindowTable table(1, false);
  const WindowTable::Slot slot = put(table, window_name(1, 2), 7);
  EXPECT_EQ(table.find(window_name(1, 2)), slot);
  EXPECT_EQ(table.find_or_add(window_name(1, 2)), slot);
  EXPECT_EQ(table.find(window_name(2, 1)), WindowTable::kNone);
  EXPECT_EQ(table.size(), 1u);
}

TEST(WindowTableTest, HasAPlaceForStreamsWithoutKeys) {  // AS-14
  WindowTable table(1, false);
  const WindowTable::Slot slot = put(table, {kNoKey, WindowId{0}}, 7);
  EXPECT_EQ(table.find({kNoKey, WindowId{0}}), slot);
}

TEST(WindowTableTest, KeepsAnEntryAsLongAsItHoldsSomething) {
  WindowTable table(1, false);
  const WindowTable::Slot slot = put(table, window_name(1, 2), 7);
  table.set_trigger(slot, {.set = TriggerState::kCount, .count = 1});
  drop(table, slot);
  EXPECT_EQ(table.size(), 1u);
  table.set_trigger(slot, {});
  table[slot].last_result = RowId{3};
  table.drop_if_empty(slot);
  EXPECT_EQ(table.find(window_name(1, 2)), slot);
  table[slot].last_result = kNoRow;
  table.drop_if_empty(slot);
  EXPECT_EQ(table.find(window_name(1, 2)), WindowTable::kNone);
  EXPECT_THROW(table.drop_if_empty(slot), InvariantViolation);
}

TEST(WindowTableTest, ARecycledSlotRemembersNothing) {
  WindowTable table(2, true);
  const WindowTable::Slot slot = put(table, window_name(1, 2), 7);
  table.cells(slot)[1] = 8;
  table.elements(slot).push_back({EventTime(1), RowId{4}});
  table[slot].seen = 3;
  drop(table, slot);
  ASSERT_EQ(table.find_or_add(window_name(5, 6)), slot);
  EXPECT_EQ(table.cells(slot)[0], 0);
  EXPECT_EQ(table.cells(slot)[1], 0);
  EXPECT_TRUE(table.elements(slot).empty());
  EXPECT_EQ(table[slot].seen, 0u);
  EXPECT_FALSE(table[slot].has_contents);
}

TEST(WindowTableTest, SlotsStayWhereTheyAreWhileItGrows) {
  WindowTable table(1, false);
  const WindowTable::Slot first = put(table, window_name(0, 0), 42);
  for (std::uint32_t i = 1; i < 1000; ++i) put(table, window_name(i % 10, i), i);
  EXPECT_EQ(table.find(window_name(0, 0)), first);
  EXPECT_EQ(table.cells(first)[0], 42);
  EXPECT_EQ(table.size(), 1000u);
}

// Law: the table is a map from (key, window) to what was put there.
RC_GTEST_PROP(WindowTableProperty, IsAMap, (const std::vector<std::uint16_t>& steps)) {
  WindowTable table(1, false);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> model;
  std::int64_t next = 0;
  for (const std::uint16_t step : steps) {
    const std::uint32_t key = step % 5u;
    const std::uint32_t window = (step / 5u) % 16u;
    const WindowTable::Slot slot = table.find(window_name(key, window));
    RC_ASSERT((slot != WindowTable::kNone) == (model.count({key, window}) == 1));
    if (slot == WindowTable::kNone || step % 3 == 0) {
      put(table, window_name(key, window), ++next);
      model[{key, window}] = next;
    } else {
      drop(table, slot);
      model.erase({key, window});
    }
    RC_ASSERT(table.size() == model.size());
    for (const auto& [name, value] : model) {
      const WindowTable::Slot at = table.find(window_name(name.first, name.second));
      RC_ASSERT(at != WindowTable::kNone);
      RC_ASSERT(table.cells(at)[0] == value);
    }
  }
}

}  // namespace
}  // namespace wavetank::engine::testing

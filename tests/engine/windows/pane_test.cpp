// A window's entries and the table of open windows.
#include "engine/windows/pane.hpp"

#include <gtest/gtest.h>

#include "engine/windows/pane_table.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr Window kPaneWindow{EventTime(0), EventTime(10)};

Pane pane_of_width(std::size_t width) {
  Pane pane;
  pane.reset(kPaneWindow, WindowId{0}, width);
  return pane;
}

TEST(PaneTest, KeepsAnEntryPerKeyInOrderOfArrival) {
  Pane pane = pane_of_width(2);
  EXPECT_EQ(pane.entry(KeyId{7}), 0u);
  EXPECT_EQ(pane.entry(KeyId{3}), 1u);
  EXPECT_EQ(pane.entry(KeyId{7}), 0u);
  EXPECT_EQ(pane.size(), 2u);
  EXPECT_EQ(pane.key(1), KeyId{3});
}

TEST(PaneTest, LiesByKeyOnceItHasMostKeys) {
  Pane pane = pane_of_width(1);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const std::uint32_t key = i * 7 % 1000;
    pane.cells(pane.entry(KeyId{key}))[0] = key;
    pane.set_timer(pane.entry(KeyId{key}), Pane::kFireTimer);
  }
  EXPECT_EQ(pane.size(), 1000u);
  EXPECT_EQ(pane.fire_timers(), 1000u);
  std::uint32_t visited = 0;
  pane.each([&](std::uint32_t place) {
    EXPECT_EQ(place, visited);
    EXPECT_EQ(pane.key(place), KeyId{visited});
    EXPECT_EQ(pane.cells(place)[0], visited);
    EXPECT_NE(pane.flags(place) & Pane::kFireTimer, 0u);
    ++visited;
  });
  EXPECT_EQ(visited, 1000u);
}

TEST(PaneTest, LiesByArrivalAgainWhenAKeyIsFarBeyondTheOthers) {
  Pane pane = pane_of_width(1);
  for (std::uint32_t key = 0; key < 1000; ++key) pane.cells(pane.entry(KeyId{key}))[0] = key;
  pane.cells(pane.entry(KeyId{1'000'000'000}))[0] = 5;
  EXPECT_EQ(pane.size(), 1001u);
  for (std::uint32_t key = 0; key < 1000; ++key) EXPECT_EQ(pane.cells(pane.entry(KeyId{key}))[0], key);
  EXPECT_EQ(pane.cells(pane.entry(KeyId{1'000'000'000}))[0], 5);
}

TEST(PaneTest, DoesNotKeepPlacesForKeysThatStayedAway) {
  Pane pane = pane_of_width(1);
  for (std::uint32_t key = 0; key < 1000; ++key) pane.entry(KeyId{key});
  pane.reset(kPaneWindow, WindowId{0}, 1);  // still by key
  pane.entry(KeyId{900});
  EXPECT_EQ(pane.entry(KeyId{900}), 900u);
  pane.reset(kPaneWindow, WindowId{0}, 1);  // one of a thousand: by arrival
  EXPECT_EQ(pane.entry(KeyId{900}), 0u);
}

TEST(PaneTest, FindsAllKeysAfterItHasGrown) {
  Pane pane = pane_of_width(1);
  for (std::uint32_t key = 0; key < 1000; ++key) pane.cells(pane.entry(KeyId{key * 16}))[0] = key;
  EXPECT_EQ(pane.size(), 1000u);
  for (std::uint32_t key = 0; key < 1000; ++key) EXPECT_EQ(pane.cells(pane.entry(KeyId{key * 16}))[0], key);
}

TEST(PaneTest, KeepsFlagsApartFromTheKey) {
  Pane pane = pane_of_width(1);
  const std::uint32_t entry = pane.entry(KeyId{0xfffffffe});
  pane.set_flags(entry, 0xffffffff);
  EXPECT_EQ(pane.key(entry), KeyId{0xfffffffe});
  EXPECT_EQ(pane.flags(entry), 0xffffffffu);
}

TEST(PaneTest, SaysWhenEntriesHaveMoved) {
  Pane pane = pane_of_width(1);
  for (std::uint32_t key = 0; key < 5000; ++key) {
    const std::int64_t* const before = pane.words_of(KeyId{0});
    const std::uint32_t moves = pane.moves();
    static_cast<void>(pane.words_of(KeyId{key * 7 % 5000}));
    const bool has_stayed = pane.words_of(KeyId{0}) == before;
    EXPECT_TRUE(has_stayed || pane.moves() != moves) << key;
  }
  EXPECT_EQ(pane.size(), 5000u);
  EXPECT_GT(pane.moves(), 0u);
}

TEST(PaneTest, CountsATimerThatIsSetTwiceOnce) {  // TM-01
  Pane pane = pane_of_width(1);
  const std::uint32_t entry = pane.entry(KeyId{1});
  pane.set_timer(entry, Pane::kFireTimer);
  pane.set_timer(entry, Pane::kFireTimer);
  pane.set_timer(entry, Pane::kClearTimer);
  EXPECT_EQ(pane.fire_timers(), 1u);
  EXPECT_EQ(pane.clear_timers(), 1u);
  pane.unset_timer(entry, Pane::kFireTimer);
  pane.unset_timer(entry, Pane::kFireTimer);
  EXPECT_EQ(pane.fire_timers(), 0u);
  EXPECT_EQ(pane.clear_timers(), 1u);
}

TEST(PaneTest, IsEmptyAfterItWasRecycled) {
  Pane pane = pane_of_width(1);
  const std::uint32_t entry = pane.entry(KeyId{1});
  pane.cells(entry)[0] = 5;
  pane.set_timer(entry, Pane::kFireTimer);
  pane.reset({EventTime(10), EventTime(20)}, WindowId{1}, 1);
  EXPECT_EQ(pane.size(), 0u);
  EXPECT_EQ(pane.fire_timers(), 0u);
  EXPECT_EQ(pane.cells(pane.entry(KeyId{1}))[0], 0);
}

class PaneTableTest : public ::testing::Test {
 protected:
  PaneTable::Slot add(std::int64_t start) {
    return table_.add({EventTime(start), EventTime(start + 10)}, WindowId{0}, 1);
  }
  [[nodiscard]] std::string starts() const {
    std::string all;
    table_.each([&](PaneTable::Slot slot) { all += std::to_string(table_[slot].window().start.ticks()) + " "; });
    return all;
  }
  PaneTable table_;
};

TEST_F(PaneTableTest, VisitsWindowsByStart) {
  add(20);
  add(-10);
  add(0);
  EXPECT_EQ(starts(), "-10 0 20 ");
  EXPECT_EQ(table_.size(), 3u);
}

TEST_F(PaneTableTest, FindsAWindowByItsStart) {
  const PaneTable::Slot slot = add(20);
  add(0);
  EXPECT_EQ(table_.find(EventTime(20)), slot);
  EXPECT_EQ(table_.find(EventTime(20)), slot);  // from the remembered place
  EXPECT_EQ(table_.find(EventTime(10)), std::nullopt);
}

TEST_F(PaneTableTest, FindsAWindowByItsNumber) {
  for (std::uint64_t number = 0; number < 100; ++number) {
    const PaneTable::Slot slot = add(static_cast<std::int64_t>(number) * 10);
    EXPECT_EQ(table_.find(EventTime(static_cast<std::int64_t>(number) * 10), number), slot);
  }
  for (std::uint64_t number = 0; number < 100; ++number) {
    EXPECT_EQ(table_.find(EventTime(static_cast<std::int64_t>(number) * 10), number), number);
  }
}

TEST_F(PaneTableTest, FindsNothingUnderTheNumberOfAWindowThatWasRemoved) {
  const PaneTable::Slot slot = add(0);
  add(10);
  EXPECT_EQ(table_.find(EventTime(0), 0), slot);
  table_.remove(slot);
  EXPECT_EQ(table_.find(EventTime(0), 0), std::nullopt);
  add(20);  // in the removed one's slot
  EXPECT_EQ(table_.find(EventTime(0), 0), std::nullopt);
  EXPECT_EQ(table_.find(EventTime(20), 2), slot);
}

TEST_F(PaneTableTest, RecyclesWhatWasRemoved) {
  const PaneTable::Slot slot = add(0);
  add(10);
  table_.remove(slot);
  EXPECT_EQ(table_.find(EventTime(0)), std::nullopt);
  EXPECT_EQ(add(30), slot);
  EXPECT_EQ(starts(), "10 30 ");
}

TEST_F(PaneTableTest, HasAWindowOnce) {
  add(0);
  EXPECT_THROW(add(0), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

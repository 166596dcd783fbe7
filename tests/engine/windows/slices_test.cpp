// What a slice serves is what the assigner says.
#include "engine/windows/slices.hpp"

#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::engine::testing {
namespace {

std::vector<Window> windows_of(const WindowShape& shape, EventTime time) {
  std::vector<Window> windows;
  assign_windows(shape, time, [&](const Window& window) { windows.push_back(window); });
  return windows;
}

std::vector<Window> windows_in(const WindowRun& run, const WindowShape& shape) {
  std::vector<Window> windows;
  EventTime start = run.newest;
  for (std::uint64_t i = 0; i < run.count; ++i) {
    windows.push_back({start, wrapping_add(start, shape.size)});
    start = wrapping_subtract(start, shape.slide);
  }
  return windows;
}

WindowShape random_shape(std::uint8_t slide, std::uint8_t more, std::int8_t offset) {
  const std::int64_t its = 1 + slide % 12;
  return {Millis{its + 1 + more % 40}, Millis{its}, Millis{offset % its}};
}

// Law: a run is the windows of a time (AS-06) but those whose last instant is not beyond the bound.
RC_GTEST_PROP(Slices, ARunIsTheWindowsThatAreNotOver,
              (std::uint8_t slide, std::uint8_t more, std::int8_t offset, std::int16_t time, std::int16_t behind)) {
  const WindowShape shape = random_shape(slide, more, offset);
  const EventTime bound{time + behind % 60};
  std::vector<Window> expected = windows_of(shape, EventTime{time});
  const std::size_t all = expected.size();
  std::erase_if(expected, [&](const Window& window) { return window.max() <= bound; });
  const WindowRun run = run_of(shape, EventTime{time}, bound);
  RC_ASSERT(windows_in(run, shape) == expected);
  RC_ASSERT(run.whole == (all > 0 && expected.size() == all));
  if (!expected.empty()) RC_ASSERT(run.oldest == expected.back().start);
}

// Law: slices tile the axis, and all times of one have the same windows.
RC_GTEST_PROP(Slices, AllTimesOfOneHaveTheSameWindows,
              (std::uint8_t slide, std::uint8_t more, std::int8_t offset, std::int16_t time)) {
  const WindowShape shape = random_shape(slide, more, offset);
  const Window slice = slice_of(shape, EventTime{time}).window;
  RC_ASSERT(slice.start <= EventTime{time} && EventTime{time} < slice.end);
  for (EventTime at = slice.start; at < slice.end; at = wrapping_add(at, Millis{1})) {
    RC_ASSERT(slice_of(shape, at).window == slice);
    RC_ASSERT(windows_of(shape, at) == windows_of(shape, EventTime{time}));
  }
  RC_ASSERT(windows_of(shape, slice.end) != windows_of(shape, EventTime{time}));
}

TEST(Slices, FarOutThereAreNone) {
  const WindowShape shape{Millis{10}, Millis{5}, Millis{0}};
  EXPECT_EQ(run_of(shape, EventTime::max(), EventTime::min()).count, 0u);
  EXPECT_EQ(run_of(shape, EventTime{EventTime::min().ticks() + 1}, EventTime::min()).count, 0u);
}

TEST(Slices, OnTheVergeServeTheWindowsThatDoNotWrap) {
  const WindowShape shape{Millis{10}, Millis{5}, Millis{0}};
  const WindowRun run = run_of(shape, EventTime{-kSliceTimeMax}, EventTime::min());
  EXPECT_GE(run.oldest.ticks(), -kSliceTimeMax);
  EXPECT_LT(run.count, windows_of(shape, EventTime{-kSliceTimeMax}).size());
  EXPECT_FALSE(run.whole);
}

TEST(Slices, AreNotCutForListsAndReductions) {
  const Aggregate count{.kind = AggregateKind::Count, .name = "count"};
  const Aggregate list{.kind = AggregateKind::List, .name = "list"};
  const Aggregate reduction{.kind = AggregateKind::Reduce, .name = "reduction"};
  EXPECT_TRUE(can_combine(std::vector{count}));
  EXPECT_FALSE(can_combine(std::vector{count, list}));
  EXPECT_FALSE(can_combine(std::vector{reduction}));
}

}  // namespace
}  // namespace wavetank::engine::testing

// The oracle's windows against known examples and against the definition itself.
#include "properties/oracle/windows.hpp"

#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/words.hpp"

namespace wavetank::properties::testing {
namespace {

using engine::EventTime;
using engine::Millis;
using engine::Window;
using engine::WindowShape;

std::string story(const WindowShape& shape, std::int64_t time) {
  std::string windows;
  for (const Window& window : windows_containing(shape, EventTime(time))) {
    windows += (windows.empty() ? "" : " ") + name_of(window);
  }
  return windows;
}

WindowShape shape(std::int64_t size, std::int64_t slide, std::int64_t offset) {
  return {Millis{size}, Millis{slide}, Millis{offset}};
}

TEST(OracleWindows, StartWhereTheRuleBookSays) {
  EXPECT_EQ(story(shape(7, 7, 0), -8), "[-14,-7)");
  EXPECT_EQ(story(shape(7, 7, 0), -1), "[-7,0)");
  EXPECT_EQ(story(shape(7, 7, 0), 7), "[7,14)");
  EXPECT_EQ(story(shape(7, 7, 3), -10), "[-11,-4)");
  EXPECT_EQ(story(shape(7, 7, 3), 2), "[-4,3)");
  EXPECT_EQ(story(shape(7, 7, -2), -3), "[-9,-2)");
  EXPECT_EQ(story(shape(7, 7, -2), 12), "[12,19)");
}

TEST(OracleWindows, SlideNewestFirst) {
  EXPECT_EQ(story(shape(10, 5, 0), 7), "[5,15) [0,10)");
  EXPECT_EQ(story(shape(10, 3, 0), 9), "[9,19) [6,16) [3,13) [0,10)");
  EXPECT_EQ(story(shape(10, 3, 0), 10), "[9,19) [6,16) [3,13)");
}

TEST(OracleWindows, LeaveGapsWhereTheSlideIsBeyondTheSize) {
  EXPECT_EQ(story(shape(4, 7, 0), 3), "[0,4)");
  EXPECT_EQ(story(shape(4, 7, 0), 4), "");
  EXPECT_EQ(story(shape(4, 7, 0), -1), "");
}

RC_GTEST_PROP(OracleWindows, AreExactlyThoseThatContainTheTime, ()) {
  const auto size = *rc::gen::inRange<std::int64_t>(1, 12);
  const auto slide = *rc::gen::inRange<std::int64_t>(1, 15);
  const auto offset = *rc::gen::inRange<std::int64_t>(1 - slide, slide);
  const auto time = *rc::gen::inRange<std::int64_t>(-60, 60);
  std::string expected;
  for (std::int64_t k = 80; k >= -80; --k) {
    const std::int64_t start = offset + k * slide;
    if (time < start || time >= start + size) continue;
    expected += (expected.empty() ? "" : " ") + name_of(Window{EventTime(start), EventTime(start + size)});
  }
  RC_ASSERT(story(shape(size, slide, offset), time) == expected);
}

TEST(OracleLateness, BeginsAtTheLastInstantPlusTheLateness) {
  const Window window{EventTime(0), EventTime(10)};
  EXPECT_FALSE(is_late(window, Millis{0}, EventTime(8)));
  EXPECT_TRUE(is_late(window, Millis{0}, EventTime(9)));
  EXPECT_FALSE(is_late(window, Millis{5}, EventTime(13)));
  EXPECT_TRUE(is_late(window, Millis{5}, EventTime(14)));
}

TEST(OracleLateness, StopsAtTheEndOfTime) {
  const Millis forever{std::numeric_limits<std::int64_t>::max()};
  EXPECT_EQ(cleanup_time({EventTime(0), EventTime(10)}, forever), EventTime::max());
  EXPECT_EQ(cleanup_time({EventTime(-20), EventTime(-10)}, forever), EventTime(EventTime::max().ticks() - 11));
}

TEST(OracleLateness, OfARecordCountsFromItsOwnTime) {
  EXPECT_FALSE(is_late(EventTime(4), Millis{5}, EventTime(8)));
  EXPECT_TRUE(is_late(EventTime(4), Millis{5}, EventTime(9)));
}

}  // namespace
}  // namespace wavetank::properties::testing

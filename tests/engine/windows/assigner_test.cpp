// Which windows contain a timestamp (AS-02 to AS-07).
#include "engine/windows/assigner.hpp"

#include <string>

#include <gtest/gtest.h>

namespace wavetank::engine::testing {
namespace {

std::int64_t start_of(std::int64_t time, std::int64_t offset) {
  return window_start(EventTime(time), Millis{offset}, Millis{7}).ticks();
}

// "[8,18) [4,14)"
std::string windows_of(const WindowShape& shape, std::int64_t time) {
  std::string all;
  assign_windows(shape, EventTime(time), [&](const Window& window) {
    all += (all.empty() ? "[" : " [") + std::to_string(window.start.ticks()) + "," +
           std::to_string(window.end.ticks()) + ")";
  });
  return all;
}

TEST(WindowAssignerTest, StartsLieOnTheGrid) {
  EXPECT_EQ(start_of(-8, 0), -14);
  EXPECT_EQ(start_of(-7, 0), -7);
  EXPECT_EQ(start_of(-1, 0), -7);
  EXPECT_EQ(start_of(6, 0), 0);
  EXPECT_EQ(start_of(7, 0), 7);
}

TEST(WindowAssignerTest, TheOffsetShiftsTheGrid) {
  EXPECT_EQ(start_of(-10, 3), -11);
  EXPECT_EQ(start_of(2, 3), -4);
  EXPECT_EQ(start_of(3, 3), 3);
  EXPECT_EQ(start_of(-3, -2), -9);
  EXPECT_EQ(start_of(2, -2), -2);
  EXPECT_EQ(start_of(3, -2), -2);
  EXPECT_EQ(start_of(7, -2), 5);
  EXPECT_EQ(start_of(12, -2), 12);
}

TEST(WindowAssignerTest, ATumblingWindowIsOne) {
  EXPECT_EQ(windows_of(tumbling(Millis{10}), 9), "[0,10)");
  EXPECT_EQ(windows_of(tumbling(Millis{10}), 10), "[10,20)");
  EXPECT_EQ(windows_of(tumbling(Millis{10}), -1), "[-10,0)");
}

TEST(WindowAssignerTest, SlidingWindowsComeNewestFirst) {  // AS-06
  EXPECT_EQ(windows_of({Millis{10}, Millis{5}, Millis{0}}, 12), "[10,20) [5,15)");
  EXPECT_EQ(windows_of({Millis{10}, Millis{4}, Millis{1}}, 9), "[9,19) [5,15) [1,11)");
}

TEST(WindowAssignerTest, SlidesWiderThanTheSizeLeaveGaps) {  // AS-07
  const WindowShape gaps{Millis{5}, Millis{10}, Millis{0}};
  EXPECT_EQ(windows_of(gaps, 4), "[0,5)");
  EXPECT_EQ(windows_of(gaps, 5), "");
}

TEST(WindowAssignerTest, TheLastWindowWrapsAroundTheEndOfTime) {  // as the real system does
  EXPECT_EQ(windows_of(tumbling(Millis{10}), 9223372036854775807), "[9223372036854775800,-9223372036854775806)");
}

TEST(WindowAssignerTest, ShapesThatTheRealSystemRefusesAreNotValid) {  // AS-03, AS-06
  EXPECT_TRUE(is_valid(tumbling(Millis{5}, Millis{-4})));
  EXPECT_FALSE(is_valid(tumbling(Millis{0})));
  EXPECT_FALSE(is_valid(tumbling(Millis{5}, Millis{5})));
  EXPECT_FALSE(is_valid(tumbling(Millis{5}, Millis{-5})));
  EXPECT_FALSE(is_valid({Millis{5}, Millis{0}, Millis{0}}));
}

TEST(WindowAssignerTest, StaggeredWindowsAreMovedByTheLotOrByTheFirstRecord) {  // AS-05
  constexpr Millis kSize{10};
  EXPECT_EQ(stagger_of(WindowStagger::Aligned, kSize, ProcessingTime(27), 123), Millis{0});
  EXPECT_EQ(stagger_of(WindowStagger::Random, kSize, ProcessingTime(27), 123), Millis{3});
  EXPECT_EQ(stagger_of(WindowStagger::Random, kSize, ProcessingTime(27), ~std::uint64_t{0}), Millis{5});
  EXPECT_EQ(stagger_of(WindowStagger::Natural, kSize, ProcessingTime(27), 123), Millis{7});
  EXPECT_EQ(stagger_of(WindowStagger::Natural, kSize, ProcessingTime(-1), 123), Millis{9});
}

TEST(WindowAssignerTest, AStaggerAddsToTheOffset) {  // AS-05
  const auto window_of = [](std::int64_t offset, std::int64_t stagger, std::int64_t time) {
    std::string all;
    assign_staggered(tumbling(Millis{10}, Millis{offset}), Millis{stagger}, EventTime(time),
                     [&](const Window& window) { all += std::to_string(window.start.ticks()); });
    return all;
  };
  EXPECT_EQ(window_of(0, 3, 12), "3");
  EXPECT_EQ(window_of(8, 3, 12), "11");  // 8 + 3 is 1, modulo the size
  EXPECT_EQ(window_of(-4, 3, 8), "-1");
}

TEST(WindowAssignerTest, OnlyTumblingWindowsAreStaggered) {
  WindowAssignerSpec spec{.shape = tumbling(Millis{10}), .stagger = WindowStagger::Random};
  EXPECT_TRUE(is_valid(spec));
  spec.shape.slide = Millis{5};
  EXPECT_FALSE(is_valid(spec));
}

TEST(WindowAssignerTest, ARecordWithoutTimestampIsTheCallersFault) {
  EXPECT_THROW(static_cast<void>(windows_of(tumbling(Millis{5}), EventTime::min().ticks())), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

#include "scenarios/story/words.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios::testing {
namespace {

using engine::EventTime;

const Words kFromZero(engine::ProcessingTime(0));
const Words kReal(engine::ProcessingTime(1'359'678'660'000));  // 2013-02-01 00:31

TEST(Words, TimesOfASmallRunAreMinutesAndSeconds) {
  EXPECT_EQ(kFromZero.time(9'999), "00:09.999");
  EXPECT_EQ(kFromZero.time(3'600'000), "1:00:00");
  EXPECT_EQ(kFromZero.time(-1'001), "-00:01.001");
  EXPECT_EQ(kFromZero.clock(sim::SimTime(14'200'000'000)), "00:14.200");
  EXPECT_EQ(kFromZero.clock(sim::SimTime(14'000'000'000)), "00:14.000");
}

TEST(Words, TimesOfARealRunAreDates) {
  EXPECT_EQ(kReal.time(1'359'678'660'000), "2013-02-01 00:31");
  EXPECT_EQ(kReal.time(1'359'678'660'250), "2013-02-01 00:31:00.250");
  EXPECT_EQ(kReal.time(-1), "1969-12-31 23:59:59.999");
  EXPECT_EQ(kReal.clock(sim::SimTime(60'000'000'000)), "2013-02-01 00:32");
}

TEST(Words, TheEndsOfTimeAreNamed) {
  EXPECT_EQ(kFromZero.time(EventTime::min()), "none");
  EXPECT_EQ(kFromZero.time(EventTime::max()), "the end of time");
  EXPECT_EQ(kFromZero.time(EventTime(EventTime::max().ticks() - 1)), "9223372036854775806 ms");
}

TEST(Words, AWatermarkIsNoneAPlaceOrTheFinalOne) {
  EXPECT_EQ(kFromZero.watermark(EventTime::min()), "no watermark yet");
  EXPECT_EQ(kFromZero.watermark(EventTime(9'999)), "watermark 00:09.999");
  EXPECT_EQ(kFromZero.watermark(EventTime::max()), "final watermark");
}

TEST(Words, WindowsOfWholeDaysAreDays) {
  constexpr std::int64_t kMidnight = 1'360'281'600'000;  // 2013-02-08
  constexpr std::int64_t kDay = 86'400'000;
  EXPECT_EQ(kReal.window({EventTime(kMidnight), EventTime(kMidnight + kDay)}), "[2013-02-08,2013-02-09)");
  EXPECT_EQ(kReal.window({EventTime(kMidnight), EventTime(kMidnight + 3'600'000)}),
            "[2013-02-08 00:00,2013-02-08 01:00)");
  EXPECT_EQ(kFromZero.window({EventTime(-5'000), EventTime(5'000)}), "[-00:05,00:05)");
}

TEST(Words, LengthsAreInTheirLargestUnits) {
  EXPECT_EQ(Words::length(0), "0 ms");
  EXPECT_EQ(Words::length(999), "999 ms");
  EXPECT_EQ(Words::length(2'200), "2.2 s");
  EXPECT_EQ(Words::length(9'002), "9.002 s");
  EXPECT_EQ(Words::length(60'001), "1 min 1 ms");
  EXPECT_EQ(Words::length(5'400'000), "1 h 30 min");
  EXPECT_EQ(Words::length(2 * 86'400'000 + 1'500), "2 d 1.5 s");
  EXPECT_EQ(Words::length(-2'200), "-2.2 s");
}

TEST(Words, ValuesAreWrittenPlainly) {
  EXPECT_EQ(Words::value(std::monostate{}), "null");
  EXPECT_EQ(Words::value(std::int64_t{-3}), "-3");
  EXPECT_EQ(Words::value(true), "true");
  EXPECT_EQ(Words::value(std::string("a b")), "a b");
}

}  // namespace
}  // namespace wavetank::scenarios::testing

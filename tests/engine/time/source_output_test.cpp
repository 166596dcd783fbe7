// A source's output: main and splits share one emitter and one idleness.
#include "engine/time/source_output.hpp"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr SplitSlot kSplit{0};

class SourceOutputTest : public ::testing::Test {
 protected:
  void SetUp() override { output_.register_split(kSplit); }
  std::string split(const TimeEvent& event) { return words(output_.from_split_now(kSplit, event)); }
  std::string main(const TimeEvent& event) { return words(output_.from_main(event)); }

  SourceOutput output_;
};

TEST_F(SourceOutputTest, IsActiveAgainOnlyWithTheNextWatermark) {  // WM-11
  EXPECT_EQ(main(TimeEvent::watermark(at(100))), "100");
  EXPECT_EQ(main(TimeEvent::idle()), "idle");
  EXPECT_EQ(split(TimeEvent::idle()), "");
  EXPECT_EQ(main(TimeEvent::watermark(at(100))), "");  // a record came, its watermark did not grow
  EXPECT_EQ(main(TimeEvent::watermark(at(150))), "active 150");
}

TEST_F(SourceOutputTest, IsIdleOnlyWhenMainAndSplitsAre) {  // WM-20
  EXPECT_EQ(main(TimeEvent::watermark(at(5))), "5");
  EXPECT_EQ(split(TimeEvent::idle()), "");
  EXPECT_EQ(main(TimeEvent::idle()), "idle");
}

TEST_F(SourceOutputTest, CountsASwallowedMinAsActivityOfMain) {  // WM-20
  EXPECT_EQ(main(TimeEvent::watermark(kMin)), "");
  EXPECT_EQ(split(TimeEvent::idle()), "");
}

TEST_F(SourceOutputTest, StartsWithMainIdle) {  // WM-20
  EXPECT_EQ(split(TimeEvent::idle()), "idle");
}

TEST_F(SourceOutputTest, SendsDeferredWatermarksOnTheTick) {
  output_.from_split_later(kSplit, TimeEvent::watermark(at(4)));
  EXPECT_EQ(words(output_.on_tick()), "4");
  EXPECT_EQ(words(output_.on_tick()), "");
}

}  // namespace
}  // namespace wavetank::engine::testing

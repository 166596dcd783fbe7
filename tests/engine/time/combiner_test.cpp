// The combined watermark of an operator's inputs.
#include "engine/time/combiner.hpp"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

class CombinerTest : public ::testing::Test {
 protected:
  std::string watermark(std::uint32_t from, std::int64_t time) {
    return words(combiner_.on_watermark(InputIndex{from}, at(time)));
  }
  std::string idle(std::uint32_t from) { return words(combiner_.on_status(InputIndex{from}, StreamStatus::Idle)); }
  std::string active(std::uint32_t from) { return words(combiner_.on_status(InputIndex{from}, StreamStatus::Active)); }

  Combiner combiner_{2};
};

TEST_F(CombinerTest, TakesTheLesserOfItsInputs) {  // WM-27
  EXPECT_EQ(watermark(0, 9), "");
  EXPECT_EQ(watermark(1, 4), "4");
  EXPECT_EQ(watermark(1, 20), "9");
}

TEST_F(CombinerTest, IsBlockedByAnInputThatReturnsBehind) {  // WM-27, the opposite of a valve
  watermark(0, 5);
  EXPECT_EQ(idle(1), "5");
  EXPECT_EQ(watermark(1, 3), "");
  EXPECT_EQ(watermark(0, 8), "");
  EXPECT_EQ(watermark(1, 6), "6");
}

TEST_F(CombinerTest, SendsTheWatermarkBeforeTheStatus) {  // WM-28
  watermark(0, 5);
  watermark(1, 9);
  EXPECT_EQ(idle(0), "9");
  combiner_ = Combiner(2);
  watermark(0, 5);
  EXPECT_EQ(idle(0), "");
  EXPECT_EQ(idle(1), "5 idle");
}

TEST_F(CombinerTest, WakesWithoutAWordWhenAWatermarkComes) {  // WM-28
  idle(0);
  EXPECT_EQ(idle(1), "idle");
  EXPECT_EQ(watermark(0, 5), "5");
  EXPECT_EQ(combiner_.status(), StreamStatus::Active);
  EXPECT_EQ(idle(0), "idle");
}

TEST_F(CombinerTest, IsActiveAgainWithItsFirstInput) {
  idle(0);
  idle(1);
  EXPECT_EQ(active(1), "active");
  EXPECT_EQ(active(0), "");
}

}  // namespace
}  // namespace wavetank::engine::testing

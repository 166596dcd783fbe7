// The ring of samples behind alignment.
#include "engine/source/watermark_samples.hpp"

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

TEST(WatermarkSamples, ShowAWatermarkOnlyAfterAsManySamples) {  // WM-35
  WatermarkSamples samples(2);
  samples.set_latest(at(7));
  samples.sample();
  EXPECT_EQ(samples.oldest(), kMin);
  samples.set_latest(at(9));
  samples.sample();
  EXPECT_EQ(samples.oldest(), at(7));
  samples.sample();
  EXPECT_EQ(samples.oldest(), at(9));
}

TEST(WatermarkSamples, ShowTheLatestIfNoneAreKept) {
  WatermarkSamples samples(0);
  samples.set_latest(at(7));
  EXPECT_EQ(samples.oldest(), at(7));
  samples.sample();
  EXPECT_EQ(samples.oldest(), at(7));
}

}  // namespace
}  // namespace wavetank::engine::testing

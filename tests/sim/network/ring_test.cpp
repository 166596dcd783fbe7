#include "sim/network/ring.hpp"

#include <deque>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::sim::ring_tests {
namespace {

TEST(Ring, RefusesToGiveWhatItDoesNotHave) {
  Ring<int> ring;
  EXPECT_TRUE(ring.empty());
  EXPECT_THROW((void)ring.pop(), engine::InvariantViolation);
}

RC_GTEST_PROP(RingProperty, IsADeque, ()) {
  Ring<int> ring;
  std::deque<int> obvious;
  int number = 0;
  for (const bool push : *rc::gen::arbitrary<std::vector<bool>>()) {
    if (push || obvious.empty()) {
      ring.push(++number);
      obvious.push_back(number);
    } else {
      RC_ASSERT(ring.front() == obvious.front());
      RC_ASSERT(ring.pop() == obvious.front());
      obvious.pop_front();
    }
    RC_ASSERT(ring.size() == obvious.size());
    if (!obvious.empty()) RC_ASSERT(ring.back() == obvious.back());
  }
}

TEST(Ring, GrowsInTheMiddleOfItsRound) {
  Ring<int> ring;
  for (int n = 0; n < 8; ++n) ring.push(n);
  for (int n = 0; n < 5; ++n) EXPECT_EQ(ring.pop(), n);
  for (int n = 8; n < 30; ++n) ring.push(n);
  for (int n = 5; n < 30; ++n) EXPECT_EQ(ring.pop(), n);
  EXPECT_TRUE(ring.empty());
}

TEST(Ring, CopiesAsAValue) {
  Ring<int> ring;
  ring.push(1);
  Ring<int> copy = ring;
  copy.push(2);
  EXPECT_EQ(ring.size(), 1u);
  EXPECT_EQ(copy.pop(), 1);
  EXPECT_EQ(ring.front(), 1);
}

}  // namespace
}  // namespace wavetank::sim::ring_tests

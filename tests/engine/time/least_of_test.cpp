// The tournament for the least of many times.
#include "engine/time/least_of.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

TEST(LeastOf, IsMaxWhileNothingIsIn) {
  EXPECT_EQ(LeastOf().least(), kMax);
  EXPECT_EQ(LeastOf(5).least(), kMax);
}

TEST(LeastOf, KeepsItsTimesWhenItGrows) {
  LeastOf least(1);
  least.put(0, at(4));
  least.grow(6);
  EXPECT_EQ(least.least(), at(4));
  least.put(5, at(3));
  EXPECT_EQ(least.least(), at(3));
}

TEST(LeastOf, EqualsAnotherWithTheSameTimesWhateverItsPast) {
  LeastOf straight(3);
  straight.put(1, at(7));
  LeastOf winding(3);
  winding.put(2, at(1));
  winding.put(1, at(7));
  winding.take_out(2);
  EXPECT_EQ(straight, winding);
}

TEST(LeastOf, RefusesASlotThatItDoesNotHave) {
  LeastOf least(2);
  EXPECT_THROW(least.put(2, at(1)), InvariantViolation);
}

RC_GTEST_PROP(LeastOf, FindsWhatASearchFinds, ()) {
  const auto slots = *rc::gen::inRange<std::size_t>(1, 20);
  const auto put = rc::gen::pair(rc::gen::inRange<std::size_t>(0, slots), rc::gen::inRange<std::int64_t>(0, 50));
  LeastOf least(slots);
  std::vector<std::int64_t> times(slots, kMax.ticks());
  for (const auto& [slot, time] : *rc::gen::container<std::vector<std::pair<std::size_t, std::int64_t>>>(put)) {
    times[slot] = time >= 45 ? kMax.ticks() : time;  // now and then one leaves
    least.put(slot, at(times[slot]));
    RC_ASSERT(least.least() == at(*std::min_element(times.begin(), times.end())));
  }
}

}  // namespace
}  // namespace wavetank::engine::testing

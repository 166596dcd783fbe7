// TimeEvents: an inline sequence of at most three events.
#include "engine/time/status.hpp"

#include <gtest/gtest.h>

#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

TEST(TimeEvents, KeepTheirOrder) {
  TimeEvents events{TimeEvent::active(), TimeEvent::watermark(at(7))};
  events.add(TimeEvent::idle());
  EXPECT_EQ(words(events), "active 7 idle");
}

TEST(TimeEvents, CompareByWhatTheyHold) {
  const TimeEvents one{TimeEvent::watermark(at(1))};
  EXPECT_EQ(one, (TimeEvents{TimeEvent::watermark(at(1))}));
  EXPECT_FALSE(one == (TimeEvents{TimeEvent::watermark(at(2))}));
  EXPECT_FALSE(one == TimeEvents{});
}

TEST(TimeEvents, RefuseAFourth) {
  TimeEvents events{TimeEvent::idle(), TimeEvent::idle(), TimeEvent::idle()};
  EXPECT_THROW(events.add(TimeEvent::idle()), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

// Reading the windows of a record back out of a trace.
#include "sim/trace/joined_windows.hpp"

#include <gtest/gtest.h>

namespace wavetank::sim {
namespace {

using engine::EventTime;
using engine::Window;

Window window_from(std::int64_t start) { return {EventTime(start), EventTime(start + 10)}; }

class JoinedWindows : public ::testing::Test {
 protected:
  std::vector<Window> of_slice(std::int64_t newest, std::int64_t oldest, std::uint32_t count) {
    TraceEvent event;
    event.kind = EventKind::SliceAdd;
    event.a = engine::pack(windows_.intern(window_from(newest)), engine::KeyId{3});
    event.b = engine::pack(windows_.intern(window_from(oldest)), count);
    return joined_windows(event, windows_);
  }

  engine::Windows windows_;
};

TEST_F(JoinedWindows, OfARunLieEvenlyBetweenItsEnds) {
  EXPECT_EQ(of_slice(9, 0, 4), (std::vector{window_from(9), window_from(6), window_from(3), window_from(0)}));
}

TEST_F(JoinedWindows, OfARunOfOneIsThatOne) { EXPECT_EQ(of_slice(-5, -5, 1), std::vector{window_from(-5)}); }

TEST_F(JoinedWindows, OfAnAdditionIsTheOneThatItNames) {
  TraceEvent event;
  event.kind = EventKind::WindowAdd;
  event.a = engine::pack(windows_.intern(window_from(7)), engine::KeyId{3});
  event.b = 12;  // the first aggregate so far
  EXPECT_EQ(joined_windows(event, windows_), std::vector{window_from(7)});
}

TEST_F(JoinedWindows, AreRefusedOfOtherEvents) {
  TraceEvent event;
  event.kind = EventKind::WindowFire;
  EXPECT_THROW(static_cast<void>(joined_windows(event, windows_)), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim

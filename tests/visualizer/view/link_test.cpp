// Links as people type them.
#include "visualizer/view/link.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

TEST(Links, AreOneReadableLine) {
  const Link link{"late-firing", 7, sim::EventId{41}, sim::EventId{40}, Viewport{{0, 20'000}, {0, 15'000'000'000}}, 1};
  EXPECT_EQ(to_link(link), "late-firing?seed=7&at=41&select=40&event=0..20000&clock=0..15000000000&lane=1");
}

TEST(Links, TheShortestIsAName) {
  const auto link = from_link("late-firing");
  ASSERT_TRUE(link.ok());
  EXPECT_EQ(link.value(), Link{.scenario = "late-firing"});
}

TEST(Links, NameTheView) {
  const Link link{.scenario = "x", .view = View::Lanes};
  EXPECT_EQ(to_link(link), "x?view=lanes");
  EXPECT_EQ(from_link("x?view=lanes").value(), link);
  EXPECT_FALSE(from_link("x?view=moon").ok());
}

TEST(Links, NamesMayHoldAnyByte) {
  const Link link{.scenario = "two words & more?"};
  EXPECT_EQ(to_link(link), "two%20words%20%26%20more%3F");
  EXPECT_EQ(from_link(to_link(link)).value(), link);
}

TEST(Links, WhatMakesNoSenseIsSaid) {
  for (const char* text : {"x?seed=", "x?seed=1x", "x?at=-1", "x?event=5..1&clock=0..9", "x?event=1..5", "x?colour=red",
                           "x%2", "x?lane=x", "x?&"}) {
    EXPECT_FALSE(from_link(text).ok()) << text;
  }
}

TEST(Links, WhatTheRunDoesNotHaveIsLeftOut) {
  const auto recording = catalogue("lateness/late-firing");
  const Scene scene(recording, {});
  const ViewState state = follow({.scenario = "late-firing", .at = sim::EventId{1'000'000}, .lane = 9}, scene);
  EXPECT_EQ(state.playhead, sim::EventId{recording.size()});
  EXPECT_EQ(state.lane, 0U);
}

}  // namespace
}  // namespace wavetank::visualizer

// What is seen at first, and how it moves.
#include "visualizer/view/viewport.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"

namespace wavetank::visualizer {
namespace {

Plane first_plane(const scenarios::Recording& recording) {
  return fold_plane({recording, fold_lives(recording)}, lanes_of(recording).at(0));
}

TEST(FittedViewport, HoldsEveryRecordAndItsWindow) {
  const auto recording = catalogue("lateness/late-firing");
  const Viewport view = fit(recording, first_plane(recording));
  for (const Mark& mark : first_plane(recording).marks) {
    EXPECT_TRUE(view.event.contains(mark.time.ticks()));
    EXPECT_TRUE(view.clock.contains(mark.at.ticks()));
  }
  EXPECT_LE(view.event.from, 0);
  EXPECT_GT(view.event.to, 30'000);
}

TEST(FittedViewport, OneRecordFromTomorrowDoesNotSqueezeTheRest) {
  const auto recording = catalogue("watermarks/phone-from-tomorrow");
  EXPECT_LT(fit(recording, first_plane(recording)).event.length(), 60'000);
}

TEST(OpeningViewport, ManyWindowsAreShownAroundTheEvent) {
  std::string events;
  for (int i = 0; i < 80; ++i) events += (i == 0 ? "\"a@" : ", \"a@") + std::to_string(10 * i) + "s\"";
  const auto recording = clicks(events);
  const Plane plane = first_plane(recording);
  const sim::EventId around = plane.marks[40].arrival;
  const Viewport view = opening_view(recording, plane, around);
  EXPECT_LT(view.event.length(), 200'000);
  EXPECT_TRUE(view.event.contains(plane.marks[40].time.ticks()));
  const Viewport last = opening_view(recording, plane, plane.marks[79].arrival);
  EXPECT_LT(last.event.to, fit(recording, plane).event.to);
}

TEST(Zooming, KeepsTheAnchorInPlace) {
  const Viewport view{{0, 1000}, {0, 1'000'000}};
  const Viewport closer = zoomed(view, {250, 500'000}, {50, 50});
  EXPECT_EQ(closer.event, (Range{125, 625}));
  EXPECT_EQ(closer.clock, (Range{250'000, 750'000}));
}

TEST(Zooming, NeverEndsInNothing) {
  Viewport view{{0, 1000}, {0, 1000}};
  for (int i = 0; i < 200; ++i) view = zoomed(view, {500, 500}, {50, 50});
  EXPECT_GE(view.event.length(), kSpanMin);
  for (int i = 0; i < 500; ++i) view = zoomed(view, {500, 500}, {200, 200});
  EXPECT_LE(view.event.length(), kSpanMax);
}

TEST(Panning, StopsAtTheEndsOfTime) {
  const Viewport view = panned({{0, 1000}, {0, 1000}}, INT64_MAX, INT64_MIN);
  EXPECT_EQ(view.event.length(), 1000);
  EXPECT_EQ(view.clock.length(), 1000);
}

}  // namespace
}  // namespace wavetank::visualizer

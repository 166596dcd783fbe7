// What the lanes and the checkpoint chart draw, by their hit lists.
#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

class JobViews : public testing::Test {
 protected:
  void draw(View view) {
    viewer_.apply(Show{view});
    viewer_.apply(Fit{});
    host_.step(1280, 800, [&] { viewer_.frame(1.0F); });
  }
  [[nodiscard]] std::size_t drawn(HitKind kind) const {
    std::size_t count = 0;
    for (const Hit& hit : viewer_.hits()) count += hit.kind == kind ? 1 : 0;
    return count;
  }
  // No hit of the middle is about something that has not happened.
  void expect_nothing_from_the_future() const {
    for (const Hit& hit : viewer_.hits()) {
      if (hit.kind == HitKind::LogLine || hit.kind == HitKind::Reason) continue;
      EXPECT_LE(hit.id, viewer_.state().playhead);
    }
  }

  scenarios::Recording recording_ = catalogue("cluster/back-to-the-checkpoint");
  HeadlessHost host_{{.font = FontChoice::Embedded}};
  Viewer viewer_{recording_, {}};
};

TEST_F(JobViews, LanesShowBarriersFiringsAndAbsences) {
  draw(View::Lanes);
  EXPECT_GE(drawn(HitKind::Barrier), 8U);
  EXPECT_GE(drawn(HitKind::Stamp), 6U);
  EXPECT_GE(drawn(HitKind::Stretch), 12U);
  expect_nothing_from_the_future();
}

TEST_F(JobViews, NothingIsDrawnBeforeItHappens) {
  viewer_.apply(SeekEvent{first_of(recording_, sim::EventKind::HostCrash)});
  for (const View view : {View::Plane, View::Lanes, View::Checkpoints}) {
    draw(view);
    expect_nothing_from_the_future();
  }
}

TEST_F(JobViews, TheCheckpointChartShowsEveryPartOfEveryCheckpoint) {
  draw(View::Checkpoints);
  EXPECT_GE(drawn(HitKind::Checkpoint), 3U * 6U);
}

TEST_F(JobViews, ARunWithoutCheckpointsSaysSo) {
  const scenarios::Recording recording = catalogue("lateness/late-firing");
  Viewer viewer(recording, {});
  viewer.apply(Show{View::Checkpoints});
  host_.step(1280, 800, [&] { viewer.frame(1.0F); });
  for (const Hit& hit : viewer.hits()) EXPECT_NE(hit.kind, HitKind::Checkpoint);
}

}  // namespace
}  // namespace wavetank::visualizer

// Gestures of the mouse, on a picture that was really drawn.
#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

constexpr int kViewerWidth = 1280;
constexpr int kViewerHeight = 800;

class MouseOnThePicture : public testing::Test {
 protected:
  void SetUp() override { step(); }

  void step() {
    host_.step(kViewerWidth, kViewerHeight, [&] { viewer_.frame(1.0F); });
  }
  // The pointer arrives a frame before the button, as it does by hand.
  void click(Point at) {
    host_.move_mouse(at.x, at.y);
    step();
    host_.press(MouseButton::Left);
    step();
    host_.release(MouseButton::Left);
    step();
  }
  [[nodiscard]] Point middle_of(HitKind kind, sim::EventId id) const {
    for (const Hit& hit : viewer_.hits()) {
      if (hit.kind != kind || hit.id != id) continue;
      return {(hit.rect.left + hit.rect.right) / 2, (hit.rect.top + hit.rect.bottom) / 2};
    }
    ADD_FAILURE() << "not drawn";
    return {};
  }

  scenarios::Recording recording_ = catalogue("lateness/late-firing");
  HeadlessHost host_{{.font = FontChoice::Embedded}};
  Viewer viewer_{recording_, {.layout = {Controls::Bar, Panels::All}}};
};

TEST_F(MouseOnThePicture, AClickOnAMarkSelectsItsFate) {
  const sim::EventId late = first_of(recording_, sim::EventKind::RecordLate);
  click(middle_of(HitKind::Mark, late));
  EXPECT_EQ(viewer_.state().selection, late);
  EXPECT_EQ(viewer_.state().playhead, sim::EventId{recording_.size()});
}

TEST_F(MouseOnThePicture, AClickOnALineOfTheLogGoesThere) {
  const Hit line = *std::find_if(viewer_.hits().begin(), viewer_.hits().end(),
                                 [](const Hit& hit) { return hit.kind == HitKind::LogLine; });
  click(middle_of(HitKind::LogLine, line.id));
  EXPECT_EQ(viewer_.state().playhead, line.id);
  EXPECT_EQ(viewer_.state().selection, line.id);
}

TEST_F(MouseOnThePicture, TheTimelineSeeksWhileDragged) {
  const Rect line = viewer_.layout().timeline;
  click({line.left + 1, line.top + 5});
  EXPECT_EQ(viewer_.state().now, sim::SimTime{});
  click({(line.left + line.right) / 2, line.top + 5});
  EXPECT_GT(viewer_.state().now, sim::SimTime(5'000'000'000));
  EXPECT_LT(viewer_.state().now, sim::SimTime(15'000'000'000));
}

TEST_F(MouseOnThePicture, DraggingThePlaneMovesItAndSeeksNothing) {
  const ViewState before = viewer_.state();
  host_.move_mouse(700, 500);
  step();
  host_.press(MouseButton::Left);
  step();
  host_.move_mouse(650, 480);
  step();
  host_.release(MouseButton::Left);
  step();
  EXPECT_GT(viewer_.state().viewport.event.from, before.viewport.event.from);
  EXPECT_LT(viewer_.state().viewport.clock.from, before.viewport.clock.from);
  EXPECT_EQ(viewer_.state().viewport.event.length(), before.viewport.event.length());
  EXPECT_EQ(viewer_.state().playhead, before.playhead);
}

TEST_F(MouseOnThePicture, TheWheelZoomsAtTheCursor) {
  const Viewport before = viewer_.state().viewport;
  host_.move_mouse(400, 400);
  step();
  host_.wheel(1);
  step();
  step();
  EXPECT_LT(viewer_.state().viewport.event.length(), before.event.length());
  EXPECT_LT(viewer_.state().viewport.clock.length(), before.clock.length());
}

}  // namespace
}  // namespace wavetank::visualizer

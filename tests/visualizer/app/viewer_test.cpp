// Scripts: commands in, state and hit list out. The picture is drawn, but nobody needs to see it.
#include "visualizer/app/viewer.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

class Script : public testing::Test {
 protected:
  void draw() {
    host_.step(1280, 800, [&] { viewer_.frame(1.0F); });
  }
  [[nodiscard]] std::size_t drawn(HitKind kind) const {
    std::size_t count = 0;
    for (const Hit& hit : viewer_.hits()) count += hit.kind == kind ? 1 : 0;
    return count;
  }

  scenarios::Recording recording_ = catalogue("lateness/late-firing");
  HeadlessHost host_{{.font = FontChoice::Embedded}};
  Viewer viewer_{recording_, {}};
};

TEST_F(Script, AtTheEndEveryRecordAndEveryFiringCanBeClicked) {
  draw();
  EXPECT_EQ(drawn(HitKind::Mark), 7U);
  EXPECT_EQ(drawn(HitKind::Box), 3U);
  EXPECT_GE(drawn(HitKind::Stamp), 4U);
}

TEST_F(Script, BeforeTheFirstEventNothingCanBeClickedInThePlane) {
  viewer_.apply(SeekFirst{});
  draw();
  EXPECT_EQ(drawn(HitKind::Mark), 0U);
  EXPECT_EQ(drawn(HitKind::Box), 0U);
  EXPECT_EQ(drawn(HitKind::Watermark), 0U);
}

TEST_F(Script, TheWhyOfADropLinksToItsCauses) {
  draw();
  EXPECT_GE(drawn(HitKind::Reason), 4U);
}

TEST_F(Script, SteppingThereAndBackDrawsTheSame) {
  viewer_.apply(SeekEvent{sim::EventId{57}});
  draw();
  const std::size_t before = viewer_.hits().size();
  viewer_.apply(StepLandmarks{1});
  draw();
  EXPECT_NE(viewer_.state().playhead, sim::EventId{57});
  viewer_.apply(SeekEvent{sim::EventId{57}});
  draw();
  EXPECT_EQ(viewer_.hits().size(), before);
}

TEST_F(Script, ASilentWindowIsExplained) {
  const scenarios::Recording recording = catalogue("watermarks/nothing-has-fired");
  const Scene scene(recording, {});
  const ViewState state = opening_state(scene, std::nullopt);
  const WhyCard card = explain_selection(scene, state.selection);
  ASSERT_TRUE(card.silence.has_value());
  EXPECT_NE(card.silence->title.find("has not fired"), std::string::npos);
}

}  // namespace
}  // namespace wavetank::visualizer

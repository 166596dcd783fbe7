// Stills as the command line asks for them.
#include "visualizer/app/render.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"
#include "visualizer/host/headless/png.hpp"

namespace wavetank::visualizer {
namespace {

TEST(Stills, AreWrittenInTheSizeThatWasAskedFor) {
  const std::string path = testing::TempDir() + "still.png";
  const auto error = render_still(catalogue("lateness/late-firing"), {.path = path, .width = 900, .height = 600});
  EXPECT_FALSE(error.has_value()) << *error;
  const PngDecoded read = read_png(path);
  EXPECT_FALSE(read.error.has_value());
  EXPECT_EQ(read.image.width, 900);
  EXPECT_EQ(read.image.height, 600);
}

TEST(Stills, ThePlaneAloneHasMoreRoom) {
  const scenarios::Recording recording = catalogue("lateness/late-firing");
  HeadlessHost host({.font = FontChoice::Embedded});
  Viewer viewer(recording, {.layout = {Controls::None, Panels::Plane}});
  host.step(840, 440, [&] { viewer.frame(1.0F); });
  EXPECT_TRUE(viewer.layout().why.empty() && viewer.layout().log.empty() && viewer.layout().timeline.empty());
  EXPECT_EQ(viewer.layout().plane.width(), 840);
  EXPECT_GT(viewer.layout().plane.height(), 380);
}

TEST(Stills, AFolderThatDoesNotExistIsSaid) {
  const auto error = render_still(catalogue("lateness/late-firing"), {.path = "/nowhere/at/all/still.png"});
  ASSERT_TRUE(error.has_value());
  EXPECT_NE(error->find("still.png"), std::string::npos);
}

TEST(Stills, AreTheSameEveryTime) {
  const scenarios::Recording recording = catalogue("lateness/late-firing");
  EXPECT_EQ(draw_still(recording, {}), draw_still(recording, {}));
}

TEST(Stills, AnEmptyRunIsAPictureToo) {
  scenarios::Recording recording = catalogue("lateness/late-firing");
  recording.trace.events.clear();
  recording.end = sim::SimTime{};
  EXPECT_EQ(draw_still(recording, {.width = 400, .height = 300}).width, 400);
}

}  // namespace
}  // namespace wavetank::visualizer

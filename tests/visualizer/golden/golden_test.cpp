// A few whole pictures, compared with the ones that somebody looked at.
//
// Drawn with the embedded font, which is the same everywhere. A tolerance covers what processors round differently:
// at most 3 of 255 per channel, in at most one pixel of a thousand. On failure the new picture and the difference
// are left in the folder for temporary files.
#include "tests/visualizer/golden/golden.hpp"

#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/render.hpp"
#include "visualizer/host/headless/compare.hpp"
#include "visualizer/host/headless/png.hpp"

namespace wavetank::visualizer {
namespace {

constexpr std::uint32_t kChannelMax = 3;
constexpr double kShareMax = 0.001;

void expect_golden(const std::string& name, const Image& image) {
  const std::string path = std::string(WT_SOURCE_DIR) + "/tests/visualizer/golden/" + name + ".png";
  if (golden_mode() == GoldenMode::Bless) {
    const auto error = write_png(image, path);
    EXPECT_FALSE(error.has_value()) << *error;
    return;
  }
  const PngDecoded golden = read_png(path);
  ASSERT_FALSE(golden.error.has_value()) << *golden.error;
  const Difference found = difference(golden.image, image);
  if (found.max_channel <= kChannelMax && found.share <= kShareMax) return;
  const std::string folder = testing::TempDir();
  (void)write_png(image, folder + name + ".new.png");
  (void)write_png(difference_image(golden.image, image), folder + name + ".difference.png");
  FAIL() << name << ": " << found.differing_pixels << " pixels differ, by at most " << found.max_channel << "; see "
         << folder << name << ".new.png and .difference.png";
}

StillOptions still(Theme theme) { return {.theme = theme, .font = FontChoice::Embedded}; }

TEST(Goldens, LateFiringInLight) {
  expect_golden("late-firing-light", draw_still(catalogue("lateness/late-firing"), still(Theme::Light)));
}

TEST(Goldens, LateFiringInDarkInTheMiddleOfTheRun) {
  const auto recording = catalogue("lateness/late-firing");
  StillOptions options = still(Theme::Dark);
  options.at = first_of(recording, sim::EventKind::RecordLate);
  expect_golden("late-firing-dark-middle", draw_still(recording, options));
}

TEST(Goldens, SilentPartition) {
  expect_golden("silent-partition", draw_still(catalogue("watermarks/silent-partition"), still(Theme::Light)));
}

TEST(Goldens, PhoneFromTomorrowAtTwiceTheScale) {
  StillOptions options = still(Theme::Light);
  options.scale = 2;
  options.width = 1600;
  options.height = 1200;
  expect_golden("phone-from-tomorrow-large", draw_still(catalogue("watermarks/phone-from-tomorrow"), options));
}

StillOptions still_of(View view, Theme theme) {
  StillOptions options = still(theme);
  Link link;
  link.view = view;
  options.link = link;
  return options;
}

TEST(Goldens, LanesOfARestoredJob) {
  expect_golden("lanes-light",
                draw_still(catalogue("cluster/back-to-the-checkpoint"), still_of(View::Lanes, Theme::Light)));
}

TEST(Goldens, LanesInDarkWhileTheJobIsGone) {
  const auto recording = catalogue("cluster/back-to-the-checkpoint");
  StillOptions options = still_of(View::Lanes, Theme::Dark);
  options.link->at = first_of(recording, sim::EventKind::JobDecide);
  expect_golden("lanes-dark-gone", draw_still(recording, options));
}

TEST(Goldens, CheckpointsOfARestoredJob) {
  expect_golden("checkpoints-light",
                draw_still(catalogue("cluster/back-to-the-checkpoint"), still_of(View::Checkpoints, Theme::Light)));
}

TEST(Goldens, CheckpointsInDarkAtTwiceTheScale) {
  StillOptions options = still_of(View::Checkpoints, Theme::Dark);
  options.scale = 2;
  options.width = 1600;
  options.height = 1200;
  expect_golden("checkpoints-large", draw_still(catalogue("cluster/back-to-the-checkpoint"), options));
}

TEST(Goldens, APlaneForgetsWhatDiedWithItsTasks) {
  expect_golden("plane-restored", draw_still(catalogue("cluster/back-to-the-checkpoint"), still(Theme::Light)));
}

TEST(Goldens, ACrowdOfRecords) { expect_golden("crowd", draw_still(crowd(), still(Theme::Dark))); }

}  // namespace
}  // namespace wavetank::visualizer

// The stepped line, where steps are many.
#include <gtest/gtest.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/host.hpp"

namespace wavetank::visualizer {
namespace {

std::vector<float> step_rows(const scenarios::Recording& recording, int height) {
  HeadlessHost host({.font = FontChoice::Embedded});
  Viewer viewer(recording, {});
  host.step(900, height, [&] { viewer.frame(1.0F); });
  std::vector<float> rows;
  for (const Hit& hit : viewer.hits()) {
    if (hit.kind == HitKind::Watermark) rows.push_back((hit.rect.top + hit.rect.bottom) / 2);
  }
  return rows;
}

TEST(WatermarkLine, EveryStepOfAShortRunIsDrawn) {
  const auto recording = catalogue("lateness/late-firing");
  EXPECT_EQ(step_rows(recording, 700).size(), Scene(recording, {}).plane().watermark.size());
}

TEST(WatermarkLine, ALongRunIsDrawnRowByRowWithoutGaps) {
  const auto recording = crowd();
  const std::vector<float> rows = step_rows(recording, 260);
  EXPECT_LT(rows.size(), Scene(recording, {}).plane().watermark.size());
  ASSERT_GT(rows.size(), 50U);
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_LT(rows[i - 1] - rows[i], 4.0F);
}

}  // namespace
}  // namespace wavetank::visualizer

// Marks are told apart by shape alone, and rare ones are never folded away. Measured on pixels.
#include <set>

#include <gtest/gtest.h>
#include <imgui.h>

#include "tests/visualizer/recordings.hpp"
#include "visualizer/app/viewer.hpp"
#include "visualizer/host/headless/colour_vision.hpp"
#include "visualizer/host/headless/host.hpp"
#include "visualizer/paint/plane/legend.hpp"

namespace wavetank::visualizer {
namespace {

constexpr int kSide = 41;
constexpr int kMiddle = 20;
constexpr float kRadius = 10;

// One mark in the middle of nothing.
Image mark_image(Fate fate, Theme theme) {
  HeadlessHost host({.theme = theme, .font = FontChoice::Embedded});
  return host.frame(kSide, kSide, [&] {
    Pen pen(*ImGui::GetForegroundDrawList(), theme, 1.0F);
    paint_mark(pen, {kMiddle + 0.5F, kMiddle + 0.5F}, fate, kRadius);
  });
}

// What a mark looks like in grey, as ink or no ink at eight places: shape without colour.
std::string shape_of(Fate fate, Theme theme) {
  const Image image = seen_with(ColourVision::Grey, mark_image(fate, theme));
  const std::uint32_t ground = red_of(image.at(0, 0));
  const auto has_ink = [&](int dx, int dy) {
    const int level = static_cast<int>(red_of(image.at(kMiddle + dx, kMiddle + dy)));
    return std::abs(level - static_cast<int>(ground)) > 40 ? '#' : '.';
  };
  std::string shape;
  for (const auto& [dx, dy] : {std::pair{0, 0}, {5, 0}, {9, 0}, {0, 9}, {7, 7}, {10, 10}, {6, 6}, {12, 0}}) {
    shape += has_ink(dx, dy);
  }
  return shape;
}

TEST(MarkShapes, AllFatesDifferInGreyInBothThemes) {
  for (const Theme theme : {Theme::Light, Theme::Dark}) {
    std::set<std::string> shapes;
    for (int fate = 0; fate < kFates; ++fate) shapes.insert(shape_of(static_cast<Fate>(fate), theme));
    EXPECT_EQ(shapes.size(), static_cast<std::size_t>(kFates));
  }
}

TEST(MarkShapes, ADotIsFullARingIsHollowACrossIsDiagonal) {
  EXPECT_EQ(shape_of(Fate::OnTime, Theme::Light).substr(0, 2), "##");
  EXPECT_EQ(shape_of(Fate::Late, Theme::Light).substr(0, 3), "..#");
  const std::string cross = shape_of(Fate::Dropped, Theme::Light);
  EXPECT_EQ(cross[0], '#');
  EXPECT_EQ(cross[2], '.');
  EXPECT_EQ(cross[4], '#');
}

TEST(MarkPixels, ADroppedRecordHasItsCrossWhereItStands) {
  const auto recording = catalogue("lateness/late-dropped");
  HeadlessHost host({.font = FontChoice::Embedded});
  Viewer viewer(recording, {});
  viewer.apply(Dismiss{});
  const Image image = host.frame(1280, 800, [&] { viewer.frame(1.0F); });
  const sim::EventId drop = first_of(recording, sim::EventKind::RecordDrop);
  const auto hit = std::find_if(viewer.hits().begin(), viewer.hits().end(),
                                [&](const Hit& found) { return found.kind == HitKind::Mark && found.id == drop; });
  ASSERT_NE(hit, viewer.hits().end());
  const int x = static_cast<int>((hit->rect.left + hit->rect.right) / 2);
  const int y = static_cast<int>((hit->rect.top + hit->rect.bottom) / 2);
  const std::uint32_t cross = colour(Theme::Light, Role::Dropped);
  EXPECT_EQ(image.at(x, y), cross);
  EXPECT_EQ(image.at(x + 3, y + 3), cross);
  EXPECT_EQ(image.at(x + 3, y - 3), cross);
  EXPECT_NE(image.at(x + 4, y), cross);
}

TEST(MarkFolding, NoLateOrDroppedRecordIsFoldedAwayByOnesOnTime) {
  const auto recording = crowd();
  HeadlessHost host({.font = FontChoice::Embedded});
  Viewer viewer(recording, {});
  host.step(500, 320, [&] { viewer.frame(1.0F); });
  std::set<sim::EventId> clickable;
  for (const Hit& hit : viewer.hits()) {
    if (hit.kind == HitKind::Mark) clickable.insert(hit.id);
  }
  std::size_t plain = 0;
  std::size_t rare = 0;
  for (const Mark& mark : viewer.scene().plane().marks) {
    ++(is_interesting(mark.fate) ? rare : plain);
  }
  ASSERT_GT(plain, 700U);
  ASSERT_GT(rare, 50U);
  std::size_t rare_drawn = 0;
  for (const Mark& mark : viewer.scene().plane().marks) {
    if (is_interesting(mark.fate) && clickable.contains(mark.decided)) ++rare_drawn;
  }
  EXPECT_LT(clickable.size(), plain);
  EXPECT_GE(rare_drawn * 4, rare * 3);  // only among themselves are they folded
}

}  // namespace
}  // namespace wavetank::visualizer

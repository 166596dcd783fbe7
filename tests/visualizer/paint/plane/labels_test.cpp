// Labels never overlap.
#include "visualizer/paint/plane/labels.hpp"

#include <gtest/gtest.h>

namespace wavetank::visualizer {
namespace {

constexpr Rect kLeft{0, 0, 10, 10};
constexpr Rect kRight{20, 0, 30, 10};

TEST(LabelSpaceRules, TheFirstFreePlaceIsTaken) {
  LabelSpace labels({0, 0, 100, 100});
  EXPECT_EQ(labels.place({kLeft, kRight})->left, 0);
  EXPECT_EQ(labels.place({kLeft, kRight})->left, 20);
  EXPECT_FALSE(labels.place({kLeft, kRight}).has_value());
}

TEST(LabelSpaceRules, MarksAreCoveredOnlyIfThereIsNoOtherPlace) {
  LabelSpace labels({0, 0, 100, 100});
  labels.avoid({2, 2, 4, 4});
  EXPECT_EQ(labels.place({kLeft, kRight})->left, 20);
  EXPECT_EQ(labels.place({kLeft})->left, 0);
}

TEST(LabelSpaceRules, LinesAreCoveredBeforeMarksAre) {
  LabelSpace labels({0, 0, 100, 100});
  labels.avoid({2, 2, 4, 4});
  labels.avoid_line({20, 2, 30, 3});
  EXPECT_EQ(labels.place({kLeft, kRight})->left, 20);
}

TEST(LabelSpaceRules, NothingStandsOutside) {
  LabelSpace labels({0, 0, 25, 100});
  EXPECT_FALSE(labels.place({kRight}).has_value());
}

}  // namespace
}  // namespace wavetank::visualizer

// A changelog as a bag of rows, and as rows that replace each other.
#include "properties/oracle/tables/folded_rows.hpp"

#include <gtest/gtest.h>

namespace wavetank::properties::testing {
namespace {

using engine::RowKind;

const Fields kAnn{1, 10};
const Fields kAnnLater{1, 20};

TEST(FoldedRows, CountsWhatCameAndWentSinceItWasAsked) {
  FoldedRows rows({});
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnn), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnn), Unsound::No);
  EXPECT_EQ(rows.take_changes(), (Net{{kAnn, 2}}));
  EXPECT_EQ(rows.fold(RowKind::Delete, kAnn), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::UpdateAfter, kAnnLater), Unsound::No);
  EXPECT_EQ(rows.take_changes(), (Net{{kAnn, -1}, {kAnnLater, 1}}));
  EXPECT_TRUE(rows.take_changes().empty());
}

TEST(FoldedRows, SaysNothingOfARowThatCameAndWent) {
  FoldedRows rows({});
  rows.change(std::nullopt, kAnn);
  rows.change(kAnn, std::nullopt);
  EXPECT_TRUE(rows.take_changes().empty());
}

TEST(FoldedRows, NoticesARowThatIsTakenBackThoughItWasNotThere) {
  FoldedRows rows({});
  EXPECT_EQ(rows.fold(RowKind::UpdateBefore, kAnn), Unsound::TakesBackNothing);
}

TEST(FoldedRows, NoticesTwoRowsOfOneName) {
  FoldedRows rows({.name = {0}});
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnn), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::UpdateAfter, kAnnLater), Unsound::TwoAtOnce);
}

TEST(FoldedRows, LetsARowReplaceTheOneOfItsName) {
  FoldedRows rows({.name = {0}, .replaces = true});
  EXPECT_EQ(rows.fold(RowKind::UpdateAfter, kAnn), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::UpdateAfter, kAnnLater), Unsound::No);
  EXPECT_EQ(rows.take_changes(), (Net{{kAnnLater, 1}}));
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnn), Unsound::TwoAtOnce);
  EXPECT_EQ(rows.fold(RowKind::Delete, kAnnLater), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::Delete, kAnnLater), Unsound::TakesBackNothing);
}

TEST(FoldedRows, LetsANewRowStandBesideOneThatWasForgotten) {
  FoldedRows rows({.name = {0}, .replaces = true, .forgets = true});
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnn), Unsound::No);
  EXPECT_EQ(rows.fold(RowKind::Insert, kAnnLater), Unsound::No);
}

}  // namespace
}  // namespace wavetank::properties::testing

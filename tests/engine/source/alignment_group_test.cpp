// The coordinator's aggregation: minima by source, and what may be read.
#include "engine/source/alignment_group.hpp"

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"
#include "tests/engine/time/support.hpp"

namespace wavetank::engine::testing {
namespace {

constexpr AlignedSource kX{0};
constexpr AlignedSource kY{1};

AlignedSubtask subtask(std::uint32_t index) { return AlignedSubtask{index}; }

TEST(AlignmentGroup, AllowsTheSlowestSourcePlusTheDrift) {  // WM-34
  AlignmentGroup group;
  group.report(kX, subtask(0), at(30));
  group.report(kX, subtask(1), at(20));
  group.report(kY, subtask(0), at(25));
  EXPECT_EQ(group.minimum(), at(20));
  EXPECT_EQ(group.max_allowed(kY, Millis{5}), at(25));
  EXPECT_EQ(group.max_allowed(kX, Millis{7}), at(27));  // each with its own drift
}

TEST(AlignmentGroup, FollowsAReportThatWentBack) {  // WM-34
  AlignmentGroup group;
  group.report(kX, subtask(0), at(7));
  group.report(kX, subtask(0), at(3));
  EXPECT_EQ(group.max_allowed(kX, Millis{0}), at(3));
}

TEST(AlignmentGroup, TellsNothingToASourceThatHasNotReported) {
  AlignmentGroup group;
  group.report(kX, subtask(0), at(7));
  EXPECT_EQ(group.max_allowed(kY, Millis{5}), std::nullopt);
}

TEST(AlignmentGroup, AllowsEverythingWhenTheSumOverflows) {  // FLINK-31632
  AlignmentGroup group;
  group.report(kX, subtask(0), kMax);
  EXPECT_EQ(group.max_allowed(kX, Millis{1}), kMax);
}

TEST(AlignmentGroup, IsNotHeldBackByASourceThatReportedOnlyMin) {
  AlignmentGroup group;
  group.report(kX, subtask(0), kMin);
  EXPECT_EQ(group.minimum(), kMin);
  group.report(kY, subtask(0), at(9));
  EXPECT_EQ(group.max_allowed(kX, Millis{5}), at(14));
}

TEST(AlignmentGroup, KnowsWhoHasReported) {
  AlignmentGroup group;
  group.report(kX, subtask(1), at(7));
  EXPECT_TRUE(group.has_reported(kX, subtask(1)));
  EXPECT_FALSE(group.has_reported(kX, subtask(0)));
  EXPECT_FALSE(group.has_reported(kY, subtask(1)));
}

TEST(AlignmentGroup, RefusesANegativeDrift) {
  EXPECT_THROW((void)AlignmentGroup().max_allowed(kX, Millis{-1}), InvariantViolation);
}

}  // namespace
}  // namespace wavetank::engine::testing

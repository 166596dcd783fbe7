// The digits give the order that comparisons give.
#include "engine/windows/firing_order.hpp"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"

namespace wavetank::engine::testing {
namespace {

// `place` stands for what comparisons look at after the rank.
bool before(const DueEntry& a, const DueEntry& b) { return std::tuple(a.rank, a.place) < std::tuple(b.rank, b.place); }

std::vector<DueEntry> entries_of(std::uint32_t count, std::uint64_t ranks) {
  std::vector<DueEntry> made;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t drawn = mix(i, 7);
    made.push_back({mix(drawn % ranks, 1), static_cast<std::uint32_t>(mix(drawn, 2))});
  }
  return made;
}

std::vector<std::uint32_t> places(const std::vector<DueEntry>& entries) {
  std::vector<std::uint32_t> places;
  for (const DueEntry& entry : entries) places.push_back(entry.place);
  return places;
}

void expect_sorted(std::uint32_t count, std::uint64_t ranks) {
  std::vector<DueEntry> compared = entries_of(count, ranks);
  std::vector<DueEntry> sorted = compared;
  std::vector<DueEntry> scratch;
  std::sort(compared.begin(), compared.end(), before);
  sort_due(sorted, scratch, before);
  EXPECT_EQ(places(sorted), places(compared)) << count << " entries, " << ranks << " ranks";
}

TEST(FiringOrderTest, AFewAreSortedByComparisons) { expect_sorted(100, 10); }
TEST(FiringOrderTest, ManyAreSortedByRank) { expect_sorted(5'000, 1'000'000'000); }
TEST(FiringOrderTest, ManyOfEqualRankAreSortedByWhatIsBehindIt) { expect_sorted(5'000, 50); }
TEST(FiringOrderTest, ManyOfOneRankAreSorted) { expect_sorted(2'000, 1); }
TEST(FiringOrderTest, NoneAreSorted) { expect_sorted(0, 1); }

}  // namespace
}  // namespace wavetank::engine::testing

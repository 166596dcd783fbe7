// The digits give the order that comparisons give.
#include "engine/windows/due_timer.hpp"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"

namespace wavetank::engine::testing {
namespace {

// `entry` stands for what comparisons look at after time and rank.
bool before(const DueTimer& a, const DueTimer& b) {
  return std::tuple(a.time, a.rank, a.entry) < std::tuple(b.time, b.rank, b.entry);
}

// Three times, one of them before zero, and so many ranks.
std::vector<DueTimer> timers(std::uint32_t count, std::uint64_t ranks) {
  std::vector<DueTimer> made;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint64_t drawn = mix(i, 7);
    const EventTime time(static_cast<std::int64_t>(drawn % 3) * 70'000 - 70'000);
    made.push_back({time, mix(drawn % ranks, 1), 0, static_cast<std::uint32_t>(mix(drawn, 2))});
  }
  return made;
}

std::vector<std::uint32_t> entries(const std::vector<DueTimer>& timers) {
  std::vector<std::uint32_t> entries;
  for (const DueTimer& timer : timers) entries.push_back(timer.entry);
  return entries;
}

void expect_sorted(std::uint32_t count, std::uint64_t ranks) {
  std::vector<DueTimer> compared = timers(count, ranks);
  std::vector<DueTimer> sorted = compared;
  std::vector<DueTimer> scratch;
  std::sort(compared.begin(), compared.end(), before);
  sort_due(sorted, scratch, before);
  EXPECT_EQ(entries(sorted), entries(compared)) << count << " timers, " << ranks << " ranks";
}

TEST(DueTimerTest, AFewAreSortedByComparisons) { expect_sorted(100, 10); }
TEST(DueTimerTest, ManyAreSortedByTimeAndRank) { expect_sorted(5'000, 1'000'000'000); }
TEST(DueTimerTest, ManyOfEqualRankAreSortedByWhatIsBehindIt) { expect_sorted(5'000, 50); }
TEST(DueTimerTest, ManyOfOneRankAreSorted) { expect_sorted(2'000, 1); }
TEST(DueTimerTest, NoneAreSorted) { expect_sorted(0, 1); }

}  // namespace
}  // namespace wavetank::engine::testing

// `wavetank lateness` reads files of any length: what it keeps depends on keys and windows, not on rows.
#include <gtest/gtest.h>

#include "scenarios/lateness/survey/survey.hpp"
#include "tests/memory/live_bytes.hpp"

namespace wavetank::scenarios {
namespace {

using wavetank::testing::live_bytes;

constexpr std::uint32_t kKeys = 1'000;

// A row each ten milliseconds; every thirtieth is up to two minutes late.
std::vector<StreamRow> rows_from(std::uint64_t first, std::size_t count) {
  std::vector<StreamRow> rows;
  for (std::uint64_t i = first; i < first + count; ++i) {
    const std::uint64_t drawn = engine::mix(i, 7);
    const auto arrival = static_cast<std::int64_t>(1'700'000'000'000 + i * 10);
    const auto delay = static_cast<std::int64_t>(drawn % 30 == 0 ? drawn % 120'000 : drawn % 2'000);
    rows.push_back({arrival - delay, arrival, static_cast<std::uint32_t>((drawn >> 32) % kKeys), 0});
  }
  return rows;
}

std::size_t bytes_held_after(std::uint64_t rows) {
  constexpr std::size_t kPortion = 10'000;
  const std::size_t before = live_bytes();
  PlanWishes wishes;
  wishes.plotting = Plotting::On;
  wishes.gap_ms = 120'000;  // sessions of many rows: they are all kept, up to kBatchSessionsMax
  Survey survey(make_plan(rows_from(0, kPortion), Arrivals::Known, wishes), {.arrivals = true, .partitions = false});
  for (std::uint64_t at = 0; at < rows; at += kPortion) survey.take(rows_from(at, kPortion));
  return live_bytes() - before;
}

TEST(LatenessMemory, DoesNotGrowWithTheRows) {
  const std::size_t few = bytes_held_after(700'000);
  const std::size_t many = bytes_held_after(2'800'000);
  EXPECT_LE(many * 10, few * 11) << few << " bytes, then " << many;
}

}  // namespace
}  // namespace wavetank::scenarios

// Streams at the edges: the ends of time, times before the epoch, windows of one millisecond, nothing at all, very many
// keys and windows. Nothing overflows, and the oracle agrees.
#include <cstdint>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "tests/properties/laws/law_stream.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min() + 1;  // MIN means: no timestamp
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

std::vector<LawRecord> at_times(const std::vector<std::int64_t>& times) {
  std::vector<LawRecord> records;
  for (const std::int64_t time : times) records.push_back({.time = time, .key = 1, .value = 2});
  return records;
}

// Aligned, sessions, cumulating, global; with the lateness that would overflow, too.
std::vector<scenarios::WindowNode> windows_of_all_kinds() {
  std::vector<scenarios::WindowNode> nodes;
  for (const std::uint32_t assigner : {0U, 1U, 2U, 3U, 4U}) {
    for (const std::int64_t lateness : {std::int64_t{0}, std::int64_t{10}, kLast}) {
      scenarios::WindowNode node = sums_over({engine::Millis{10}, engine::Millis{5}, engine::Millis{-2}});
      const std::uint32_t trigger = assigner == 4 ? 1 : 0;  // a global window's own trigger never speaks
      choose_windows({.assigner = assigner, .trigger = trigger, .number = 4}, node);
      node.allowed_lateness = engine::Millis{lateness};
      nodes.push_back(node);
    }
  }
  return nodes;
}

void expect_no_findings(const std::vector<std::int64_t>& times, const engine::WatermarkStrategy& watermark) {
  for (const scenarios::WindowNode& node : windows_of_all_kinds()) {
    const LawStream stream{.records = at_times(times), .window = node, .watermark = watermark};
    // Sessions may not merge behind the watermark, and of an endless lateness the sum wraps: the job fails (WO-08).
    const bool may_fail = node.assigner != engine::AssignerKind::Aligned && node.allowed_lateness.count == kLast;
    EXPECT_TRUE(may_fail || !run_of(scenario_of(stream)).job_failed);
    EXPECT_EQ(findings_of(scenario_of(stream)), "")
        << "assigner " << static_cast<int>(node.assigner) << " lateness " << node.allowed_lateness.count;
  }
}

TEST(Extremes, TheFirstTimesThereAre) {
  expect_no_findings({kFirst, kFirst + 1, kFirst + 9, kFirst + 30, kFirst + 2}, bounded(0));
  expect_no_findings({kFirst + 30, kFirst, kFirst + 9}, bounded(20));
}

TEST(Extremes, TheLastTimesThereAre) {
  expect_no_findings({kLast - 40, kLast - 11, kLast - 1, kLast, kLast - 30}, bounded(0));
  expect_no_findings({kLast - 40, kLast - 11, kLast - 1, kLast, kLast - 30}, bounded(20));
}

TEST(Extremes, FromTheFirstTimeToTheLast) {
  expect_no_findings({kFirst, 0, kLast, -1, kFirst + 5, kLast - 5}, bounded(0));
}

TEST(Extremes, TimesBeforeTheEpoch) { expect_no_findings({-31, -20, -11, -10, -9, -1, 0, 1, -25}, bounded(3)); }

TEST(Extremes, WindowsOfOneMillisecond) {
  const LawStream stream{.records = at_times({-1, 0, 0, 1, 2}),
                         .window = sums_over(engine::tumbling(engine::Millis{1})),
                         .watermark = bounded(0)};
  EXPECT_EQ(answer_of(stream).results.size(), 4U);
  EXPECT_EQ(findings_of(scenario_of(stream)), "");
}

TEST(Extremes, NoRecordsAtAll) {
  for (const scenarios::WindowNode& node : windows_of_all_kinds()) {
    const LawStream stream{.records = {}, .window = node, .watermark = bounded(0)};
    EXPECT_TRUE(answer_of(stream).results.empty());
    EXPECT_EQ(findings_of(scenario_of(stream)), "");
  }
}

TEST(Extremes, TenThousandOpenWindowsOfOneKey) {
  constexpr std::int64_t kOpen = 10'000;
  LawStream stream{
      .records = {}, .window = sums_over(engine::tumbling(engine::Millis{3})), .watermark = bounded(kLast / 2)};
  // Neither in order nor in the opposite one: 7919 has no divisor in common with kOpen.
  for (std::int64_t i = 0; i < kOpen; ++i)
    stream.records.push_back({.time = i * 7919 % kOpen * 3, .key = 1, .value = 1});
  for (const std::uint32_t assigner : {0U, 1U}) {
    choose_windows({.assigner = assigner}, stream.window);  // sessions, too: with a gap of 1 none of them meet
    const LawAnswer answer = answer_of(stream);
    EXPECT_EQ(answer.results.size(), static_cast<std::size_t>(kOpen));
    EXPECT_EQ(answer.counts.on_time_firings, static_cast<std::uint64_t>(kOpen));
  }
}

TEST(Extremes, AHundredThousandKeysInOneWindow) {
  constexpr std::int64_t kKeys = 100'000;
  LawStream stream{.records = {}, .window = sums_over(engine::tumbling(engine::Millis{10})), .watermark = bounded(10)};
  stream.per_millisecond = 1000;
  for (std::int64_t key = 0; key < kKeys; ++key) stream.records.push_back({.time = key % 10, .key = key, .value = 1});
  const LawAnswer answer = answer_of(stream);
  std::set<std::string> panes;
  for (const scenarios::PublishedResult& result : answer.results) panes.insert(pane_of(result));
  EXPECT_EQ(panes.size(), static_cast<std::size_t>(kKeys));
  EXPECT_EQ(answer.results.size(), panes.size());
}

}  // namespace
}  // namespace wavetank::properties::testing

#include "scenarios/lateness/report/summary.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "scenarios/format/document.hpp"
#include "scenarios/lateness/report/json.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kHour = 3'600'000;

LatenessReport flights() {
  LatenessOptions options;
  options.wishes.window_ms = 24 * kHour;
  options.wishes.bounds_ms = {kHour};
  options.wishes.latenesses_ms = {0, 24 * kHour};
  return look_at_lateness(WT_SOURCE_DIR "/scenarios/data/flights-small.csv", options,
                          [](std::uint64_t, std::size_t) { return true; });
}

TEST(LatenessSummary, FitsAScreen) {
  const std::string text = lateness_summary(flights());
  EXPECT_LE(std::ranges::count(text, '\n'), 24);
  EXPECT_NE(text.find("1,744 rows, 4 keys, 2013-01-31 to 2013-03-01"), std::string::npos) << text;
  EXPECT_NE(text.find("delay       p50 -2m, p90 42m, p99 2h37m"), std::string::npos) << text;
  EXPECT_NE(text.find("59.80 % arrive before they happen"), std::string::npos) << text;
}

TEST(LatenessSummary, CountsAsTheStrictStreamDoes) {
  const LatenessReport report = flights();
  const std::vector<CandidateAnswer>& answers = report.answer->windows.front().candidates;
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].dropped, 9U);
  EXPECT_EQ(answers[1].dropped, 0U);
  EXPECT_EQ(answers[1].late_fired, 9U);
}

TEST(LatenessJson, HasTheKeysOfItsContract) {
  const Document document = parse_document(lateness_to_json(flights()), "lateness");
  ASSERT_FALSE(document.error.has_value());
  const auto number = [&](const JsonNode& node, const char* name) {
    const JsonNode* const found = node.find(name);
    return found == nullptr ? -1 : found->integer;
  };
  EXPECT_EQ(number(document.root, "rows"), 1'744);
  EXPECT_EQ(number(document.root, "keys"), 4);
  EXPECT_EQ(number(document.root, "out_of_order"), 390);
  ASSERT_NE(document.root.find("percentiles_ms"), nullptr);
  for (const char* name : {"p50", "p90", "p99", "p999", "max"}) {
    EXPECT_NE(document.root.find("percentiles_ms")->find(name), nullptr) << name;
  }
  const JsonNode* const bounds = document.root.find("bounds");
  ASSERT_NE(bounds, nullptr);
  for (const char* name : {"bound_ms", "allowed_lateness_ms", "on_time", "late_fired", "dropped", "mean_wait_ms"}) {
    EXPECT_NE(bounds->items.front().find(name), nullptr) << name;
  }
  EXPECT_NE(document.root.find("recommendation"), nullptr);
}

TEST(Lateness, StopsWhenItIsTold) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) / "wavetank_lateness_long.csv").string();
  {
    std::ofstream file(path);
    file << "event_ms\n";
    for (int i = 0; i < 300'000; ++i) file << 1'500'000'000'000 + i << "\n";
  }
  int calls = 0;
  const LatenessReport report = look_at_lateness(path, {}, [&](std::uint64_t, std::size_t) { return ++calls < 2; });
  EXPECT_EQ(calls, 2);
  EXPECT_FALSE(report.answer.has_value());
  EXPECT_TRUE(report.errors.empty());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace wavetank::scenarios

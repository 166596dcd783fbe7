// `wavetank lateness` over the real streams: the figures of their profile, and the strict answers' drops, exactly.
//
// Read from the folder `shared/data` beside the project, where there is one; else the tests are skipped.
#include "scenarios/lateness/lateness.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/format/document.hpp"
#include "scenarios/format/read.hpp"
#include "scenarios/lateness/survey/percentiles.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMinuteLength = 60'000;
constexpr std::int64_t kHourLength = 60 * kMinuteLength;
constexpr std::int64_t kDayLength = 24 * kHourLength;

fs::path data_folder() { return fs::path(WT_SOURCE_DIR) / "../shared/data"; }

JsonNode read_json(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  Document document = parse_document(text.str(), path.string());
  EXPECT_FALSE(document.error.has_value());
  return std::move(document.root);
}

class RealLateness : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!fs::exists(data_folder() / "profile.json")) GTEST_SKIP() << "no folder ../shared/data beside the project";
    fs::path file = data_folder() / (GetParam() + ".csv");
    if (!fs::exists(file)) file += ".gz";
    LatenessOptions options;
    options.wishes = {.window_ms = kDayLength,
                      .slide_ms = 6 * kHourLength,
                      .gap_ms = 20 * kMinuteLength,
                      .bounds_ms = {kHourLength},
                      .latenesses_ms = {0, kDayLength}};
    LatenessReport report = look_at_lateness(file.string(), options, [](std::uint64_t, std::size_t) { return true; });
    ASSERT_TRUE(report.answer.has_value());
    EXPECT_EQ(report.file.broken_rows, 0U);
    answer_ = std::move(*report.answer);
    profile_ = std::move(report.profile);
  }

  static std::int64_t number(const JsonNode& node, const std::string& name) {
    const JsonNode* const found = node.find(name);
    EXPECT_NE(found, nullptr) << name;
    return found == nullptr ? 0 : found->integer;
  }
  static void expect_spread(const JsonNode& expected, const Percentiles& actual) {
    EXPECT_TRUE(actual.exact);
    EXPECT_EQ(actual.min, number(expected, "min"));
    EXPECT_EQ(actual.p50, number(expected, "p50"));
    EXPECT_EQ(actual.p90, number(expected, "p90"));
    EXPECT_EQ(actual.p99, number(expected, "p99"));
    EXPECT_EQ(actual.p999, number(expected, "p99.9"));
    EXPECT_EQ(actual.max, number(expected, "max"));
  }
  // Our counts by length against theirs by name.
  static void expect_counts(const JsonNode& expected,
                            const std::vector<std::pair<std::int64_t, std::uint64_t>>& actual) {
    const std::vector<std::pair<std::string, std::int64_t>> lengths{{"1 s", 1'000},
                                                                    {"15 s", 15'000},
                                                                    {"1 min", kMinuteLength},
                                                                    {"5 min", 5 * kMinuteLength},
                                                                    {"10 min", 10 * kMinuteLength},
                                                                    {"1 h", kHourLength},
                                                                    {"1 day", kDayLength},
                                                                    {"7 days", 7 * kDayLength}};
    for (const auto& [name, length] : lengths) {
      if (expected.find(name) == nullptr) continue;
      const auto found = std::ranges::find(actual, length, [](const auto& count) { return count.first; });
      ASSERT_NE(found, actual.end()) << name;
      EXPECT_EQ(static_cast<std::int64_t>(found->second), number(expected, name)) << name;
    }
  }

  LatenessAnswer answer_;
  StreamProfile profile_;
};

// The percentiles of the delays that a scenario's generator draws by the profile at `path`.
Percentiles drawn_delays(const std::string& path, std::uint64_t count) {
  const std::string text = R"({"name": "drawn", "about": "a", "inputs": [{"name": "drawn", "generate":
      {"count": )" + std::to_string(count) +
                           R"(, "profile": ")" + path +
                           R"("}}], "pipeline": [{"id": "read", "source": "drawn"}, {"id": "out", "sink": {}}]})";
  const ReadResult read = read_scenario_text(text, "drawn.json");
  for (const InputError& error : read.errors) ADD_FAILURE() << to_text(error);
  const Prepared prepared = prepare(read.scenario.value(), {});
  for (const InputError& error : prepared.errors) ADD_FAILURE() << to_text(error);
  Distribution delays;
  for (const sim::ScriptedEvent& event : prepared.run.value().plan->inputs.front().script) {
    delays.add(event.at.ticks() / 1'000'000 - event.time.ticks());
  }
  return percentiles_of(delays);
}

TEST_P(RealLateness, HasTheFiguresOfItsProfile) {
  const JsonNode profiles = read_json(data_folder() / "profile.json");
  const JsonNode& profile = *profiles.find(GetParam());
  EXPECT_EQ(static_cast<std::int64_t>(answer_.rows), number(profile, "rows"));
  EXPECT_EQ(static_cast<std::int64_t>(answer_.keys), number(profile, "keys"));
  EXPECT_EQ(static_cast<std::int64_t>(answer_.largest_key_rows), number(profile, "largest_key_rows"));
  EXPECT_EQ(static_cast<std::int64_t>(answer_.keys_with_one_row), number(profile, "keys_with_one_row"));
  EXPECT_EQ(answer_.event_min, number(*profile.find("event_ms"), "min"));
  EXPECT_EQ(answer_.event_max, number(*profile.find("event_ms"), "max"));
  EXPECT_EQ(answer_.arrival->first, number(*profile.find("arrival_ms"), "min"));
  EXPECT_EQ(answer_.arrival->second, number(*profile.find("arrival_ms"), "max"));
  expect_spread(*profile.find("delay_ms"), *answer_.delay);
  expect_spread(*profile.find("behind_ms"), answer_.behind);
  EXPECT_EQ(static_cast<std::int64_t>(answer_.out_of_order), number(profile, "out_of_order_rows"));
  EXPECT_EQ(static_cast<std::int64_t>(answer_.future.rows), number(profile, "arrived_before_event_rows"));
  EXPECT_EQ(static_cast<std::int64_t>(*answer_.same_arrival), number(profile, "same_arrival_as_row_before"));
  EXPECT_EQ(static_cast<std::int64_t>(*answer_.repeats), number(profile, "repeats_of_key_and_event_time"));
  EXPECT_EQ(static_cast<std::int64_t>(*answer_.days.front().other_day), number(profile, "other_utc_day_rows"));
  expect_counts(*profile.find("late_rows_at_bound"), answer_.late_at);
  expect_counts(*profile.find("delay_above_rows"), answer_.delay_above);
}

TEST_P(RealLateness, HasTheSessionsOfItsProfile) {
  const JsonNode profiles = read_json(data_folder() / "profile.json");
  const JsonNode& expected = *profiles.find(GetParam())->find("sessions_20_min");
  const SessionsAnswer& sessions = *answer_.sessions;
  EXPECT_EQ(static_cast<std::int64_t>(sessions.sessions), number(expected, "sessions"));
  EXPECT_EQ(static_cast<std::int64_t>(sessions.touching), number(expected, "neighbours_exactly_20_min_apart"));
  expect_spread(*expected.find("per_key"), sessions.per_key);
  expect_spread(*expected.find("rows_each"), sessions.rows_each);
  expect_spread(*expected.find("length_ms"), sessions.length_ms);
}

TEST_P(RealLateness, DropsWhatTheStrictAnswersDrop) {
  const JsonNode summary = read_json(data_folder() / "expected/summary.json");
  const JsonNode& expected = *summary.find(GetParam());
  const WindowsAnswer& tumbling = answer_.windows.front();
  ASSERT_EQ(tumbling.windows, SurveyedWindows::Tumbling);
  ASSERT_EQ(tumbling.candidates.size(), 2U);
  const JsonNode* const strict[] = {expected.find("stream-1d-bound-1h-late-0"),
                                    expected.find("stream-1d-bound-1h-late-1d")};
  for (std::size_t i = 0; i < 2; ++i) {
    const CandidateAnswer& actual = tumbling.candidates[i];
    EXPECT_EQ(static_cast<std::int64_t>(actual.dropped), number(*strict[i], "dropped"));
    EXPECT_EQ(static_cast<std::int64_t>(actual.late_fired), number(*strict[i], "late_accepted"));
    EXPECT_EQ(static_cast<std::int64_t>(actual.on_time + actual.late_fired), number(*strict[i], "count"));
  }
}

TEST_P(RealLateness, IsDrawnAgainByItsProfile) {
  const fs::path path = fs::path(testing::TempDir()) / ("wavetank_" + GetParam() + ".profile.json");
  std::ofstream(path) << to_text(profile_);
  const Percentiles drawn = drawn_delays(path.string(), std::min<std::uint64_t>(300'000, 10 * profile_.rows));
  fs::remove(path);
  const auto near = [](std::int64_t actual, std::int64_t expected) {
    return std::abs(actual - expected) * 50 <= std::abs(expected);  // two per cent
  };
  EXPECT_PRED2(near, drawn.p50, answer_.delay->p50);
  EXPECT_PRED2(near, drawn.p90, answer_.delay->p90);
  EXPECT_PRED2(near, drawn.p99, answer_.delay->p99);
}

INSTANTIATE_TEST_SUITE_P(Real, RealLateness,
                         testing::Values("kafka", "kafka-small", "git", "git-small", "duckdb", "duckdb-small",
                                         "flights", "flights-small", "quakes"),
                         [](const auto& stream) {
                           std::string name = stream.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace wavetank::scenarios

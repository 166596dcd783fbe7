// The recorded answers of the real system, from the folder beside this one, where it is there.
#include <array>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/conform/conform.hpp"

namespace wavetank::scenarios::testing {
namespace {

// How many cases of a family must pass at least: it may grow, never shrink.
struct RecordedFamily {
  const char* name;
  std::size_t passed_min;
};

class FlinkVectors : public ::testing::TestWithParam<RecordedFamily> {};

TEST_P(FlinkVectors, AreAnsweredAsRecorded) {
  const std::string file = std::string(WT_SOURCE_DIR) + "/../shared/conformance/flink/" + GetParam().name + ".jsonl";
  if (!std::ifstream(file)) GTEST_SKIP() << "no recorded vectors beside the sources: " << file;
  std::istringstream nothing;
  const std::vector<std::string> files = {file};
  const ConformReport report = conform(files, nothing);
  EXPECT_GE(report.passed(), GetParam().passed_min);
  EXPECT_EQ(report.failed(), 0u) << to_text(report);
  EXPECT_TRUE(report.errors.empty()) << to_text(report.errors.front());
}

INSTANTIATE_TEST_SUITE_P(Family, FlinkVectors,
                         ::testing::Values(RecordedFamily{"valve", 200}, RecordedFamily{"combine", 110},
                                           RecordedFamily{"two_input", 110}, RecordedFamily{"multiplexer", 150},
                                           RecordedFamily{"generator", 120}, RecordedFamily{"assign_timestamps", 120},
                                           RecordedFamily{"alignment", 50}, RecordedFamily{"source_operator", 150},
                                           RecordedFamily{"key_group", 60}, RecordedFamily{"window", 900},
                                           RecordedFamily{"count_window", 70}, RecordedFamily{"timers", 200},
                                           RecordedFamily{"ttl", 150}, RecordedFamily{"broadcast", 80},
                                           RecordedFamily{"sort", 60}, RecordedFamily{"operator_state", 60},
                                           RecordedFamily{"sql_window", 200}, RecordedFamily{"group_agg", 90},
                                           RecordedFamily{"over_agg", 90}, RecordedFamily{"dedup", 100},
                                           RecordedFamily{"top_n", 120}, RecordedFamily{"upsert_materialize", 80},
                                           RecordedFamily{"interval_join", 200}, RecordedFamily{"window_join", 140},
                                           RecordedFamily{"regular_join", 120}, RecordedFamily{"temporal_join", 90},
                                           RecordedFamily{"async_wait", 120}, RecordedFamily{"cep", 120}),
                         [](const auto& family) { return std::string(family.param.name); });

// Of the job manager: restarts, the checkpoint coordinator, commits.
constexpr std::array kCoordinatorFamilies = {
    RecordedFamily{"restart", 60},
    RecordedFamily{"checkpoint_requests", 100},
    RecordedFamily{"checkpoint_failures", 50},
    RecordedFamily{"coordinator", 150},
    RecordedFamily{"two_phase_commit", 120},
};

INSTANTIATE_TEST_SUITE_P(CoordinatorFamily, FlinkVectors, ::testing::ValuesIn(kCoordinatorFamilies),
                         [](const auto& family) { return std::string(family.param.name); });

// Of a task: barriers, and whose in-flight data it reads after a rescale.
constexpr std::array kCheckpointFamilies = {
    RecordedFamily{"barriers", 300},
    RecordedFamily{"channel_state", 30},
};

INSTANTIATE_TEST_SUITE_P(CheckpointFamily, FlinkVectors, ::testing::ValuesIn(kCheckpointFamilies),
                         [](const auto& family) { return std::string(family.param.name); });

}  // namespace
}  // namespace wavetank::scenarios::testing

#include "scenarios/run/trace_file.hpp"

#include <filesystem>
#include <fstream>

#include "tests/scenarios/recordings.hpp"

namespace wavetank::scenarios::testing {
namespace {

namespace fs = std::filesystem;

// A folder of its own that goes with the test.
class TraceFiles : public ::testing::Test {
 protected:
  TraceFiles() {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / ("wavetank-" + std::string(test->name()));
    fs::create_directories(folder_);
  }
  ~TraceFiles() override { fs::remove_all(folder_); }
  TraceFiles(const TraceFiles&) = delete;
  TraceFiles& operator=(const TraceFiles&) = delete;

  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }

  // Runs the text and writes its trace.
  scenarios::Run write(const std::string& text, const std::string& name) {
    const Scenario scenario = valid(text);
    RunOptions options;
    const Prepared prepared = prepare(scenario, options);
    auto writer = TraceFileWriter::open(path(name), scenario, text, *prepared.run);
    options.sinks = {&writer.value()->sink()};
    scenarios::Run done = run(*prepared.run, options);
    EXPECT_FALSE(writer.value()->finish(done).has_value());
    return done;
  }

 private:
  fs::path folder_;
};

TEST_F(TraceFiles, GiveBackTheRun) {
  const std::string text = clicks_text(R"("a@1s", "a@14s", "a@7s at 15s")", kTumbling);
  const auto done = write(text, "run.wtr");
  const TraceFile file = read_trace_file(path("run.wtr"));
  ASSERT_TRUE(file.recording.has_value());
  EXPECT_TRUE(file.whole);
  EXPECT_EQ(file.scenario_text, text);
  EXPECT_EQ(file.recording->trace.events.size(), done.trace.events.size());
  EXPECT_EQ(file.recording->fingerprint, done.fingerprint);
  EXPECT_EQ(file.recording->end, done.end);
  EXPECT_EQ(file.recording->seed, 7U);
}

TEST_F(TraceFiles, AreExplainedLikeTheRunItself) {
  const std::string text = clicks_text(R"("a@1s", "a@14s", "a@7s at 15s")", kTumbling);
  const Scenario scenario = valid(text);
  const auto done = write(text, "run.wtr");
  const Recording live = record(scenario, done);
  const TraceFile file = read_trace_file(path("run.wtr"));
  for (std::uint32_t at = 1; at <= live.size(); ++at) {
    EXPECT_EQ(describe(*file.recording, sim::EventId{at}), describe(live, sim::EventId{at}));
  }
}

TEST_F(TraceFiles, AreKnownByTheirFirstBytes) {
  write(clicks_text(R"("a@1s")", kTumbling), "run.wtr");
  std::ofstream(path("other")) << "{}";
  EXPECT_TRUE(is_trace_file(path("run.wtr")));
  EXPECT_FALSE(is_trace_file(path("other")));
  EXPECT_FALSE(is_trace_file(path("absent")));
}

TEST_F(TraceFiles, CutOffAreReadUpToThere) {
  const auto done = write(clicks_text(R"("a@1s", "a@14s")", kTumbling), "run.wtr");
  fs::resize_file(path("run.wtr"), fs::file_size(path("run.wtr")) - 4);
  const TraceFile file = read_trace_file(path("run.wtr"));
  EXPECT_FALSE(file.whole);
  ASSERT_EQ(file.errors.size(), 1U);
  ASSERT_TRUE(file.recording.has_value());
  EXPECT_LE(file.recording->trace.events.size(), done.trace.events.size());
}

TEST_F(TraceFiles, ThatAreNotThereAreAnError) {
  const TraceFile file = read_trace_file(path("absent.wtr"));
  EXPECT_FALSE(file.recording.has_value());
  ASSERT_EQ(file.errors.size(), 1U);
  EXPECT_EQ(file.errors[0].file, path("absent.wtr"));
}

}  // namespace
}  // namespace wavetank::scenarios::testing

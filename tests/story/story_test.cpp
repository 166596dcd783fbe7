// Approval tests of the catalogue: each scenario's story stands beside it and is compared to the letter.
//
// `story_tests --rewrite` (target stories-rewrite) writes the stories anew. They are read in review: a story that
// changed for no good reason is a bug.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "scenarios/format/read.hpp"
#include "scenarios/run/outcome.hpp"
#include "scenarios/run/run.hpp"
#include "scenarios/story/narrate.hpp"
#include "scenarios/story/tables.hpp"

namespace wavetank::scenarios {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> catalogue() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(WT_SOURCE_DIR) / "scenarios/catalogue")) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

fs::path story_of(fs::path scenario) { return scenario.replace_extension(".story"); }

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The story as `wavetank run` prints it, and what it missed of its expectations.
struct Told {
  std::string story;
  std::vector<Mismatch> mismatches;
};

Told tell(const fs::path& path) {
  const ReadResult read = read_scenario_file(path.string());
  for (const InputError& error : read.errors) ADD_FAILURE() << to_text(error);
  if (!read.scenario) return {};
  const Scenario& scenario = *read.scenario;
  Told told{scenario.about + "\n\n", {}};
  RunOptions options;
  const Prepared prepared = prepare(scenario, options);
  EXPECT_TRUE(prepared.run);
  Outcome outcome(scenario, *prepared.run, KeepResults::All);
  Narrator narrator(scenario, prepared.run->cast, prepared.run->plan->clock_base, Detail::Decisions,
                    [&](const std::string& line) { told.story += line + "\n"; });
  options.sinks = {&outcome, &narrator};
  const Run ended = run(*prepared.run, options);
  EXPECT_FALSE(ended.stopped || ended.job_failed);
  for (const std::string& line : table_lines(outcome.tables(), kTableLinesMax)) told.story += line + "\n";
  told.story += summary_text(outcome.counts()) + "\n";
  told.mismatches = compare(scenario.expect, outcome);
  return told;
}

class Story : public testing::TestWithParam<fs::path> {};

TEST_P(Story, IsToldAsItStandsBesideItsScenario) {
  const Told told = tell(GetParam());
  EXPECT_EQ(told.story, read_file(story_of(GetParam()))) << "target stories-rewrite accepts the new story";
}

TEST_P(Story, MeetsTheExpectationsOfItsScenario) {
  for (const Mismatch& mismatch : tell(GetParam()).mismatches) ADD_FAILURE() << mismatch.message;
}

TEST_P(Story, IsNamedAsItsFile) {
  const ReadResult read = read_scenario_file(GetParam().string());
  ASSERT_TRUE(read.scenario);
  EXPECT_EQ(read.scenario->name, GetParam().stem().string());
  EXPECT_FALSE(read.scenario->about.empty());
  EXPECT_FALSE(read.scenario->teaches.empty());
}

std::string test_name(const testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Story, testing::ValuesIn(catalogue()), test_name);

TEST(Catalogue, HasAtLeastFortyScenarios) { EXPECT_GE(catalogue().size(), 40u); }

TEST(Catalogue, HasNoStoryWithoutItsScenario) {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(WT_SOURCE_DIR) / "scenarios/catalogue")) {
    if (entry.path().extension() != ".story") continue;
    fs::path scenario = entry.path();
    EXPECT_TRUE(fs::exists(scenario.replace_extension(".json"))) << entry.path();
  }
}

int rewrite() {
  for (const fs::path& scenario : catalogue()) {
    std::ofstream(story_of(scenario), std::ios::binary) << tell(scenario).story;
    std::cout << story_of(scenario).string() << "\n";
  }
  return testing::UnitTest::GetInstance()->Failed() ? 1 : 0;
}

}  // namespace
}  // namespace wavetank::scenarios

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc == 2 && std::string_view(argv[1]) == "--rewrite") return wavetank::scenarios::rewrite();
  return RUN_ALL_TESTS();
}

#include "tests/tidy/include_rules.hpp"

#include <gtest/gtest.h>

namespace wavetank::tidy {
namespace {

std::size_t wrong(std::string path, std::string text) {
  return wrong_directions({make_source(std::move(path), std::move(text))}).size();
}

TEST(Direction, LetsALayerSeeWhatIsBelow) {
  EXPECT_EQ(wrong("sim/a.cpp", "#include \"engine/b.hpp\"\n#include \"sim/c.hpp\"\n"), 0u);
  EXPECT_EQ(wrong("cli/main.cpp", "#include \"visualizer/view/b.hpp\"\n"), 0u);
  EXPECT_EQ(wrong("tests/a_test.cpp", "#include \"cli/b.hpp\"\n"), 0u);
}

TEST(Direction, ForbidsToLookUp) {
  EXPECT_EQ(wrong("engine/a.cpp", "#include \"sim/b.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("sim/a.cpp", "#include \"scenarios/b.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("scenarios/a.cpp", "  #  include \"properties/b.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("properties/a.cpp", "#include \"visualizer/b.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("visualizer/a.cpp", "#include \"cli/b.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("cli/a.cpp", "#include \"tests/b.hpp\"\n"), 1u);
}

TEST(Direction, ShowsTheVisualizerOnlyTheOutsideOfProperties) {
  EXPECT_EQ(wrong("visualizer/a.cpp", "#include \"properties/verdict.hpp\"\n"), 0u);
  EXPECT_EQ(wrong("visualizer/a.cpp", "#include \"properties/oracle/panes.hpp\"\n"), 1u);
}

TEST(Direction, KeepsTheOracleFromKnowingHowTheEngineDecides) {
  EXPECT_EQ(wrong("properties/oracle/a.cpp", "#include \"engine/base/record.hpp\"\n"), 0u);
  EXPECT_EQ(wrong("properties/oracle/a.cpp", "#include \"engine/windows/assigner.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("properties/oracle/a.cpp", "#include \"engine/time/valve.hpp\"\n"), 1u);
}

TEST(Direction, WantsIncludesToBeginAtTheRoot) {
  EXPECT_EQ(wrong("engine/time/a.cpp", "#include \"valve.hpp\"\n"), 1u);
  EXPECT_EQ(wrong("engine/time/a.cpp", "#include \"../base/ids.hpp\"\n"), 1u);
}

TEST(Direction, IgnoresIncludesInComments) {
  EXPECT_EQ(wrong("engine/a.cpp", "// #include \"sim/b.hpp\"\n/*\n#include \"sim/b.hpp\"\n*/\n"), 0u);
}

std::size_t beyond(std::string text) {
  return engine_beyond_std({make_source("engine/a.hpp", std::move(text))}).size();
}

TEST(EngineStdOnly, KnowsContainersAndNoWorld) {
  EXPECT_EQ(beyond("#include <vector>\n#include <cstdint>\n"), 0u);
  EXPECT_EQ(beyond("#include <thread>\n"), 1u);
  EXPECT_EQ(beyond("#include <chrono>\n#include <iostream>\n"), 2u);
  EXPECT_EQ(beyond("#include <boost/container/small_vector.hpp>\n"), 1u);
}

Source with(std::string path, std::string include) {
  return make_source(std::move(path), "#include <" + std::move(include) + ">\n");
}

TEST(ThirdParty, StaysWhereItBelongs) {
  EXPECT_EQ(misplaced_third_parties({with("scenarios/json/a.cpp", "nlohmann/json.hpp")}).size(), 0u);
  EXPECT_EQ(misplaced_third_parties({with("sim/a.cpp", "nlohmann/json.hpp")}).size(), 1u);
  EXPECT_EQ(misplaced_third_parties({with("properties/generators/a.hpp", "rapidcheck.h")}).size(), 0u);
  EXPECT_EQ(misplaced_third_parties({with("properties/campaign.cpp", "rapidcheck/gtest.h")}).size(), 1u);
  EXPECT_EQ(misplaced_third_parties({with("engine/a.cpp", "gtest/gtest.h")}).size(), 1u);
}

TEST(ThirdParty, KeepsImGuiOutOfTheViewModel) {
  EXPECT_EQ(misplaced_third_parties({with("visualizer/paint/a.cpp", "imgui.h")}).size(), 0u);
  EXPECT_EQ(misplaced_third_parties({with("visualizer/view/a.cpp", "imgui.h")}).size(), 1u);
  EXPECT_EQ(misplaced_third_parties({with("cli/a.cpp", "imgui.h")}).size(), 1u);
}

TEST(ThirdParty, AllowsFourFilesOfJson) {
  std::vector<Source> house;
  for (const char* name : {"a", "b", "c", "d"}) {
    house.push_back(with(std::string("scenarios/") + name + ".cpp", "nlohmann/json.hpp"));
  }
  EXPECT_TRUE(misplaced_third_parties(house).empty());
  house.push_back(with("scenarios/e.cpp", "nlohmann/json.hpp"));
  EXPECT_EQ(misplaced_third_parties(house).size(), 5u);
}

}  // namespace
}  // namespace wavetank::tidy

#include "tests/tidy/file_rules.hpp"

#include <gtest/gtest.h>

namespace wavetank::tidy {
namespace {

Source file(std::string path, std::string text = "// What it is.\n#pragma once\n") {
  return make_source(std::move(path), std::move(text));
}

TEST(FileLength, EndsAt450Lines) {
  EXPECT_EQ(long_files({file("sim/a.cpp", std::string(450, '\n'))}).size(), 0u);
  EXPECT_EQ(long_files({file("sim/a.cpp", std::string(451, '\n'))}).size(), 1u);
}

TEST(FileHead, IsMissedInHeadersAndLonelySources) {
  EXPECT_EQ(missing_heads({file("sim/a.hpp")}).size(), 0u);
  EXPECT_EQ(missing_heads({file("sim/a.hpp", "#pragma once\n")}).size(), 1u);
  EXPECT_EQ(missing_heads({file("sim/a.hpp", "// What it is.\n")}).size(), 1u);
  EXPECT_EQ(missing_heads({file("cli/main.cpp", "int main() {}\n")}).size(), 1u);
}

TEST(FileHead, OfTheHeaderSpeaksForItsSource) {
  EXPECT_EQ(missing_heads({file("sim/a.hpp"), file("sim/a.cpp", "int a;\n")}).size(), 0u);
}

TEST(FileName, IsNoShapelessWord) {
  EXPECT_EQ(bad_names({file("sim/utils.hpp")}).size(), 1u);
  EXPECT_EQ(bad_names({file("sim/json_helper.cpp")}).size(), 1u);
  EXPECT_EQ(bad_names({file("sim/common/valve.cpp")}).size(), 1u);
  EXPECT_EQ(bad_names({file("sim/cluster/task_manager_states.cpp")}).size(), 1u);
  EXPECT_EQ(bad_names({file("sim/utilisation.cpp"), file("sim/miscount.cpp")}).size(), 0u);
}

TEST(FileName, IsSnakeCase) {
  EXPECT_EQ(bad_names({file("sim/BarrierAligner.cpp")}).size(), 1u);
  EXPECT_EQ(bad_names({file("sim/barrier-aligner.cpp")}).size(), 1u);
}

TEST(FolderSize, EndsAt26Files) {
  std::vector<Source> house;
  house.reserve(28);
  for (int i = 0; i < 26; ++i) house.push_back(file("sim/f" + std::to_string(i) + ".cpp"));
  house.push_back(file("sim/below/a.cpp"));
  EXPECT_EQ(crowded_folders(house).size(), 0u);
  house.push_back(file("sim/one_more.cpp"));
  EXPECT_EQ(crowded_folders(house).size(), 1u);
}

TEST(Leftovers, AreFound) {
  EXPECT_EQ(leftovers({file("sim/a.cpp",
                            "// TODO"
                            "(now): it\n// TODO"
                            "(soon): that\n")})
                .size(),
            1u);
  EXPECT_EQ(leftovers({file("sim/a.cpp",
                            "open(\"/home"
                            "/me/x\"); // see /tmp"
                            "/y\n")})
                .size(),
            2u);
  EXPECT_EQ(leftovers({file("sim/a.cpp",
                            "open(\"frame/wor"
                            "k/x\"); a/tm"
                            "p/b;\n")})
                .size(),
            0u);
}

}  // namespace
}  // namespace wavetank::tidy

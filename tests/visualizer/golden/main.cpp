// `--bless` paints the goldens anew. Where CI=true it is refused: nobody would look at them.
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <gtest/gtest.h>

#include "tests/visualizer/golden/golden.hpp"

namespace wavetank::visualizer {
namespace {
GoldenMode mode = GoldenMode::Compare;
}  // namespace

GoldenMode golden_mode() { return mode; }

int run_goldens(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--bless") mode = GoldenMode::Bless;
  }
  const char* ci = std::getenv("CI");
  if (mode == GoldenMode::Bless && ci != nullptr && std::string_view(ci) == "true") {
    std::cerr << "goldens are not blessed in CI: paint them at home, and look at them\n";
    return 2;
  }
  return RUN_ALL_TESTS();
}

}  // namespace wavetank::visualizer

int main(int argc, char** argv) { return wavetank::visualizer::run_goldens(argc, argv); }

// The small real streams of the project against SQL: tumbling, sliding and the two strict streaming answers.
#include <gtest/gtest.h>

#include "tests/data/expected.hpp"

namespace wavetank::scenarios {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kStrict = {"count", "sum", "late_accepted", "dropped"};

struct Stream {
  std::string name;
  std::string file;
};

class SmallStream : public testing::TestWithParam<Stream> {
 protected:
  [[nodiscard]] static fs::path file() { return fs::path(WT_SOURCE_DIR) / "scenarios/data" / GetParam().file; }
  [[nodiscard]] static Table expected(const std::string& kind) {
    const Table table =
        expected_table(fs::path(WT_SOURCE_DIR) / "tests/data/expected" / (GetParam().name + "." + kind + ".csv"));
    EXPECT_FALSE(table.empty());
    return table;
  }
};

TEST_P(SmallStream, GivesTheTumblingWindowsOfSql) {
  EXPECT_EQ(answer({file(), engine::tumbling(kDay), kNever, {}}, {"count", "sum"}), expected("tumbling-1d"));
}

TEST_P(SmallStream, GivesTheSlidingWindowsOfSql) {
  const engine::WindowShape sliding{kDay, {6 * kHour.count}, {}};
  EXPECT_EQ(answer({file(), sliding, kNever, {}}, {"count"}), expected("sliding-1d-6h"));
}

TEST_P(SmallStream, DropsWhatTheStrictAnswerDropsWithoutLateness) {
  EXPECT_EQ(answer({file(), engine::tumbling(kDay), kHour, {}}, kStrict), expected("stream-1d-bound-1h-late-0"));
}

TEST_P(SmallStream, AcceptsWhatTheStrictAnswerAcceptsWithADayOfLateness) {
  EXPECT_EQ(answer({file(), engine::tumbling(kDay), kHour, kDay}, kStrict), expected("stream-1d-bound-1h-late-1d"));
}

INSTANTIATE_TEST_SUITE_P(Real, SmallStream,
                         testing::Values(Stream{"flights-small", "flights-small.csv"}, Stream{"quakes", "quakes.csv"}),
                         [](const auto& stream) { return stream.param.name == "quakes" ? "Quakes" : "FlightsSmall"; });

}  // namespace
}  // namespace wavetank::scenarios

// The large real streams: a year of flights, and the commits of Apache Kafka with a tail of five years.
//
// The flights are the project's own copy. The commits are read from the folder `shared/data` beside the project, where
// there is one; else their tests are skipped.
#include <gtest/gtest.h>

#include "tests/data/expected.hpp"

namespace wavetank::scenarios {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kStrict = {"count", "sum", "late_accepted", "dropped"};

class LargeStream : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!fs::exists(file())) GTEST_SKIP() << "no folder ../shared/data beside the project";
  }
  [[nodiscard]] static bool is_ours() { return GetParam() == "flights"; }
  [[nodiscard]] static fs::path root() { return fs::path(WT_SOURCE_DIR); }
  [[nodiscard]] static fs::path file() {
    return root() / (is_ours() ? "scenarios/data" : "../shared/data") / (GetParam() + ".csv.gz");
  }
  [[nodiscard]] static Table expected(const std::string& kind) {
    const fs::path folder = root() / (is_ours() ? "tests/data/expected" : "../shared/data/expected");
    Table table = expected_table(folder / (GetParam() + "." + kind + ".csv.gz"));
    EXPECT_FALSE(table.empty());
    return table;
  }
};

TEST_P(LargeStream, GivesTheTumblingWindowsOfSql) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kNever, {}}, {"count", "sum"}) == expected("tumbling-1d"));
}

TEST_P(LargeStream, DropsWhatTheStrictAnswerDropsWithoutLateness) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kHour, {}}, kStrict) == expected("stream-1d-bound-1h-late-0"));
}

TEST_P(LargeStream, AcceptsWhatTheStrictAnswerAcceptsWithADayOfLateness) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kHour, kDay}, kStrict) == expected("stream-1d-bound-1h-late-1d"));
}

INSTANTIATE_TEST_SUITE_P(Real, LargeStream, testing::Values("flights", "kafka"),
                         [](const auto& stream) { return stream.param; });

}  // namespace
}  // namespace wavetank::scenarios

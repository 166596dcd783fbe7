// The large real streams: a year of flights, and the commits of Apache Kafka with a tail of five years.
//
// They are read from the folder `shared/data` beside the project, where there is one; else these tests are skipped.
#include <gtest/gtest.h>

#include "tests/data/expected.hpp"

namespace wavetank::scenarios {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kStrict = {"count", "sum", "late_accepted", "dropped"};

class LargeStream : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!fs::exists(folder())) GTEST_SKIP() << "no folder ../shared/data beside the project";
  }
  [[nodiscard]] static fs::path folder() { return fs::path(WT_SOURCE_DIR) / "../shared/data"; }
  [[nodiscard]] static fs::path file() { return folder() / (GetParam() + ".csv.gz"); }
  [[nodiscard]] static Table expected(const std::string& kind) {
    return expected_table(folder() / "expected" / (GetParam() + "." + kind + ".csv.gz"));
  }
};

TEST_P(LargeStream, GivesTheTumblingWindowsOfSql) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kNever, {}}, {"count", "sum"}) == expected("tumbling-1d"));
}

TEST_P(LargeStream, DropsWhatTheStrictAnswerDropsWithoutLateness) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kHour, {}}, kStrict) == expected("stream-1d-bound-1h-late-0"));
}

TEST_P(LargeStream, AcceptsWhatTheStrictAnswerAcceptsWithADayOfLateness) {
  EXPECT_TRUE(answer({file(), engine::tumbling(kDay), kHour, kDay}, kStrict) ==
              expected("stream-1d-bound-1h-late-1d"));
}

INSTANTIATE_TEST_SUITE_P(Real, LargeStream, testing::Values("flights", "kafka"),
                         [](const auto& stream) { return stream.param; });

}  // namespace
}  // namespace wavetank::scenarios

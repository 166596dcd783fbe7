#include "scenarios/lateness/survey/candidate.hpp"

#include <gtest/gtest.h>

namespace wavetank::scenarios {
namespace {

TEST(RoundLength, IsTheLeastThatIsNotBelow) {
  EXPECT_EQ(rounded_up_length(-5), 0);
  EXPECT_EQ(rounded_up_length(0), 0);
  EXPECT_EQ(rounded_up_length(59'999), 60'000);
  EXPECT_EQ(rounded_up_length(60'000), 60'000);
  EXPECT_EQ(rounded_up_length(60'001), 120'000);
}

TEST(RoundLength, EndsAtTenYears) { EXPECT_EQ(rounded_up_length(std::int64_t{1} << 60), round_lengths().back()); }

TEST(Candidates, AreByHorizonAndEachOnce) {
  const std::vector<Candidate> wanted{{0, 0}, {0, 5}, {5, 0}, {5, 5}};
  EXPECT_EQ(candidates_of({5, 0, 5}, {0, 5}), wanted);
}

}  // namespace
}  // namespace wavetank::scenarios

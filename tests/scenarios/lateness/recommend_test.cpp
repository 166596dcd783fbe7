#include "scenarios/lateness/recommend.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "scenarios/lateness/report/summary.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kAnyDelay = std::numeric_limits<std::int64_t>::max();

// `late` of every hundred rows are behind by `behind_ms`, over a span of a million seconds.
DisorderSurvey disorder_of(int rows, int late, std::int64_t behind_ms) {
  DisorderSurvey disorder(kAnyDelay);
  for (int i = 0; i < rows; ++i) disorder.take({i % 100 < late ? behind_ms : 0, 0, 0});
  return disorder;
}
LatenessAnswer long_file() {
  LatenessAnswer answer;
  answer.event_max = 1'000'000'000;
  return answer;
}

TEST(Recommend, TakesTheLeastRoundBoundThatDoes) {
  const Recommendation made = recommend(disorder_of(1'000, 2, 1'300), {99, 100}, long_file());
  EXPECT_EQ(made.kind, RecommendationKind::Bound);
  EXPECT_EQ(made.bound_ms, 2'000);
  EXPECT_EQ(made.first_rows + made.last_rows, 1'000U);
  EXPECT_EQ(made.last_within, made.last_rows);
  EXPECT_EQ(recommend(disorder_of(1'000, 1, 1'300), {99, 100}, long_file()).bound_ms, 0);
}

TEST(Recommend, SaysThatTheTailIsTooHeavy) {
  const Recommendation made = recommend(disorder_of(1'000, 2, 200'000'000), {99, 100}, long_file());
  EXPECT_EQ(made.kind, RecommendationKind::NoBound);
  EXPECT_EQ(made.bound_ms, 86'400'000);  // the longest up to a tenth of the file
}

TEST(Recommend, AdmitsThatTheLastPartIsDifferent) {
  DisorderSurvey disorder = disorder_of(3'200, 0, 0);
  for (int i = 0; i < 800; ++i) disorder.take({i % 10 == 0 ? 60'000 : 0, 0, 0});
  LatenessAnswer answer = long_file();
  answer.recommendation = recommend(disorder, {99, 100}, answer);
  EXPECT_EQ(answer.recommendation.kind, RecommendationKind::HeldBack);
  EXPECT_NE(recommendation_text(answer).find("not on the last"), std::string::npos);
}

TEST(Recommend, KeepsWhatIsDelayedByAtMostSoMuch) {
  DisorderSurvey disorder(5'000);
  for (int i = 0; i < 1'000; ++i) {
    disorder.take({1'500, 0, 4'000});
    disorder.take({90'000, 0, 100'000});
  }
  const Recommendation made = recommend_for_delay(disorder, 5'000, long_file());
  EXPECT_EQ(made.kind, RecommendationKind::Bound);
  EXPECT_EQ(made.bound_ms, 2'000);
}

TEST(DisorderSurvey, KeepsItsPartsFew) {
  const DisorderSurvey disorder = disorder_of(100'000, 5, 10);
  EXPECT_GE(disorder.parts().size(), 32U);
  EXPECT_LE(disorder.parts().size(), 64U);
  const DisorderSurvey::Share all = disorder.share(5, 0, disorder.parts().size());
  EXPECT_EQ(all.rows, 100'000U);
  EXPECT_EQ(all.within, 95'000U);
}

TEST(DisorderSurvey, KnowsWhatTheFutureMadeLate) {
  DisorderSurvey disorder(kAnyDelay);
  disorder.take({5'000, 0, 0});
  disorder.take({5'000, 5'000, 0});
  EXPECT_EQ(disorder.late_by_future(1'000), 1U);
  EXPECT_EQ(disorder.late_by_future(5'000), 0U);
}

}  // namespace
}  // namespace wavetank::scenarios

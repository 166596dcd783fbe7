// Sessions against their definition: sorted rows for the batch, one candidate after the other for the stream.
#include <algorithm>
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenarios/lateness/survey/session_survey.hpp"
#include "tests/scenarios/lateness/survey/drawn_rows.hpp"

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kGapMs = 5;

RC_GTEST_PROP(BatchSessionsProperty, AreRunsOfSortedRows,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& drawn)) {
  BatchSessions sessions(kGapMs);
  std::map<std::uint32_t, std::vector<std::int64_t>> keys;
  for (const DrawnRow& row : rows_from(drawn)) {
    sessions.take(row.event_ms, row.key);
    keys[row.key].push_back(row.event_ms);
  }
  std::uint64_t count = 0;
  std::uint64_t touching = 0;
  std::int64_t longest = 0;
  for (auto& [key, times] : keys) {
    std::sort(times.begin(), times.end());
    std::int64_t first = times.front();
    ++count;
    for (std::size_t i = 1; i < times.size(); ++i) {
      const std::int64_t pause = times[i] - times[i - 1];
      if (pause == kGapMs) ++touching;
      if (pause > kGapMs) {
        first = times[i];
        ++count;
      }
      longest = std::max(longest, times[i] - first);
    }
  }
  const SessionsAnswer answer = sessions.finish();
  RC_ASSERT(answer.sessions == count);
  RC_ASSERT(answer.touching == touching);
  RC_ASSERT(answer.length_ms.max == longest);
  RC_ASSERT(answer.whole);
}

// Sessions of one job, as FLINK's merging windows keep them (WO-06): [first, last + gap).
class NaiveSessions {
 public:
  explicit NaiveSessions(const Candidate& candidate) { answer.candidate = candidate; }

  void take(const DrawnRow& row, const StreamPosition& position) {
    std::erase_if(live_, [&](const Session& session) { return at_least(session.last, position, horizon()); });
    Session hull{row.key, row.event_ms, row.event_ms};
    std::erase_if(live_, [&](const Session& session) {
      const bool touches =
          session.key == row.key && session.first <= row.event_ms + kGapMs && row.event_ms <= session.last + kGapMs;
      if (!touches) return false;
      hull.first = std::min(hull.first, session.first);
      hull.last = std::max(hull.last, session.last);
      return true;
    });
    if (at_least(hull.last, position, horizon())) {
      ++answer.dropped;
      return;
    }
    ++(at_least(hull.last, position, answer.candidate.bound_ms) ? answer.late_fired : answer.on_time);
    live_.push_back(hull);
  }

  CandidateAnswer answer;

 private:
  struct Session {
    std::uint32_t key = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
  };

  [[nodiscard]] std::int64_t horizon() const { return answer.candidate.horizon_ms(); }
  // Whether the watermark of a bound of `bound` has passed a session that ends with `last`.
  [[nodiscard]] static bool at_least(std::int64_t last, const StreamPosition& position, std::int64_t bound) {
    return position.high && last + kGapMs - 1 <= *position.high - bound - 1;
  }

  std::vector<Session> live_;
};

RC_GTEST_PROP(SessionSurveyProperty, GivesForAllCandidatesWhatAJobForEachGives,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& drawn)) {
  const std::vector<DrawnRow> rows = rows_from(drawn);
  const std::vector<StreamPosition> positions = positions_of(rows);
  const std::vector<Candidate> candidates = candidates_of({0, 2, 10, 40}, {0, 1, 15});
  SessionSurvey survey(kGapMs, candidates);
  std::vector<NaiveSessions> jobs(candidates.begin(), candidates.end());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    survey.take(rows[i].event_ms, rows[i].key, positions[i]);
    for (NaiveSessions& job : jobs) job.take(rows[i], positions[i]);
  }
  const std::vector<CandidateAnswer> answers = survey.finish();
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    RC_ASSERT(answers[i].on_time == jobs[i].answer.on_time);
    RC_ASSERT(answers[i].late_fired == jobs[i].answer.late_fired);
    RC_ASSERT(answers[i].dropped == jobs[i].answer.dropped);
  }
}

TEST(SessionSurvey, MergesWhatALateRowBridges) {
  SessionSurvey survey(kGapMs, candidates_of({0}, {100}));
  survey.take(0, 0, {0, 0, std::nullopt});
  survey.take(8, 0, {1, 0, 0});
  survey.take(4, 0, {2, 0, 8});
  const CandidateAnswer answer = survey.finish().front();
  EXPECT_EQ(answer.on_time, 3U);
  EXPECT_EQ(answer.state.windows_max, 2U);
  EXPECT_EQ(answer.state.records_max, 3U);
}

TEST(BatchSessions, WaitForTheBoundAfterTheirEnd) {
  BatchSessions sessions(10);
  PassTimes times;
  for (const std::int64_t time : {0, 5, 40, 60, 90}) {  // each arrives a second after the one before it
    sessions.take(time, 0);
    times.take(time, static_cast<std::int64_t>(time * 100));
  }
  // Ends 15, 50, 70 are passed by 40, 60, 90; with bound 20 by 40, 90, 90.
  EXPECT_EQ(sessions.mean_waits({0, 20, 100}, times), (BatchSessions::Waits{0, 3'000 / 3, std::nullopt}));
}

TEST(PassTimes, KeepOnLongStreamsWhatLiesNear) {
  PassTimes times;
  for (std::int64_t time = 0; time < 1'000'000; ++time) times.take(time, time * 10);
  const std::optional<std::int64_t> passed = times.passed(700'001);
  ASSERT_TRUE(passed.has_value());
  EXPECT_GE(*passed, 7'000'010);
  EXPECT_LE(*passed, 7'000'010 + 32 * 10);
}

}  // namespace
}  // namespace wavetank::scenarios

// The survey of all candidates at once against one candidate after the other, row by row and by definition.
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scenarios/lateness/survey/window_survey.hpp"
#include "tests/scenarios/lateness/survey/drawn_rows.hpp"

namespace wavetank::scenarios {
namespace {

struct Shape {
  std::int64_t size = 10;
  std::int64_t slide = 10;
};

std::vector<std::int64_t> starts_of(std::int64_t time, const Shape& shape) {
  std::vector<std::int64_t> starts;  // newest first
  for (std::int64_t start = time; start > time - shape.size; --start) {
    if (start % shape.slide == 0) starts.push_back(start);
  }
  return starts;
}

// A job with one bound and one lateness.
class NaiveJob {
 public:
  NaiveJob(const Shape& shape, const Candidate& candidate) : shape_(shape), candidate_(candidate) {
    answer.candidate = candidate;
  }

  void take(const DrawnRow& row, const StreamPosition& position) {
    std::size_t joined = 0;
    const std::vector<std::int64_t> starts = starts_of(row.event_ms, shape_);
    for (const std::int64_t start : starts) {
      if (gone(start, position.high)) continue;
      ++joined;
      ++open_[{start, row.key}];
      if (passed(start, position.high, candidate_.bound_ms))
        ++answer.late_fired;
      else
        on_time_.insert(start);
      if (passed(start, position.high, 0)) passed_first_.try_emplace(start, position.arrival_ms);
    }
    if (!passed(starts.front(), position.high, candidate_.bound_ms)) ++answer.on_time;
    if (joined == 0) ++answer.dropped;
    if (joined < starts.size()) ++answer.incomplete;
    look();
    std::optional<std::int64_t> high = position.high;
    if (!high || row.event_ms > *high) high = row.event_ms;
    move_on(*high, position.arrival_ms);
  }

  CandidateAnswer finish(std::uint64_t rows) {
    answer.state.windows_mean = (windows_ + rows / 2) / rows;
    answer.state.records_mean = (records_ + rows / 2) / rows;
    if (waits_ > 0) answer.mean_wait_ms = (wait_sum_ + waits_ / 2) / waits_;
    return answer;
  }

  CandidateAnswer answer;

 private:
  [[nodiscard]] bool passed(std::int64_t start, std::optional<std::int64_t> high, std::int64_t bound) const {
    const std::int64_t last = start + shape_.size - 1;
    return high && last <= *high - bound - 1;  // the watermark
  }
  [[nodiscard]] bool gone(std::int64_t start, std::optional<std::int64_t> high) const {
    return passed(start, high, candidate_.horizon_ms());
  }

  void look() {
    std::uint64_t records = 0;
    for (const auto& [place, rows] : open_) records += rows;
    windows_ += open_.size();
    records_ += records;
    answer.state.windows_max = std::max<std::uint64_t>(answer.state.windows_max, open_.size());
    answer.state.records_max = std::max(answer.state.records_max, records);
  }

  void move_on(std::int64_t high, std::int64_t arrival) {
    for (const std::int64_t start : on_time_) {
      if (passed(start, high, 0)) passed_first_.try_emplace(start, arrival);
    }
    std::erase_if(on_time_, [&](std::int64_t start) {
      if (!passed(start, high, candidate_.bound_ms)) return false;
      wait_sum_ += arrival - passed_first_.at(start);
      ++waits_;
      return true;
    });
    std::erase_if(open_, [&](const auto& entry) { return gone(entry.first.first, high); });
  }

  Shape shape_;
  Candidate candidate_;
  std::map<std::pair<std::int64_t, std::uint32_t>, std::uint64_t> open_;  // (start, key): rows
  std::set<std::int64_t> on_time_;                                        // have fired for nobody yet
  std::map<std::int64_t, std::int64_t> passed_first_;                     // with bound 0: the arrival
  std::uint64_t windows_ = 0;
  std::uint64_t records_ = 0;
  std::int64_t wait_sum_ = 0;
  std::int64_t waits_ = 0;
};

std::string text_of(const CandidateAnswer& answer) {
  std::string text;
  for (const std::uint64_t number :
       {answer.on_time, answer.late_fired, answer.dropped, answer.incomplete, answer.state.windows_max,
        answer.state.records_max, answer.state.windows_mean, answer.state.records_mean}) {
    text += std::to_string(number) + " ";
  }
  return text + (answer.mean_wait_ms ? std::to_string(*answer.mean_wait_ms) : "-");
}

RC_GTEST_PROP(WindowSurveyProperty, GivesForAllCandidatesWhatAJobForEachGives,
              (const std::vector<std::pair<std::uint8_t, std::uint8_t>>& drawn)) {
  RC_PRE(!drawn.empty());
  const std::vector<DrawnRow> rows = rows_from(drawn);
  const std::vector<StreamPosition> positions = positions_of(rows);
  const Shape shape = *rc::gen::element(Shape{10, 10}, Shape{1, 1}, Shape{10, 5}, Shape{10, 4}, Shape{12, 3});
  const std::vector<Candidate> candidates = candidates_of({0, 3, 10, 40}, {0, 1, 15});
  WindowSurvey survey(shape.size, shape.slide, candidates);
  std::vector<NaiveJob> jobs;
  for (const Candidate& candidate : candidates) jobs.emplace_back(shape, candidate);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    survey.take(rows[i].event_ms, rows[i].key, positions[i]);
    if (!positions[i].high || rows[i].event_ms > *positions[i].high) survey.advance(rows[i].event_ms, positions[i]);
    for (NaiveJob& job : jobs) job.take(rows[i], positions[i]);
  }
  const std::vector<CandidateAnswer> answers = survey.finish(rows.size(), true);
  for (std::size_t i = 0; i < jobs.size(); ++i) RC_ASSERT(text_of(answers[i]) == text_of(jobs[i].finish(rows.size())));
}

}  // namespace
}  // namespace wavetank::scenarios

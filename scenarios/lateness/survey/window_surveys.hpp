// All windows of a plan under one reading of the watermark.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/lateness/file/stream_file.hpp"
#include "scenarios/lateness/survey/session_survey.hpp"
#include "scenarios/lateness/survey/survey.hpp"
#include "scenarios/lateness/survey/window_survey.hpp"

namespace wavetank::scenarios {

class WindowSurveys {
 public:
  // Every bound of `priced` is tried with tumbling windows, too, without lateness.
  WindowSurveys(const SurveyPlan& plan, SurveyedWatermark watermark, const std::vector<std::int64_t>& priced)
      : wanted_(plan.candidates), priced_(priced), watermark_(watermark), gap_(plan.gap_ms) {
    std::vector<Candidate> all = plan.candidates;
    for (const std::int64_t bound : priced) all.push_back({bound, 0});
    add(SurveyedWindows::Tumbling, plan.window_ms, plan.window_ms, in_order(std::move(all)));
    if (plan.slide_ms > 0) add(SurveyedWindows::Sliding, plan.window_ms, plan.slide_ms, plan.candidates);
    if (plan.gap_ms > 0) sessions_.emplace(plan.gap_ms, plan.candidates);
  }

  void take(const StreamRow& row, const StreamPosition& position) {
    for (Aligned& aligned : aligned_) aligned.survey.take(row.event_ms, row.key, position);
    if (sessions_) sessions_->take(row.event_ms, row.key, position);
  }
  void fetch_places(const StreamRow& row) const {
    for (const Aligned& aligned : aligned_) aligned.survey.fetch_place(row.key);
    if (sessions_) sessions_->fetch_place(row.key);
  }
  void fetch_contents(const StreamRow& row) const {
    for (const Aligned& aligned : aligned_) aligned.survey.fetch_contents(row.event_ms, row.key);
    if (sessions_) sessions_->fetch_contents(row.key);
  }
  void advance(std::int64_t high, const StreamPosition& position) {
    if (sessions_) passed_.take(high, position.arrival_ms);
    for (Aligned& aligned : aligned_) aligned.survey.advance(high, position);
  }
  // `batch`: none, if no sessions were looked for.
  struct Whole {
    std::uint64_t rows = 0;
    bool arrivals = false;
    const BatchSessions* batch = nullptr;
  };
  void finish(const Whole& whole, LatenessAnswer& answer) {
    for (Aligned& aligned : aligned_) {
      const std::vector<CandidateAnswer> tried = aligned.survey.finish(whole.rows, whole.arrivals);
      if (aligned.answer.windows == SurveyedWindows::Tumbling) add_prices(tried, answer);
      add_answer(aligned.answer, tried, answer);
    }
    if (!sessions_) return;
    std::vector<CandidateAnswer> tried = sessions_->finish();
    if (whole.arrivals && whole.batch != nullptr) add_waits(*whole.batch, tried);
    add_answer({SurveyedWindows::Session, watermark_, gap_, 0, {}}, tried, answer);
  }

 private:
  struct Aligned {
    WindowsAnswer answer;
    WindowSurvey survey;
  };

  void add(SurveyedWindows windows, std::int64_t size, std::int64_t slide, const std::vector<Candidate>& candidates) {
    const std::int64_t shown = windows == SurveyedWindows::Sliding ? slide : 0;
    aligned_.push_back({{windows, watermark_, size, shown, {}}, WindowSurvey(size, slide, candidates)});
  }

  void add_prices(const std::vector<CandidateAnswer>& tried, LatenessAnswer& answer) const {
    for (const CandidateAnswer& one : tried) {
      const Candidate& candidate = one.candidate;
      if (candidate.lateness_ms > 0 || std::ranges::count(priced_, candidate.bound_ms) == 0) continue;
      answer.prices.push_back({candidate.bound_ms, one.dropped, one.mean_wait_ms, one.state});
    }
  }

  // Each bound once, however many latenesses are tried with it.
  void add_waits(const BatchSessions& batch, std::vector<CandidateAnswer>& tried) const {
    std::vector<std::int64_t> bounds;
    for (const CandidateAnswer& one : tried) bounds.push_back(one.candidate.bound_ms);
    std::ranges::sort(bounds);
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    const BatchSessions::Waits waits = batch.mean_waits(bounds, passed_);
    for (CandidateAnswer& one : tried) {
      const auto place = std::ranges::lower_bound(bounds, one.candidate.bound_ms);
      one.mean_wait_ms = waits[static_cast<std::size_t>(place - bounds.begin())];
    }
  }

  // By bound and then by lateness: so a reader compares them.
  void add_answer(WindowsAnswer windows, const std::vector<CandidateAnswer>& tried, LatenessAnswer& answer) const {
    for (const CandidateAnswer& one : tried) {
      if (std::ranges::count(wanted_, one.candidate) > 0) windows.candidates.push_back(one);
    }
    std::ranges::sort(windows.candidates, [](const CandidateAnswer& a, const CandidateAnswer& b) {
      return std::pair(a.candidate.bound_ms, a.candidate.lateness_ms) <
             std::pair(b.candidate.bound_ms, b.candidate.lateness_ms);
    });
    answer.windows.push_back(std::move(windows));
  }

  std::vector<Candidate> wanted_;
  std::vector<std::int64_t> priced_;
  SurveyedWatermark watermark_;
  std::int64_t gap_ = 0;
  std::vector<Aligned> aligned_;
  std::optional<SessionSurvey> sessions_;
  PassTimes passed_;  // for sessions
};

}  // namespace wavetank::scenarios

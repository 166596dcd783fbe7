// All windows of a plan under one reading of the watermark.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "scenarios/lateness/session_survey.hpp"
#include "scenarios/lateness/stream_file.hpp"
#include "scenarios/lateness/survey.hpp"
#include "scenarios/lateness/window_survey.hpp"

namespace wavetank::scenarios {

class WindowSurveys {
 public:
  WindowSurveys(const SurveyPlan& plan, SurveyedWatermark watermark) : watermark_(watermark) {
    add(SurveyedWindows::Tumbling, plan.window_ms, plan.window_ms, plan.candidates);
    if (plan.slide_ms > 0) add(SurveyedWindows::Sliding, plan.window_ms, plan.slide_ms, plan.candidates);
    if (plan.gap_ms > 0) sessions_.emplace(plan.gap_ms, plan.candidates);
    gap_ = plan.gap_ms;
  }

  void take(const StreamRow& row, const StreamPosition& position) {
    for (Aligned& aligned : aligned_) aligned.survey.take(row.event_ms, row.key, position);
    if (sessions_) sessions_->take(row.event_ms, row.key, position);
  }
  void advance(std::int64_t high, const StreamPosition& position) {
    for (Aligned& aligned : aligned_) aligned.survey.advance(high, position);
  }
  void finish(std::uint64_t rows, bool arrivals, std::vector<WindowsAnswer>& answers) {
    for (Aligned& aligned : aligned_) {
      WindowsAnswer answer = aligned.answer;
      answer.watermark = watermark_;
      answer.candidates = aligned.survey.finish(rows, arrivals);
      answers.push_back(std::move(answer));
    }
    if (sessions_) answers.push_back({SurveyedWindows::Session, watermark_, gap_, 0, sessions_->finish()});
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

  SurveyedWatermark watermark_;
  std::vector<Aligned> aligned_;
  std::optional<SessionSurvey> sessions_;
  std::int64_t gap_ = 0;
};

}  // namespace wavetank::scenarios

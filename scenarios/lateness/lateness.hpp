// `wavetank lateness` without its output: from a file to an answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/file/stream_file.hpp"
#include "scenarios/lateness/plot/plot_survey.hpp"
#include "scenarios/lateness/recommend.hpp"
#include "scenarios/lateness/survey/survey.hpp"

namespace wavetank::scenarios {

struct LatenessOptions {
  StreamFileOptions file;
  PlanWishes wishes;
  Rank target = kDefaultTarget;
  std::optional<std::int64_t> keep_delayed_ms;  // instead of the target: lose nothing that is delayed by at most that
};

// What the file looked like.
struct FileFacts {
  std::string path;
  std::string format;  // "CSV"
  Columns columns;
  std::string event_form;    // "ms", "iso"
  std::string arrival_form;  // empty without a column of arrivals
  bool assumed_utc = false;
  std::uint64_t broken_rows = 0;
  std::vector<InputError> first_broken;
};

struct LatenessReport {
  std::optional<LatenessAnswer> answer;
  FileFacts file;
  SurveyPlan plan;
  StreamProfile profile;               // whole only with an answer
  std::optional<LatenessPlots> plots;  // if they were wished for
  std::vector<InputError> errors;
};

// Called every so many rows with the rows and bytes that are behind us; false stops, and there is no answer.
using LatenessProgress = std::function<bool(std::uint64_t rows, std::size_t bytes)>;

[[nodiscard]] LatenessReport look_at_lateness(const std::string& path, const LatenessOptions& options,
                                              const LatenessProgress& progress);

}  // namespace wavetank::scenarios

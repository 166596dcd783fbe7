// All that is asked of a recorded stream, in one pass and constant memory.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/input/profile.hpp"
#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/file/names.hpp"
#include "scenarios/lateness/file/stream_file.hpp"
#include "scenarios/lateness/plot/plot_survey.hpp"
#include "scenarios/lateness/survey/day_survey.hpp"
#include "scenarios/lateness/survey/disorder_survey.hpp"

namespace wavetank::scenarios {

// Whether pictures will be drawn; they cost a few nanoseconds a row.
enum class Plotting : std::uint8_t { Off, On };

// What is tried. Lengths in milliseconds.
struct SurveyPlan {
  std::int64_t window_ms = 0;
  std::int64_t slide_ms = 0;  // 0: no sliding windows
  std::int64_t gap_ms = 0;    // 0: no sessions
  std::vector<Candidate> candidates;
  std::vector<std::int64_t> priced;  // bounds of which the price is worked out, to recommend one of them
  std::int64_t delay_limit_ms = std::numeric_limits<std::int64_t>::max();  // of rows that nothing may be lost of
  std::string zone;                                                        // of days besides UTC; empty: none
  DayOf local_day;
  std::optional<std::int64_t> plot_unit_ms;  // of the scale of lengths; none: no plots
};

inline constexpr std::uint64_t kSurveyRowsMax = 0xffff'ffff;  // counters of 32 bits

// Rows that are looked at before the plan is made.
inline constexpr std::size_t kPlanRows = 65'536;

struct PlanWishes {  // what the user gave; the rest is chosen
  std::optional<std::int64_t> window_ms;
  std::optional<std::int64_t> slide_ms;
  std::optional<std::int64_t> gap_ms;
  std::vector<std::int64_t> bounds_ms;
  std::vector<std::int64_t> latenesses_ms;
  std::string zone;  // of days besides UTC; empty: none
  DayOf local_day;   // of the zone
  Plotting plotting = Plotting::Off;
};
enum class Arrivals : std::uint8_t { Unknown, Known };
// Windows of a size that the rows' span makes sense of; bounds at the percentiles of their disorder, rounded up.
[[nodiscard]] SurveyPlan make_plan(const std::vector<StreamRow>& first_rows, Arrivals arrivals,
                                   const PlanWishes& wishes);

class Survey {
 public:
  // `arrivals`, `partitions`: whether the rows have them.
  struct Shape {
    bool arrivals = false;
    bool partitions = false;
  };
  Survey(const SurveyPlan& plan, Shape shape);
  ~Survey();
  Survey(const Survey&) = delete;
  Survey& operator=(const Survey&) = delete;

  // REQUIRES: at most kSurveyRowsMax rows are taken in all.
  void take(std::span<const StreamRow> rows);
  // REQUIRES: a row was taken.
  [[nodiscard]] LatenessAnswer finish(const Names& keys, const Names& partitions);
  [[nodiscard]] const DisorderSurvey& disorder() const;
  // Without arrivals its delays are the rows' disorder: the least delays that explain their order.
  [[nodiscard]] StreamProfile profile() const;
  // None unless the plan says so. REQUIRES: a row was taken.
  [[nodiscard]] std::optional<LatenessPlots> plots() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace wavetank::scenarios

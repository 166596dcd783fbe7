// What to try when the user does not say.
#include <algorithm>
#include <limits>

#include "engine/base/assert.hpp"
#include "scenarios/lateness/survey/distribution.hpp"
#include "scenarios/lateness/survey/survey.hpp"
#include "scenarios/lateness/survey/watermark_reading.hpp"

namespace wavetank::scenarios {
namespace {

struct Lengths {
  std::int64_t window = 0;
  std::int64_t slide = 0;
  std::int64_t gap = 0;
};
constexpr std::int64_t kPlanMinute = 60'000;
constexpr Lengths kForSeconds{1'000, 500, 500};
constexpr Lengths kForMinutes{kPlanMinute, kPlanMinute / 2, kPlanMinute / 2};
constexpr Lengths kForDays{60 * kPlanMinute, 30 * kPlanMinute, 20 * kPlanMinute};

// Round lengths above the greatest disorder of the first rows; later ones may be worse.
constexpr std::ptrdiff_t kPricesBeyond = 6;

Lengths usual_lengths(std::int64_t span) {
  if (span < 5 * kPlanMinute) return kForSeconds;
  return span < 600 * kPlanMinute ? kForMinutes : kForDays;
}

}  // namespace

SurveyPlan make_plan(const std::vector<StreamRow>& first_rows, const PlanWishes& wishes) {
  WT_REQUIRE(!first_rows.empty());
  Distribution behind;
  MergedHigh high;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const StreamRow& row : first_rows) {
    behind.add(high.high() ? std::max<std::int64_t>(0, *high.high() - row.event_ms) : 0);
    high.take(row.event_ms);
    least = std::min(least, row.event_ms);
  }
  const Lengths usual = usual_lengths(*high.high() - least);
  SurveyPlan plan;
  plan.window_ms = wishes.window_ms.value_or(usual.window);
  // A slide that fits the window that was asked for.
  const bool halves = plan.window_ms % 2 == 0 ? wishes.window_ms.has_value() : false;
  plan.slide_ms = wishes.slide_ms.value_or(halves ? plan.window_ms / 2 : std::min(usual.slide, plan.window_ms));
  if (plan.slide_ms == plan.window_ms) plan.slide_ms = 0;
  plan.gap_ms = wishes.gap_ms.value_or(usual.gap);
  std::vector<std::int64_t> bounds = wishes.bounds_ms;
  const Ranking ranked = behind.ranking();
  if (bounds.empty()) {
    for (const Rank rank : {kP90, kP99, kP999}) bounds.push_back(rounded_up_length(ranked.at(rank)));
    bounds.push_back(0);
    bounds.push_back(rounded_up_length(behind.max()));
  }
  const auto place_of = [](std::int64_t length) {
    const auto lengths = round_lengths();
    return std::lower_bound(lengths.begin(), lengths.end(), rounded_up_length(length)) - lengths.begin();
  };
  const auto last_place = static_cast<std::ptrdiff_t>(round_lengths().size()) - 1;
  const auto lengths = round_lengths();
  plan.priced.assign(lengths.begin() + std::max<std::ptrdiff_t>(0, place_of(ranked.at(kP90)) - 1),
                     lengths.begin() + std::min(last_place, place_of(behind.max()) + kPricesBeyond) + 1);
  std::vector<std::int64_t> latenesses = wishes.latenesses_ms;
  if (latenesses.empty()) latenesses = {0, plan.window_ms};
  plan.candidates = candidates_of(bounds, latenesses);
  return plan;
}

}  // namespace wavetank::scenarios

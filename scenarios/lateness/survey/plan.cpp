// What to try when the user does not say.
#include <algorithm>
#include <array>
#include <iterator>
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

// What the first rows are like.
struct FirstLook {
  Distribution behind;
  Distribution lateness;  // delay, or disorder without arrivals, without its sign; of rows that have some
  std::int64_t span = 0;  // of event times
};

FirstLook look_at(const std::vector<StreamRow>& first_rows, Arrivals arrivals) {
  FirstLook look;
  MergedHigh high;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const StreamRow& row : first_rows) {
    const std::int64_t after = high.high() ? std::max<std::int64_t>(0, *high.high() - row.event_ms) : 0;
    const std::int64_t late = arrivals == Arrivals::Known ? row.arrival_ms - row.event_ms : after;
    look.behind.add(after);
    if (late != 0) look.lateness.add(late < 0 ? -late : late);
    high.take(row.event_ms);
    least = std::min(least, row.event_ms);
  }
  look.span = *high.high() - least;
  return look;
}

// Of a scale of lengths: next to none of them is shorter.
std::int64_t unit_below(const Distribution& lengths) {
  constexpr std::array<std::int64_t, 8> kUnits{
      1, 10, 100, 1'000, 10'000, kPlanMinute, 10 * kPlanMinute, 60 * kPlanMinute};
  if (lengths.count() == 0) return kUnits.front();
  const std::int64_t shortest = lengths.ranking().at({1, 50});
  return *std::prev(std::upper_bound(kUnits.begin(), kUnits.end(), std::max(shortest, kUnits.front())));
}

}  // namespace

SurveyPlan make_plan(const std::vector<StreamRow>& first_rows, Arrivals arrivals, const PlanWishes& wishes) {
  WT_REQUIRE(!first_rows.empty());
  const FirstLook look = look_at(first_rows, arrivals);
  const Distribution& behind = look.behind;
  const Lengths usual = usual_lengths(look.span);
  SurveyPlan plan;
  plan.zone = wishes.zone;
  if (wishes.plotting == Plotting::On) plan.plot_unit_ms = unit_below(look.lateness);
  plan.local_day = wishes.local_day;
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

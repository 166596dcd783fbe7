// The charts of a lateness report.
#pragma once

#include <vector>

#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/plot/chart.hpp"
#include "scenarios/lateness/plot/plot_survey.hpp"

namespace wavetank::scenarios {

// Completeness against waiting time, the recommended bound marked. The share is drawn by how much is missing: from 90 % to
// 99 % is as far as from 99 % to 99.9 %.
[[nodiscard]] Chart completeness_chart(const LatenessAnswer& answer, LengthScale scale);
// Event time × arrival: what lies above the dotted line is late, what lies below arrived before it happened.
[[nodiscard]] Chart arrivals_chart(const LatenessAnswer& answer, const Density& arrivals);
// Delay × arrival: whether lateness changes over time.
[[nodiscard]] Chart delays_chart(const LatenessAnswer& answer, const Density& delays, LengthScale scale);

// All of them, in this order.
[[nodiscard]] std::vector<Chart> lateness_charts(const LatenessAnswer& answer, const LatenessPlots& plots);

}  // namespace wavetank::scenarios

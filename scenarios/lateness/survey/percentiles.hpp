// The percentiles of a distribution.
#pragma once

#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/survey/distribution.hpp"

namespace wavetank::scenarios {

// All 0 if there is no value.
[[nodiscard]] inline Percentiles percentiles_of(const Distribution& distribution) {
  Percentiles percentiles;
  percentiles.count = distribution.count();
  if (percentiles.count == 0) return percentiles;
  const Ranking ranking = distribution.ranking();
  percentiles.min = distribution.min();
  percentiles.p50 = ranking.at(kP50);
  percentiles.p90 = ranking.at(kP90);
  percentiles.p99 = ranking.at(kP99);
  percentiles.p999 = ranking.at(kP999);
  percentiles.max = distribution.max();
  percentiles.exact = distribution.exact();
  return percentiles;
}

}  // namespace wavetank::scenarios

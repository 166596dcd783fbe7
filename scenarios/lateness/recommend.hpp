// Which bound does what is wanted, at which price, and whether the last part of the file agrees.
//
// Chosen on the first four fifths of the file, checked on the last fifth; only round lengths are recommended.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "scenarios/lateness/answer.hpp"
#include "scenarios/lateness/survey/disorder_survey.hpp"
#include "scenarios/lateness/survey/distribution.hpp"

namespace wavetank::scenarios {

inline constexpr Rank kDefaultTarget{999, 1'000};

// The least round bound at which at least `target` of the rows are behind by at most the bound.
[[nodiscard]] Recommendation recommend(const DisorderSurvey& disorder, Rank target, const LatenessAnswer& answer);
// The least round bound at which no row is late that is delayed by at most `delay_ms`.
[[nodiscard]] Recommendation recommend_for_delay(const DisorderSurvey& disorder, std::int64_t delay_ms,
                                                 const LatenessAnswer& answer);

}  // namespace wavetank::scenarios

#include "scenarios/lateness/survey/candidate.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace wavetank::scenarios {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

constexpr std::array<std::int64_t, 46> kRoundLengths{0,
                                                     1,
                                                     2,
                                                     5,
                                                     10,
                                                     20,
                                                     50,
                                                     100,
                                                     200,
                                                     500,
                                                     kSecondMs,
                                                     2 * kSecondMs,
                                                     5 * kSecondMs,
                                                     10 * kSecondMs,
                                                     15 * kSecondMs,
                                                     20 * kSecondMs,
                                                     30 * kSecondMs,
                                                     kMinuteMs,
                                                     2 * kMinuteMs,
                                                     5 * kMinuteMs,
                                                     10 * kMinuteMs,
                                                     15 * kMinuteMs,
                                                     20 * kMinuteMs,
                                                     30 * kMinuteMs,
                                                     kHourMs,
                                                     2 * kHourMs,
                                                     3 * kHourMs,
                                                     4 * kHourMs,
                                                     6 * kHourMs,
                                                     8 * kHourMs,
                                                     12 * kHourMs,
                                                     kDayMs,
                                                     2 * kDayMs,
                                                     3 * kDayMs,
                                                     5 * kDayMs,
                                                     7 * kDayMs,
                                                     10 * kDayMs,
                                                     14 * kDayMs,
                                                     21 * kDayMs,
                                                     30 * kDayMs,
                                                     60 * kDayMs,
                                                     90 * kDayMs,
                                                     180 * kDayMs,
                                                     365 * kDayMs,
                                                     1'825 * kDayMs,
                                                     3'650 * kDayMs};
static_assert(std::is_sorted(kRoundLengths.begin(), kRoundLengths.end()));

}  // namespace

std::span<const std::int64_t> round_lengths() { return kRoundLengths; }

std::int64_t rounded_up_length(std::int64_t length) {
  const auto* const found = std::lower_bound(kRoundLengths.begin(), kRoundLengths.end(), length);
  return found == kRoundLengths.end() ? kRoundLengths.back() : *found;
}

std::vector<Candidate> in_order(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.horizon_ms(), a.bound_ms) < std::tuple(b.horizon_ms(), b.bound_ms);
  });
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

std::vector<Candidate> candidates_of(const std::vector<std::int64_t>& bounds,
                                     const std::vector<std::int64_t>& latenesses) {
  std::vector<Candidate> candidates;
  for (const std::int64_t bound : bounds) {
    for (const std::int64_t lateness : latenesses) candidates.push_back({bound, lateness});
  }
  return in_order(std::move(candidates));
}

}  // namespace wavetank::scenarios

// Delays grow exactly: initial · multiplier^attempt is kept as a fixed-point number with 32 bits behind the point, rounded
// down at each step. With a reduced multiplier every whole product has whole predecessors, so it is never rounded; Flink
// computes with doubles, which can come out a millisecond less (100 · 1.15 = 114.99…).
#include "engine/coordinator/restart_strategy.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

constexpr unsigned kDelayFractionBits = 32;
// More than any delay that is not clamped; times a multiplier of 32 bits it still fits into 128.
constexpr Wide kScaledDelayMax = Wide{1} << 94;

Wide times(Wide scaled, Factor factor) {
  const std::uint32_t divisor = std::gcd(factor.numerator, factor.denominator);
  WT_ASSERT(divisor > 0, factor.numerator, factor.denominator);
  return std::min(scaled * (factor.numerator / divisor) / (factor.denominator / divisor), kScaledDelayMax);
}

std::int64_t whole_millis(Wide scaled) { return static_cast<std::int64_t>(scaled >> kDelayFractionBits); }

void require_sound(const RestartSpec& spec) {
  if (const auto* fixed = std::get_if<FixedDelayRestart>(&spec)) {
    WT_REQUIRE(fixed->delay.count >= 0, fixed->delay);
  } else if (const auto* rate = std::get_if<FailureRateRestart>(&spec)) {
    WT_REQUIRE(rate->delay.count >= 0 && rate->interval.count >= 0, rate->delay, rate->interval);
  } else if (const auto* growing = std::get_if<ExponentialRestart>(&spec)) {
    WT_REQUIRE(growing->initial.count > 0, growing->initial);
    WT_REQUIRE(growing->initial <= growing->max, growing->initial, growing->max);
    WT_REQUIRE(growing->max.count <= whole_millis(kScaledDelayMax), growing->max);
    WT_REQUIRE(growing->multiplier.denominator > 0 && growing->jitter.denominator > 0);
    WT_REQUIRE(growing->multiplier.numerator >= growing->multiplier.denominator);
    WT_REQUIRE(growing->jitter.numerator <= growing->jitter.denominator);
  }
}

}  // namespace

RestartStrategy::RestartStrategy(RestartSpec spec) : spec_(spec) { require_sound(spec_); }

Millis RestartStrategy::jitter_max(ProcessingTime now) const {
  const auto* spec = std::get_if<ExponentialRestart>(&spec_);
  if (spec == nullptr || merges(now)) return Millis{0};
  const Wide base = static_cast<Wide>(whole_millis(scaled_delay(*spec, now)));
  return Millis{static_cast<std::int64_t>(base * spec->jitter.numerator / spec->jitter.denominator)};
}

RestartAnswer RestartStrategy::on_failure(ProcessingTime now, Millis jitter) {
  WT_REQUIRE(failures_.empty() || failures_.back() <= now, now);
  WT_REQUIRE(distance(jitter.count, 0) <= static_cast<std::uint64_t>(jitter_max(now).count), jitter);
  if (const auto* fixed = std::get_if<FixedDelayRestart>(&spec_)) return answer(*fixed);
  if (const auto* rate = std::get_if<FailureRateRestart>(&spec_)) return answer(*rate, now);
  if (const auto* growing = std::get_if<ExponentialRestart>(&spec_)) return answer(*growing, now, jitter);
  return {.new_attempt = true, .may_restart = false, .delay = {}};
}

RestartAnswer RestartStrategy::answer(const FixedDelayRestart& spec) {
  ++attempts_;
  return {.new_attempt = true, .may_restart = attempts_ <= spec.attempts, .delay = spec.delay};
}

RestartAnswer RestartStrategy::answer(const FailureRateRestart& spec, ProcessingTime now) {
  const std::size_t kept = std::size_t{spec.failures} + 1;
  if (failures_.size() == kept) failures_.pop_front();
  failures_.push_back(now);
  WT_ASSERT(failures_.size() <= kept, failures_.size());
  const bool apart = failures_.size() < kept || saturating_between(failures_.front(), now) > spec.interval;
  return {.new_attempt = true, .may_restart = apart, .delay = spec.delay};
}

RestartAnswer RestartStrategy::answer(const ExponentialRestart& spec, ProcessingTime now, Millis jitter) {
  const bool merged = merges(now);
  if (!merged) {
    const Wide scaled = scaled_delay(spec, now);
    if (resets(spec, now)) attempts_ = 0;
    const Millis delay{
        std::clamp(saturating_add(whole_millis(scaled), jitter.count), spec.initial.count, spec.max.count)};
    next_restart_ = saturating_add(now, delay);
    scaled_delay_ = times(scaled, spec.multiplier);
    ++attempts_;
  }
  WT_ASSERT(next_restart_ && *next_restart_ >= now, now);
  return {.new_attempt = !merged,
          .may_restart = !spec.attempts || attempts_ <= *spec.attempts,
          .delay = saturating_between(now, *next_restart_)};
}

bool RestartStrategy::merges(ProcessingTime now) const { return next_restart_ && now <= *next_restart_; }

bool RestartStrategy::resets(const ExponentialRestart& spec, ProcessingTime now) const {
  return !next_restart_ || saturating_between(*next_restart_, now) >= spec.reset_threshold;
}

Wide RestartStrategy::scaled_delay(const ExponentialRestart& spec, ProcessingTime now) const {
  return resets(spec, now) ? static_cast<Wide>(spec.initial.count) << kDelayFractionBits : scaled_delay_;
}

}  // namespace wavetank::engine

// Whether the timer runs is an optional of its own; Flink's marker 0 for "not started" would need a clock above 0.
#include "engine/time/idleness.hpp"

#include <limits>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

std::int64_t saturating_nanoseconds(Millis length) {
  std::int64_t nanoseconds = 0;
  const bool over = __builtin_mul_overflow(length.count, kNanosecondsPerMillisecond, &nanoseconds);
  return over ? std::numeric_limits<std::int64_t>::max() : nanoseconds;
}

}  // namespace

IdleInstant IdleInstant::of(ProcessingTime time) {
  std::int64_t nanoseconds = 0;
  // The builtin stores the product modulo 2^64 whether or not it fits.
  static_cast<void>(__builtin_mul_overflow(time.ticks(), kNanosecondsPerMillisecond, &nanoseconds));
  return IdleInstant{nanoseconds};
}

void PausableClock::pause(IdleInstant now) {
  if (!paused_since_) paused_since_ = now;
}

void PausableClock::resume(IdleInstant now) {
  if (!paused_since_) return;
  const std::int64_t pause_ns = wrapping_subtract(now.nanoseconds, paused_since_->nanoseconds);
  WT_REQUIRE(pause_ns >= 0, pause_ns);
  paused_ns_ = wrapping_add(paused_ns_, pause_ns);
  paused_since_.reset();
}

IdleInstant PausableClock::read(IdleInstant now) const {
  const IdleInstant shown = paused_since_.value_or(now);
  return IdleInstant{wrapping_subtract(shown.nanoseconds, paused_ns_)};
}

IdlenessTimer::IdlenessTimer(Millis timeout) : timeout_ns_(saturating_nanoseconds(timeout)) {
  WT_REQUIRE(timeout.count > 0, timeout);
}

void IdlenessTimer::on_record() {
  record_seen_ = true;
  idle_ = false;  // WM-13: at once in here; downstream hears of it with the next watermark (WM-11)
}

IdleVerdict IdlenessTimer::on_tick(IdleInstant reading) {
  if (record_seen_) {
    WT_ASSERT(!idle_);
    record_seen_ = false;
    quiet_since_.reset();
    return IdleVerdict::Busy;
  }
  if (!quiet_since_) {
    WT_ASSERT(!idle_);
    quiet_since_ = reading;
    return IdleVerdict::Busy;
  }
  const std::int64_t quiet_ns = wrapping_subtract(reading.nanoseconds, quiet_since_->nanoseconds);
  if (quiet_ns <= timeout_ns_) return IdleVerdict::Busy;
  if (idle_) return IdleVerdict::StillIdle;
  idle_ = true;
  return IdleVerdict::BecameIdle;
}

TickNeed IdlenessTimer::need() const {
  if (record_seen_ || !quiet_since_) return TickNeed{TickUrgency::Next};
  if (idle_) return TickNeed{TickUrgency::None};
  const std::int64_t deadline = saturating_add(quiet_since_->nanoseconds, timeout_ns_);
  WT_ASSERT(deadline >= quiet_since_->nanoseconds, deadline);
  return TickNeed{TickUrgency::AfterDeadline, IdleInstant{deadline}};
}

}  // namespace wavetank::engine

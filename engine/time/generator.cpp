// One class for all kinds: they share idleness and differ in two lines.
#include "engine/time/generator.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

Millis effective_bound(const WatermarkStrategy& strategy) {
  return strategy.kind == GeneratorKind::Bounded ? strategy.bound : Millis{0};  // WM-03
}

}  // namespace

// WM-02: MIN + bound + 1 makes the first tick without data evaluate to MIN exactly. That tick counts as fresh: the
// MIN is swallowed, but un-idles the main output of a source (WM-20).
Generator::Generator(const WatermarkStrategy& strategy)
    : kind_(strategy.kind),
      emission_(strategy.emission),
      bound_(effective_bound(strategy)),
      greatest_(wrapping_add(wrapping_add(EventTime::min(), bound_), Millis{1})),
      fresh_(is_bounded() && emission_ == WatermarkEmission::Periodic),
      future_(strategy.future),
      allowance_(strategy.clock ? strategy.clock->allowance : Millis{0}),
      custom_(strategy.custom),
      mutants_(strategy.mutants) {
  WT_REQUIRE(strategy.bound.count >= 0, strategy.bound);
  WT_REQUIRE(!strategy.idle_timeout || !strategy.clock);
  WT_REQUIRE(custom_.has_value() == (kind_ == GeneratorKind::Custom));
  if (strategy.idle_timeout) idleness_.emplace(*strategy.idle_timeout);
  if (strategy.clock) silence_.emplace(strategy.clock->after);
}

std::optional<EventTime> Generator::on_record(HeardRecord record) {
  if (idleness_ && !mutants_.has(Mutant::IdleTooSoon)) idleness_->on_record();
  if (silence_) silence_->on_record();
  if (future_ && record.time > future_->latest(record.now) && !mutants_.has(Mutant::FutureBelieved)) {
    if (future_->then != FutureRecords::Clamp) return std::nullopt;
    record.time = future_->latest(record.now);
  }
  if (custom_) return custom_->on_record(record);
  if (kind_ == GeneratorKind::Punctuated && record.mark == Mark::Marked) return record.time;  // WM-04
  if (!is_bounded()) return std::nullopt;
  const bool grew = record.time > greatest_;
  if (grew) greatest_ = record.time;
  if (emission_ == WatermarkEmission::EachRecord) return bounded_watermark();
  fresh_ = fresh_ || grew;
  return std::nullopt;
}

std::optional<TimeEvent> Generator::on_tick(IdleInstant reading, ProcessingTime now) {
  const IdleVerdict verdict = idleness_ ? idleness_->on_tick(reading) : IdleVerdict::Busy;
  if (verdict == IdleVerdict::BecameIdle) return TimeEvent::idle();
  if (verdict == IdleVerdict::StillIdle) return std::nullopt;  // WM-13
  fresh_ = false;
  if (silence_ && silence_->on_tick(reading) != IdleVerdict::Busy) return TimeEvent::watermark(clock_watermark(now));
  if (custom_) {
    const std::optional<EventTime> said = custom_->on_periodic(now);
    return said ? std::optional(TimeEvent::watermark(*said)) : std::nullopt;
  }
  if (!is_bounded() || emission_ == WatermarkEmission::EachRecord) return std::nullopt;
  return TimeEvent::watermark(bounded_watermark());
}

TickNeed Generator::need() const {
  if (fresh_ || custom_ || is_by_clock()) return TickNeed{TickUrgency::Next};
  if (silence_) return silence_->need();
  return idleness_ ? idleness_->need() : TickNeed{TickUrgency::None};
}

bool Generator::is_bounded() const { return kind_ == GeneratorKind::Bounded || kind_ == GeneratorKind::Monotonous; }

EventTime Generator::bounded_watermark() const {
  const EventTime watermark = wrapping_subtract(wrapping_subtract(greatest_, bound_), Millis{1});
  WT_ASSERT(watermark < greatest_, watermark, greatest_);  // the start value rules a wrap out
  return mutants_.has(Mutant::WatermarkAtRecord) ? wrapping_add(watermark, Millis{1}) : watermark;
}

// WM-01: a record right at the allowance is not late.
EventTime Generator::clock_watermark(ProcessingTime now) const {
  const Millis allowance = mutants_.has(Mutant::AllowanceForgotten) ? Millis{0} : allowance_;
  return saturating_add(saturating_add(EventTime(now.ticks()), Millis{-allowance.count}), Millis{-1});
}

}  // namespace wavetank::engine

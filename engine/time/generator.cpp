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
      fresh_(is_bounded() && emission_ == WatermarkEmission::Periodic) {
  WT_REQUIRE(strategy.bound.count >= 0, strategy.bound);
  if (strategy.idle_timeout) idleness_.emplace(*strategy.idle_timeout);
}

std::optional<EventTime> Generator::on_record(EventTime time, Mark mark) {
  if (idleness_) idleness_->on_record();
  if (kind_ == GeneratorKind::Punctuated && mark == Mark::Marked) return time;  // WM-04
  if (!is_bounded()) return std::nullopt;
  const bool grew = time > greatest_;
  if (grew) greatest_ = time;
  if (emission_ == WatermarkEmission::EachRecord) return bounded_watermark();
  fresh_ = fresh_ || grew;
  return std::nullopt;
}

std::optional<TimeEvent> Generator::on_tick(IdleInstant reading) {
  const IdleVerdict verdict = idleness_ ? idleness_->on_tick(reading) : IdleVerdict::Busy;
  if (verdict == IdleVerdict::BecameIdle) return TimeEvent::idle();
  if (verdict == IdleVerdict::StillIdle) return std::nullopt;  // WM-13
  fresh_ = false;
  if (!is_bounded() || emission_ == WatermarkEmission::EachRecord) return std::nullopt;
  return TimeEvent::watermark(bounded_watermark());
}

TickNeed Generator::need() const {
  if (fresh_) return TickNeed{TickUrgency::Next};
  return idleness_ ? idleness_->need() : TickNeed{TickUrgency::None};
}

bool Generator::is_bounded() const { return kind_ == GeneratorKind::Bounded || kind_ == GeneratorKind::Monotonous; }

EventTime Generator::bounded_watermark() const {
  const EventTime watermark = wrapping_subtract(wrapping_subtract(greatest_, bound_), Millis{1});
  WT_ASSERT(watermark < greatest_, watermark, greatest_);  // the start value rules a wrap out
  return watermark;
}

}  // namespace wavetank::engine

// Batch mode is a strategy like any other: no generator, no idleness, no ticks (WM-08).
#include "engine/time/assigner.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

WatermarkStrategy effective_strategy(const AssignerSpec& spec) {
  if (spec.progress == WatermarkProgress::Progressive) return spec.strategy;
  return WatermarkStrategy{.kind = GeneratorKind::None, .idle_timeout = {}, .interval = Millis{0}};
}

}  // namespace

Assigner::Assigner(const AssignerSpec& spec, ProcessingTime opened)
    : timestamps_(spec.timestamps),
      policy_(spec.ticks),
      generator_(effective_strategy(spec)),
      schedule_(opened, effective_strategy(spec).interval) {
  reschedule(opened);
}

AssignedRecord Assigner::on_record(const IncomingRecord& record, ProcessingTime now) {
  WT_REQUIRE(!due_ || now < *due_, now, *due_);
  const EventTime time = timestamp_of(record);
  const std::optional<EventTime> watermark = generator_.on_record({time, record.mark, now});
  if (policy_ == TickPolicy::UsefulOnly) reschedule(now);
  return AssignedRecord{time, watermark ? emitter_.on_watermark(*watermark) : TimeEvents{}};
}

TimeEvents Assigner::on_clock(ProcessingTime now) {
  if (!due_ || now < *due_) return {};
  const TimeEvents events = tick(now);
  schedule_.ran(now);
  reschedule(now);
  WT_ASSERT(!due_ || now < *due_, now, *due_);
  return events;
}

TimeEvents Assigner::on_watermark(EventTime watermark) {
  if (watermark != EventTime::max()) return {};
  return emitter_.on_watermark(watermark);
}

TimeEvents Assigner::on_status(StreamStatus) const { return {}; }

TimeEvents Assigner::finish(ProcessingTime now) { return tick(now); }

void Assigner::pause(ProcessingTime now) { clock_.pause(IdleInstant::of(now)); }

void Assigner::resume(ProcessingTime now) {
  clock_.resume(IdleInstant::of(now));
  if (policy_ == TickPolicy::UsefulOnly) reschedule(now);
}

TimeEvents Assigner::tick(ProcessingTime now) {
  const std::optional<TimeEvent> event = generator_.on_tick(reading(now), now);
  return event ? emitter_.on_event(*event) : TimeEvents{};
}

void Assigner::reschedule(ProcessingTime now) {
  due_ = policy_ == TickPolicy::Every ? schedule_.next_after(now)
                                      : schedule_.next_useful(generator_.need(), now, reading(now));
}

EventTime Assigner::timestamp_of(const IncomingRecord& record) const {
  const EventTime previous = record.previous.value_or(EventTime::min());  // WM-07
  switch (timestamps_) {
    case TimestampRule::Extract: return record.own;
    case TimestampRule::Keep: return previous;
    case TimestampRule::PreviousPlusOne: return wrapping_add(previous, Millis{1});
  }
  WT_UNREACHABLE();
}

IdleInstant Assigner::reading(ProcessingTime now) const { return clock_.read(IdleInstant::of(now)); }

}  // namespace wavetank::engine

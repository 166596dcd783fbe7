// See the header; a watermark is the only thing that both passes and changes the status.
#include "engine/time/emitter.hpp"

namespace wavetank::engine {

TimeEvents Emitter::on_watermark(EventTime watermark) {
  if (watermark <= last_output_) return {};
  last_output_ = watermark;
  TimeEvents events = on_status(StreamStatus::Active);
  events.add(TimeEvent::watermark(watermark));
  WT_ASSERT(status_ == StreamStatus::Active);  // WM-11: whoever gives a watermark is active
  return events;
}

TimeEvents Emitter::on_status(StreamStatus status) {
  if (status == status_) return {};
  status_ = status;
  return {TimeEvent::status(status)};
}

TimeEvents Emitter::on_event(const TimeEvent& event) {
  switch (event.kind) {
    case TimeEventKind::Watermark: return on_watermark(event.time);
    case TimeEventKind::Idle: return on_status(StreamStatus::Idle);
    case TimeEventKind::Active: return on_status(StreamStatus::Active);
  }
  WT_UNREACHABLE();
}

TimeEvents Emitter::on_events(const TimeEvents& events) {
  TimeEvents passed;
  for (const TimeEvent& event : events) passed.add(on_event(event));
  return passed;
}

}  // namespace wavetank::engine

// The filter in front of the output of a source or assigner (WM-10, WM-11): watermarks grow strictly,
// idleness is said once, and active precedes the first watermark after it.
#pragma once

#include "engine/time/status.hpp"

namespace wavetank::engine {

class Emitter {
 public:
  // A watermark that does not grow is dropped, and does not end idleness either (FLINK-40504 is open).
  TimeEvents on_watermark(EventTime watermark);
  TimeEvents on_status(StreamStatus status);
  TimeEvents on_event(const TimeEvent& event);
  TimeEvents on_events(const TimeEvents& events);

  [[nodiscard]] EventTime last_output() const { return last_output_; }
  [[nodiscard]] StreamStatus status() const { return status_; }

  friend bool operator==(const Emitter&, const Emitter&) = default;

 private:
  EventTime last_output_ = EventTime::min();
  StreamStatus status_ = StreamStatus::Active;
};

}  // namespace wavetank::engine

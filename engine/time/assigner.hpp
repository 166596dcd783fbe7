// Timestamps and watermarks in mid-stream: the logic of the operator behind `assignTimestampsAndWatermarks`
// (WM-05 to WM-08). An operator wraps it: it sends records and events in the order given here.
//
// Swallowing what upstream says about time is the point: the operator's own generator speaks for the stream.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/time/emitter.hpp"
#include "engine/time/generator.hpp"
#include "engine/time/tick_schedule.hpp"

namespace wavetank::engine {

enum class TimestampRule : std::uint8_t {
  Extract,          // the time in the record itself
  Keep,             // the timestamp that the record came with
  PreviousPlusOne,  // that timestamp + 1; wraps
};

enum class WatermarkProgress : std::uint8_t {
  Progressive,
  OnlyEnd,  // batch: no generator, no ticks, only MAX
};

enum class TickPolicy : std::uint8_t {
  Every,       // each one, as Flink does; a late tick moves the grid
  UsefulOnly,  // skips the silent ones; the same stream as long as the host runs ticks on time
};

struct AssignerSpec {
  WatermarkStrategy strategy;
  TimestampRule timestamps = TimestampRule::Extract;
  WatermarkProgress progress = WatermarkProgress::Progressive;
  TickPolicy ticks = TickPolicy::Every;
  friend bool operator==(const AssignerSpec&, const AssignerSpec&) = default;
};

struct IncomingRecord {
  EventTime own = EventTime::min();   // the time in the record itself
  std::optional<EventTime> previous;  // the timestamp it came with; without one the rules see MIN (WM-07)
  Mark mark = Mark::Unmarked;
};

// Send the record with `time`, then the events (WM-06).
struct AssignedRecord {
  EventTime time;
  TimeEvents after;
  friend bool operator==(const AssignedRecord&, const AssignedRecord&) = default;
};

class Assigner {
 public:
  Assigner(const AssignerSpec& spec, ProcessingTime opened);

  // A tick due at `now` must have run before.
  AssignedRecord on_record(const IncomingRecord& record, ProcessingTime now);

  // Runs the tick if it is due at or before `now`, once.
  TimeEvents on_clock(ProcessingTime now);
  [[nodiscard]] std::optional<ProcessingTime> next_tick() const { return due_; }

  // What upstream says about time: MAX passes, all else is swallowed (WM-08).
  TimeEvents on_watermark(EventTime watermark);
  TimeEvents on_status(StreamStatus status) const;

  // One last tick, before the end of input goes on.
  TimeEvents finish(ProcessingTime now);

  // Whether the stream has been silent for so long that the clock speaks for it (ClockAdvance).
  [[nodiscard]] bool is_by_clock() const { return generator_.is_by_clock(); }

  // The idleness clock stands still under back-pressure (WM-14).
  void pause(ProcessingTime now);
  void resume(ProcessingTime now);

  friend bool operator==(const Assigner&, const Assigner&) = default;

 private:
  TimeEvents tick(ProcessingTime now);
  void reschedule(ProcessingTime now);
  [[nodiscard]] EventTime timestamp_of(const IncomingRecord& record) const;
  [[nodiscard]] IdleInstant reading(ProcessingTime now) const;

  TimestampRule timestamps_;
  TickPolicy policy_;
  Generator generator_;
  Emitter emitter_;
  PausableClock clock_;
  TickSchedule schedule_;
  std::optional<ProcessingTime> due_;
};

}  // namespace wavetank::engine

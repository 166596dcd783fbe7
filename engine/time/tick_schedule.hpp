// When the periodic ticks of a generator are due, and which of them matter.
//
// Ticks stand on a grid: anchor + k * interval, k from 1. The anchor is the moment of opening, later that of the
// last tick that ran: a late tick moves the grid, as the next is counted from when it ran (WM-05). A host
// that runs ticks on time may skip those that would be silent; it gets the same stream, on the same grid. Years of
// quiet data then cost nothing.
// Ties: a tick due at T runs before records that arrive at T. So whoever asks at `now` gets a tick after `now`.
#pragma once

#include <optional>

#include "engine/base/time.hpp"
#include "engine/time/idleness.hpp"

namespace wavetank::engine {

class TickSchedule {
 public:
  // An interval of zero means no ticks.
  TickSchedule(ProcessingTime anchor, Millis interval);

  // A tick ran at `now`, which need not be where it was due.
  void ran(ProcessingTime now) { anchor_ = now; }

  // The first tick of the grid after `now`, at least one interval after the anchor; none when it is beyond MAX.
  [[nodiscard]] std::optional<ProcessingTime> next_after(ProcessingTime now) const;

  // Whether a tick of the grid stands at `now`.
  [[nodiscard]] bool is_due(ProcessingTime now) const;

  // The first tick after `now` that matters, should the idleness clock, now at `reading`, run on. Ask again after
  // every record and tick and when the clock resumes; a tick that a pause made too early does no harm.
  [[nodiscard]] std::optional<ProcessingTime> next_useful(const TickNeed& need, ProcessingTime now,
                                                          IdleInstant reading) const;

  [[nodiscard]] Millis interval() const { return interval_; }

  friend bool operator==(const TickSchedule&, const TickSchedule&) = default;

 private:
  ProcessingTime anchor_;
  Millis interval_;
};

}  // namespace wavetank::engine

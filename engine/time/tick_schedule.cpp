// Distances on the grid are taken unsigned: from MIN to MAX they do not fit a signed 64-bit number.
#include "engine/time/tick_schedule.hpp"

#include <algorithm>
#include <cstdint>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

std::uint64_t grid_distance(ProcessingTime from, ProcessingTime to) {
  WT_ASSERT(from <= to, from, to);
  return static_cast<std::uint64_t>(to.ticks()) - static_cast<std::uint64_t>(from.ticks());
}

}  // namespace

TickSchedule::TickSchedule(ProcessingTime anchor, Millis interval) : anchor_(anchor), interval_(interval) {
  WT_REQUIRE(interval.count >= 0, interval);
}

std::optional<ProcessingTime> TickSchedule::next_after(ProcessingTime now) const {
  if (interval_.count == 0) return std::nullopt;
  const ProcessingTime from = std::max(now, anchor_);
  const auto interval = static_cast<std::uint64_t>(interval_.count);
  const std::uint64_t past = grid_distance(anchor_, from) % interval;
  const std::uint64_t wait = interval - past;
  if (wait > grid_distance(from, ProcessingTime::max())) return std::nullopt;
  const ProcessingTime next = wrapping_add(from, Millis{static_cast<std::int64_t>(wait)});
  WT_ASSERT(next > now && is_due(next), next, now);
  return next;
}

bool TickSchedule::is_due(ProcessingTime now) const {
  if (interval_.count == 0 || now <= anchor_) return false;
  return grid_distance(anchor_, now) % static_cast<std::uint64_t>(interval_.count) == 0;
}

std::optional<ProcessingTime> TickSchedule::next_useful(const TickNeed& need, ProcessingTime now,
                                                        IdleInstant reading) const {
  switch (need.urgency) {
    case TickUrgency::None: return std::nullopt;
    case TickUrgency::Next: return next_after(now);
    case TickUrgency::AfterDeadline: break;
  }
  if (need.deadline < reading) return next_after(now);
  // Idle is strictly more than the timeout, so a tick at now + wait is still too early.
  const std::int64_t left_ns = wrapping_subtract(need.deadline.nanoseconds, reading.nanoseconds);
  const Millis wait{left_ns / kNanosecondsPerMillisecond};
  return next_after(saturating_add(now, wait));
}

}  // namespace wavetank::engine

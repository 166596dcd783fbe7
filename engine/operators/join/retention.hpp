// For how long a key of a temporal join is kept that nothing comes for, by the clock (RJ-05).
#pragma once

#include <optional>

#include "engine/state/keyed_store.hpp"

namespace wavetank::engine {

// At least `min`, at most `max`. REQUIRES: min <= max.
struct Retention {
  Millis min;  // > 1
  Millis max;
};

// When a key is to be forgotten: one timer, which is moved only when less than the least retention is left, so that most
// rows set none.
class KeyCleanup {
 public:
  struct Clock {
    ProcessingTime now;
    TimerQueue& timers;
    TimerOrder order;
  };

  void renew(KeyId key, const Retention& retention, const Clock& clock) {
    if (time && saturating_add(clock.now, retention.min) <= *time) return;
    cancel(key, clock);
    time = saturating_add(clock.now, retention.max);
    clock.timers.set({time->ticks(), key}, clock.order);
  }
  void cancel(KeyId key, const Clock& clock) {
    if (!time) return;
    const bool was_set = clock.timers.remove({time->ticks(), key}, clock.order);
    WT_ASSERT(was_set, *time);
    time.reset();
  }
  [[nodiscard]] bool is_due_at(ProcessingTime now) const { return time == now; }

  std::optional<ProcessingTime> time;
};

}  // namespace wavetank::engine

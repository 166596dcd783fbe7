// The timers of one (key, window): what a trigger may set and remove.
#pragma once

#include "engine/core/operator.hpp"
#include "engine/state/timer_queue.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

class TimerScope {
 public:
  TimerScope(KeyedTimers& timers, const TimerOrder& order, KeyId key, WindowId window,
             NewTimers new_timers = NewTimers::Kept)
      : timers_(timers), order_(order), key_(key), window_(window), new_timers_(new_timers) {}

  void set(TimeDomain domain, std::int64_t time) {
    if (new_timers_ == NewTimers::Kept) queue(domain).set({time, key_, window_}, order_);
  }
  void set(EventTime time) { set(TimeDomain::Event, time.ticks()); }
  void set(ProcessingTime time) { set(TimeDomain::Processing, time.ticks()); }
  void remove(TimeDomain domain, std::int64_t time) { queue(domain).remove({time, key_, window_}, order_); }
  void remove(EventTime time) { remove(TimeDomain::Event, time.ticks()); }
  void remove(ProcessingTime time) { remove(TimeDomain::Processing, time.ticks()); }

 private:
  [[nodiscard]] TimerQueue& queue(TimeDomain domain) {
    return domain == TimeDomain::Event ? timers_.event : timers_.processing;
  }

  KeyedTimers& timers_;
  const TimerOrder& order_;
  KeyId key_;
  WindowId window_;
  NewTimers new_timers_;
};

}  // namespace wavetank::engine

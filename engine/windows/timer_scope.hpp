// The timers of one (key, window): what a trigger may set and remove.
#pragma once

#include "engine/state/timer_queue.hpp"
#include "engine/windows/window_assigner_spec.hpp"

namespace wavetank::engine {

class TimerScope {
 public:
  TimerScope(KeyedTimers& timers, const TimerOrder& order, KeyId key, WindowId window)
      : timers_(timers), order_(order), key_(key), window_(window) {}

  void set(TimeDomain domain, std::int64_t time) { queue(domain).set({time, key_, window_}, order_); }
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
};

}  // namespace wavetank::engine

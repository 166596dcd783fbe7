// The timers of one (key, window): what a trigger may set and remove.
#pragma once

#include "engine/state/timer_queue.hpp"

namespace wavetank::engine {

class TimerScope {
 public:
  TimerScope(KeyedTimers& timers, const TimerOrder& order, KeyId key, WindowId window)
      : timers_(timers), order_(order), key_(key), window_(window) {}

  void set(EventTime time) { timers_.event.set({time.ticks(), key_, window_}, order_); }
  void set(ProcessingTime time) { timers_.processing.set({time.ticks(), key_, window_}, order_); }
  void remove(EventTime time) { timers_.event.remove({time.ticks(), key_, window_}, order_); }
  void remove(ProcessingTime time) { timers_.processing.remove({time.ticks(), key_, window_}, order_); }

 private:
  KeyedTimers& timers_;
  const TimerOrder& order_;
  KeyId key_;
  WindowId window_;
};

}  // namespace wavetank::engine

// Timers of user functions.
#include "engine/operators/process/process_function.hpp"

namespace wavetank::engine {

void ProcessContext::set_timer(EventTime time) {
  static_cast<void>(store_.timers.event.set({time.ticks(), call_.key}, store_.timer_order(moment_.facts)));
}

void ProcessContext::set_timer(ProcessingTime time) {
  static_cast<void>(store_.timers.processing.set({time.ticks(), call_.key}, store_.timer_order(moment_.facts)));
}

void ProcessContext::delete_timer(EventTime time) {
  static_cast<void>(store_.timers.event.remove({time.ticks(), call_.key}, store_.timer_order(moment_.facts)));
}

void ProcessContext::delete_timer(ProcessingTime time) {
  static_cast<void>(store_.timers.processing.remove({time.ticks(), call_.key}, store_.timer_order(moment_.facts)));
}

}  // namespace wavetank::engine

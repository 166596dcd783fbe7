// What one subtask of a keyed operator with user functions keeps: its state by key, its timers, and how far time has
// come. All of it but the watermark is in a snapshot (WM-09, TM-08).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "engine/core/effects.hpp"
#include "engine/state/keyed_state.hpp"
#include "engine/state/timer_queue.hpp"

namespace wavetank::engine {

// The one alarm that stands for all processing timers of an operator (TM-06): it waits for the earliest.
class ProcessingAlarm {
 public:
  static constexpr TimerTag kTag{0};

  // Asks to be woken for the first of `timers`, a millisecond after its time, so that all records stamped with that
  // millisecond are in (TM-07). If that has passed, it rings at once, but in a later step: a timer set in the past
  // fires after the input that set it.
  void arm(const TimerQueue& timers, Effects& effects, Millis after = Millis{1}) {
    const std::optional<std::int64_t> next = timers.next_time();
    if (is_silent_ || next == armed_) return;
    armed_ = next;
    if (next) {
      effects.ask(ArmTimer{saturating_add(ProcessingTime(*next), after), kTag});
    } else {
      effects.ask(CancelTimer{kTag});
    }
  }
  // It came. Returns the time that it waited for.
  [[nodiscard]] std::int64_t ring() {
    WT_REQUIRE(armed_.has_value());
    const std::int64_t time = *armed_;
    armed_.reset();
    return time;
  }
  // TM-11: at the end of input; what still waits never comes.
  void silence(Effects& effects) {
    is_silent_ = true;
    if (armed_) effects.ask(CancelTimer{kTag});
    armed_.reset();
  }

 private:
  std::optional<std::int64_t> armed_;  // the timer's time
  bool is_silent_ = false;
};

struct KeyedStore {
  KeyedStore(std::span<const StateSpec> specs, const Subtask& of) : subtask(of), state(specs) {}

  Subtask subtask;
  EventTime watermark = EventTime::min();
  KeyedState state;
  KeyedTimers timers;
  ProcessingAlarm alarm;

  [[nodiscard]] TimerOrder timer_order(const Facts& facts) const { return {facts, subtask.max_parallelism}; }

  // TM-03, TM-04: the operator's clock first, then every timer at or before it, also those that are set meanwhile.
  // `fire(timer)` is called after the timer is gone.
  template <typename Fire>
  void advance(EventTime to, Effects& effects, const Fire& fire) {
    WT_ASSERT(to > watermark, to, watermark);  // TM-05
    watermark = to;
    drain(timers.event, to.ticks(), effects, fire);
  }
  // TM-06: the same with the timers up to the one that the alarm waited for.
  template <typename Fire>
  void wake(Effects& effects, const Fire& fire) {
    drain(timers.processing, alarm.ring(), effects, fire);
  }

  // By key group (KG-07): a section per state, then the event timers, then the processing timers.
  [[nodiscard]] std::map<std::uint32_t, std::string> encode(const Facts& facts) const;
  void decode(const std::map<std::uint32_t, std::string>& groups, Facts& facts);

 private:
  // More timers than this in one step mean callbacks that set timers behind time for ever.
  static constexpr std::uint64_t kTimersOfAStepMax = std::uint64_t{1} << 28;

  template <typename Fire>
  static void drain(TimerQueue& queue, std::int64_t limit, Effects& effects, const Fire& fire) {
    for (std::uint64_t fired = 0; fired < kTimersOfAStepMax; ++fired) {
      const std::optional<Timer> timer = queue.take_due(limit);
      if (!timer) return;
      fire(*timer);
    }
    effects.ask(Fail{"timers keep setting timers that are due at once"});
  }
};

}  // namespace wavetank::engine

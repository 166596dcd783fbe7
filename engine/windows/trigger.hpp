// A window's trigger at work: told of records, timers and merges, it says whether to fire and whether to purge.
//
// A trigger is immutable; what it remembers of a (key, window) is a TriggerState, and the timers it sets. Both are
// handed in with each call. The rules are TR-01 to TR-14, to the order of their steps: which timers are set and
// deleted when can be seen in recorded answers.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/ids.hpp"
#include "engine/facts/rows.hpp"
#include "engine/facts/windows.hpp"
#include "engine/windows/timer_scope.hpp"
#include "engine/windows/trigger_spec.hpp"

namespace wavetank::engine {

// Two independent bits (TR-01); fire comes before purge.
struct TriggerResult {
  bool fire = false;
  bool purge = false;
};

// What triggers remember of one (key, window). Each value is set or not; unset ones are 0.
struct TriggerState {
  enum Value : std::uint8_t {
    kCount = 1u << 0,     // records since the last firing by count
    kFireTime = 1u << 1,  // the next firing of a continuous trigger
    kLast = 1u << 2,      // the field's value at the last firing, of a delta
    kDeadline = 1u << 3,  // of a processing-time timeout
    kOnTime = 1u << 4,    // a staged trigger has fired on time, or its window began late
  };
  std::uint8_t set = 0;
  std::int64_t count = 0;
  std::int64_t fire_time = 0;
  std::int64_t last = 0;
  std::int64_t deadline = 0;

  [[nodiscard]] bool has(Value value) const { return (set & value) != 0; }
  [[nodiscard]] int size() const { return __builtin_popcount(set); }
  friend bool operator==(const TriggerState&, const TriggerState&) = default;
};

// The (key, window) a trigger is called for, and the time it is called at.
struct TriggerCall {
  const Window& window;
  EventTime watermark;
  ProcessingTime now;
  TimerScope timers;
  TriggerState& state;
};

class Trigger {
 public:
  // REQUIRES: is_valid(spec).
  explicit Trigger(TriggerSpec spec);

  [[nodiscard]] const TriggerSpec& spec() const { return spec_; }
  // Whether it ever keeps anything of a (key, window) but timers.
  [[nodiscard]] bool remembers() const { return remembers_; }

  [[nodiscard]] TriggerResult on_record(EventTime time, const Rows& rows, RowId row, TriggerCall& call) const;
  [[nodiscard]] TriggerResult on_event_timer(EventTime time, TriggerCall& call) const;
  [[nodiscard]] TriggerResult on_processing_timer(ProcessingTime time, TriggerCall& call) const;
  // The window was made of others, which remembered `merged`. REQUIRES: can_merge(spec), and the call's state is empty.
  void on_merge(std::span<const TriggerState> merged, TriggerCall& call) const;
  // The window is over, or was merged away (TR-14).
  void clear(TriggerCall& call) const;

 private:
  [[nodiscard]] const TriggerPart& leaf() const { return spec_.parts.back(); }
  [[nodiscard]] TriggerResult leaf_on_record(EventTime time, const Rows& rows, RowId row, TriggerCall& call) const;
  [[nodiscard]] TriggerResult staged_on_record(EventTime time, TriggerCall& call) const;
  [[nodiscard]] TriggerResult wrapped_timer(TriggerResult result, TriggerCall& call) const;
  [[nodiscard]] TriggerResult leaf_on_event_timer(EventTime time, TriggerCall& call) const;
  [[nodiscard]] TriggerResult leaf_on_processing_timer(ProcessingTime time, TriggerCall& call) const;
  void clear_from(std::size_t part, TriggerCall& call) const;

  TriggerSpec spec_;
  bool remembers_ = false;
};

}  // namespace wavetank::engine

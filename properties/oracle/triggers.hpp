// Triggers once more, one small class for each kind, as the rules tell them (TR-01 to TR-14, AS-12).
//
// A trigger that is around another one holds it and asks it, as in the rule book. What a trigger remembers of one window
// of one key is handed in with each call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/windows/trigger_spec.hpp"
#include "properties/oracle/timers.hpp"

namespace wavetank::properties {

struct TriggerMemory {
  std::optional<std::int64_t> count;      // of records since the last firing by count
  std::optional<std::int64_t> next_fire;  // of a continuous trigger; of an early or late firing by interval
  std::optional<std::int64_t> last;       // of a delta: the field at the last firing
  std::optional<std::int64_t> deadline;   // of a timeout
  bool on_time = false;                   // of stages: the window has spoken on time, or began late
};

struct TriggerAnswer {
  bool fire = false;
  bool purge = false;
};

// The window that a trigger is asked for, and when.
struct TriggerMoment {
  engine::KeyId key = engine::kNoKey;
  engine::Window window;
  std::int64_t watermark = 0;
  std::int64_t clock = 0;
  TriggerMemory& memory;
  WaitingTimers& timers;

  [[nodiscard]] std::int64_t last_instant() const;
  void set(engine::TimeDomain domain, std::int64_t time) const { timers.set({domain, time, key, window}, clock); }
  void remove(engine::TimeDomain domain, std::int64_t time) const { timers.remove({domain, time, key, window}); }
};

// What a trigger sees of a record.
struct SeenRecord {
  std::int64_t time = 0;
  std::int64_t measure = 0;  // of a delta: what the field holds
};

class TriggerRule {
 public:
  virtual ~TriggerRule() = default;
  virtual TriggerAnswer on_record(const SeenRecord& record, const TriggerMoment& at) = 0;
  virtual TriggerAnswer on_event_timer(std::int64_t /*time*/, const TriggerMoment& /*at*/) { return {}; }
  virtual TriggerAnswer on_processing_timer(std::int64_t /*time*/, const TriggerMoment& /*at*/) { return {}; }
  // The window is made of others, of which `parts` was remembered.
  virtual void on_merge(const std::vector<TriggerMemory>& /*parts*/, const TriggerMoment& /*at*/) {}
  virtual void clear(const TriggerMoment& /*at*/) {}
};

// REQUIRES: engine::is_valid(spec).
[[nodiscard]] std::unique_ptr<TriggerRule> trigger_rule(const engine::TriggerSpec& spec);

// Early, on time, late in one (stages.cpp).
[[nodiscard]] std::unique_ptr<TriggerRule> stages_rule(const engine::TriggerPart& part);

// Shared by those that fire at intervals or by number.
[[nodiscard]] std::optional<std::int64_t> least_next_fire(const std::vector<TriggerMemory>& parts);
[[nodiscard]] std::optional<std::int64_t> sum_of_counts(const std::vector<TriggerMemory>& parts);
// Whether this record is the `limit`th; then counting begins anew (TR-07).
[[nodiscard]] bool counts_to(std::int64_t limit, TriggerMemory& memory);
// The first multiple of `interval` after `time`, rounded towards the epoch, but not beyond the window (TR-08).
[[nodiscard]] std::int64_t next_multiple(std::int64_t time, std::int64_t interval, const TriggerMoment& at);

}  // namespace wavetank::properties

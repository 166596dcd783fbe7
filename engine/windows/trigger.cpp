// The triggers' rules.
#include "engine/windows/trigger.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::engine {
namespace {

using Value = TriggerState::Value;

constexpr TriggerResult kContinue{};
constexpr TriggerResult kFire{.fire = true, .purge = false};

void store(TriggerState& state, Value value, std::int64_t& place, std::int64_t what) {
  state.set = static_cast<std::uint8_t>(state.set | value);
  place = what;
}
void forget(TriggerState& state, Value value, std::int64_t& place) {
  state.set = static_cast<std::uint8_t>(state.set & ~value);
  place = 0;
}

bool in_range(const TriggerPart& part) {
  switch (part.kind) {
    case TriggerKind::Count: return part.count > 0;
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::ProcessingTimeout: return part.interval.count > 0;
    case TriggerKind::Delta: return part.threshold >= 0;
    case TriggerKind::Staged: {
      if (part.late == LateFirings::ProcessingInterval && part.late_interval.count <= 0) return false;
      if (part.early == EarlyFirings::None) return true;
      return part.early == EarlyFirings::Count ? part.count > 0 : part.interval.count > 0;
    }
    case TriggerKind::Event:
    case TriggerKind::Processing:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::Purging: return true;
  }
  return false;
}

bool keeps_state(TriggerKind kind) {
  switch (kind) {
    case TriggerKind::ContinuousEvent:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::Count:
    case TriggerKind::Delta:
    case TriggerKind::Staged:
    case TriggerKind::ProcessingTimeout: return true;
    case TriggerKind::Event:
    case TriggerKind::Processing:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::Purging: return false;
  }
  return true;
}

std::int64_t max_of(const TriggerCall& call) { return call.window.max().ticks(); }

// TR-08: aligned to the epoch, truncating, `time` + interval unguarded.
template <typename Time>
void set_next_fire(Time from, Millis interval, TriggerCall& call) {
  const Time next(std::min(wrapping_add(from, interval).ticks(), max_of(call)));
  store(call.state, Value::kFireTime, call.state.fire_time, next.ticks());
  call.timers.set(next);
}
// Not before the interval is over, also if the window is by then.
void set_clock_fire(Millis interval, TriggerCall& call) {
  const ProcessingTime next = wrapping_add(call.now, interval);
  store(call.state, Value::kFireTime, call.state.fire_time, next.ticks());
  call.timers.set(next);
}
template <typename Time>
constexpr Time aligned(Time time, Millis interval) {
  return Time(time.ticks() - time.ticks() % interval.count);
}

TriggerResult count_record(std::int64_t limit, TriggerState& state) {
  store(state, Value::kCount, state.count, state.count + 1);
  if (state.count < limit) return kContinue;
  forget(state, Value::kCount, state.count);
  return kFire;
}

}  // namespace

bool is_valid(const TriggerSpec& spec) {
  if (spec.parts.empty() || wraps(spec.parts.back().kind)) return false;
  std::size_t timeouts = 0;
  for (std::size_t i = 0; i < spec.parts.size(); ++i) {
    if (i + 1 < spec.parts.size() && !wraps(spec.parts[i].kind)) return false;
    if (!in_range(spec.parts[i])) return false;
    timeouts += spec.parts[i].kind == TriggerKind::ProcessingTimeout ? 1u : 0u;
  }
  return timeouts <= 1;
}

Trigger::Trigger(TriggerSpec spec) : spec_(std::move(spec)) {
  WT_REQUIRE(is_valid(spec_), spec_.parts.size());
  for (const TriggerPart& part : spec_.parts) remembers_ = remembers_ || keeps_state(part.kind);
}

TriggerResult Trigger::on_record(EventTime time, const Rows& rows, RowId row, TriggerCall& call) const {
  TriggerResult result = leaf_on_record(time, rows, row, call);
  for (std::size_t i = spec_.parts.size() - 1; i-- > 0;) {
    const TriggerPart& part = spec_.parts[i];
    if (part.kind == TriggerKind::Purging) {  // TR-12
      result.purge = result.purge || result.fire;
      continue;
    }
    if (result.fire) {  // TR-13
      clear_from(i, call);
      continue;
    }
    if (call.state.has(Value::kDeadline) && part.resets_on_record) {
      call.timers.remove(ProcessingTime(call.state.deadline));
      forget(call.state, Value::kDeadline, call.state.deadline);
    }
    if (!call.state.has(Value::kDeadline)) {
      const ProcessingTime deadline = wrapping_add(call.now, part.interval);
      store(call.state, Value::kDeadline, call.state.deadline, deadline.ticks());
      call.timers.set(deadline);
    }
  }
  return result;
}

TriggerResult Trigger::leaf_on_record(EventTime time, const Rows& rows, RowId row, TriggerCall& call) const {
  const TriggerPart& part = leaf();
  TriggerState& state = call.state;
  switch (part.kind) {
    case TriggerKind::Event:  // TR-04
      if (call.window.max() <= call.watermark) return kFire;
      call.timers.set(call.window.max());
      return kContinue;
    case TriggerKind::Processing:  // TR-06
      call.timers.set(ProcessingTime(max_of(call)));
      return kContinue;
    case TriggerKind::ContinuousEvent:  // TR-08
      if (call.window.max() <= call.watermark) return kFire;
      call.timers.set(call.window.max());
      if (!state.has(Value::kFireTime)) set_next_fire(aligned(time, part.interval), part.interval, call);
      return kContinue;
    case TriggerKind::ContinuousProcessing:  // TR-10
      if (!state.has(Value::kFireTime)) {
        set_next_fire(aligned(call.now, part.interval), part.interval, call);
      }
      return kContinue;
    case TriggerKind::Count: return count_record(part.count, state);  // TR-07
    case TriggerKind::Delta: {                                        // TR-11
      const std::int64_t value = rows.bits(row, part.field);
      const bool fires =
          state.has(Value::kLast) && distance(state.last, value) > static_cast<std::uint64_t>(part.threshold);
      if (!state.has(Value::kLast) || fires) store(state, Value::kLast, state.last, value);
      return fires ? kFire : kContinue;
    }
    case TriggerKind::EndOfStream:  // AS-12
      call.timers.set(call.window.max());
      return kContinue;
    case TriggerKind::Staged: return staged_on_record(time, call);
    case TriggerKind::Never: return kContinue;
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(part.kind));
}

// On time is when the watermark reaches the window's end; before it firings are early, after it late.
TriggerResult Trigger::staged_on_record(EventTime time, TriggerCall& call) const {
  const TriggerPart& part = leaf();
  // A watermark starts anew after a restore; that the window has spoken on time does not.
  if (call.window.max() > call.watermark && !call.state.has(Value::kOnTime)) {
    call.timers.set(call.window.max());
    if (part.early == EarlyFirings::Count) return count_record(part.count, call.state);
    if (part.early == EarlyFirings::None || call.state.has(Value::kFireTime)) return kContinue;
    if (part.early == EarlyFirings::EventInterval) {
      set_next_fire(aligned(time, part.interval), part.interval, call);
    } else {
      set_clock_fire(part.interval, call);
    }
    return kContinue;
  }
  call.state.set = static_cast<std::uint8_t>(call.state.set | Value::kOnTime);  // also if it began late
  if (part.late == LateFirings::EachRecord) return kFire;
  if (part.late == LateFirings::None || call.state.has(Value::kFireTime)) return kContinue;
  set_clock_fire(part.late_interval, call);
  return kContinue;
}

// What the wrapping parts make of the leaf's answer to a timer (TR-12, TR-13).
TriggerResult Trigger::wrapped_timer(TriggerResult result, TriggerCall& call) const {
  for (std::size_t i = spec_.parts.size() - 1; i-- > 0;) {
    const TriggerPart& part = spec_.parts[i];
    if (part.kind == TriggerKind::Purging) {
      result.purge = result.purge || result.fire;
      continue;
    }
    if (part.clears_on_timeout) clear_from(i, call);
    result.fire = true;
  }
  return result;
}

TriggerResult Trigger::on_event_timer(EventTime time, TriggerCall& call) const {
  return wrapped_timer(leaf_on_event_timer(time, call), call);
}

TriggerResult Trigger::leaf_on_event_timer(EventTime time, TriggerCall& call) const {
  const TriggerPart& part = leaf();
  const bool at_end = time == call.window.max();
  switch (part.kind) {
    case TriggerKind::Event:
    case TriggerKind::EndOfStream: return at_end ? kFire : kContinue;
    case TriggerKind::ContinuousEvent:  // TR-09
      if (at_end) return kFire;
      if (!call.state.has(Value::kFireTime) || call.state.fire_time != time.ticks()) return kContinue;
      set_next_fire(time, part.interval, call);
      return kFire;
    case TriggerKind::Staged:
      if (at_end) {
        // What was to come early comes on time; what comes next is late. At the end of a window of processing time,
        // that timer is the operator's, too.
        if (call.state.has(Value::kFireTime) && part.early == EarlyFirings::ProcessingInterval &&
            call.state.fire_time != max_of(call)) {
          call.timers.remove(ProcessingTime(call.state.fire_time));
        }
        forget(call.state, Value::kFireTime, call.state.fire_time);
        forget(call.state, Value::kCount, call.state.count);
        call.state.set = static_cast<std::uint8_t>(call.state.set | Value::kOnTime);
        return kFire;
      }
      if (part.early != EarlyFirings::EventInterval || call.state.has(Value::kOnTime) ||
          !call.state.has(Value::kFireTime) || call.state.fire_time != time.ticks()) {
        return kContinue;
      }
      set_next_fire(time, part.interval, call);
      return kFire;
    case TriggerKind::Processing:
    case TriggerKind::ContinuousProcessing:
    case TriggerKind::Count:
    case TriggerKind::Delta:
    case TriggerKind::Never: return kContinue;
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(part.kind));
}

TriggerResult Trigger::on_processing_timer(ProcessingTime time, TriggerCall& call) const {
  return wrapped_timer(leaf_on_processing_timer(time, call), call);
}

TriggerResult Trigger::leaf_on_processing_timer(ProcessingTime time, TriggerCall& call) const {
  const TriggerPart& part = leaf();
  const bool is_next = call.state.has(Value::kFireTime) && call.state.fire_time == time.ticks();
  switch (part.kind) {
    case TriggerKind::Processing: return kFire;  // TR-06: any
    case TriggerKind::ContinuousProcessing:      // TR-10
      if (time.ticks() == max_of(call)) return kFire;
      if (!is_next) return kContinue;
      set_next_fire(time, part.interval, call);
      return kFire;
    case TriggerKind::Staged:
      if (!is_next) return kContinue;
      forget(call.state, Value::kFireTime, call.state.fire_time);  // the next record sets it anew
      return kFire;
    case TriggerKind::Event:
    case TriggerKind::ContinuousEvent:
    case TriggerKind::Count:
    case TriggerKind::Delta:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never: return kContinue;
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: break;
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(part.kind));
}

void Trigger::on_merge(std::span<const TriggerState> merged, TriggerCall& call) const {
  TriggerState& state = call.state;
  const bool is_over = call.window.max() <= call.watermark;
  const bool is_staged = leaf().kind == TriggerKind::Staged;
  for (const TriggerState& other : merged) {
    if (other.has(Value::kCount)) store(state, Value::kCount, state.count, state.count + other.count);  // TR-07
    // A late firing that was to come means nothing to a window that is open again.
    const bool same_stage = !is_staged || other.has(Value::kOnTime) == is_over;
    if (other.has(Value::kFireTime) && same_stage) {  // TR-09
      const std::int64_t least =
          state.has(Value::kFireTime) ? std::min(state.fire_time, other.fire_time) : other.fire_time;
      store(state, Value::kFireTime, state.fire_time, least);
    }
    if (is_over) state.set = static_cast<std::uint8_t>(state.set | (other.set & Value::kOnTime));
  }
  const TriggerPart& part = leaf();
  const bool is_open = !is_over;
  switch (part.kind) {
    case TriggerKind::Event:
      if (is_open) call.timers.set(call.window.max());
      return;
    case TriggerKind::Processing:
      if (max_of(call) > call.now.ticks()) call.timers.set(ProcessingTime(max_of(call)));
      return;
    case TriggerKind::ContinuousEvent:
      if (state.has(Value::kFireTime)) call.timers.set(EventTime(state.fire_time));
      return;
    case TriggerKind::ContinuousProcessing:
      if (state.has(Value::kFireTime)) call.timers.set(ProcessingTime(state.fire_time));
      return;
    case TriggerKind::Staged:
      if (is_open) call.timers.set(call.window.max());
      if (!state.has(Value::kFireTime)) return;
      if (is_open && part.early == EarlyFirings::EventInterval) {
        call.timers.set(EventTime(state.fire_time));
      } else {
        call.timers.set(ProcessingTime(state.fire_time));
      }
      return;
    case TriggerKind::Count:
    case TriggerKind::Delta:
    case TriggerKind::EndOfStream:
    case TriggerKind::Never:
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: return;
  }
}

void Trigger::clear(TriggerCall& call) const { clear_from(0, call); }

// Clears the parts from `first` inwards.
void Trigger::clear_from(std::size_t first, TriggerCall& call) const {
  TriggerState& state = call.state;
  for (std::size_t i = first; i + 1 < spec_.parts.size(); ++i) {
    if (spec_.parts[i].kind != TriggerKind::ProcessingTimeout || !state.has(Value::kDeadline)) continue;
    call.timers.remove(ProcessingTime(state.deadline));
    forget(state, Value::kDeadline, state.deadline);
  }
  const bool next = state.has(Value::kFireTime);
  switch (leaf().kind) {
    case TriggerKind::Event:
    case TriggerKind::EndOfStream: call.timers.remove(call.window.max()); break;
    case TriggerKind::Processing: call.timers.remove(ProcessingTime(max_of(call))); break;
    case TriggerKind::ContinuousEvent:
      if (next) call.timers.remove(EventTime(state.fire_time));
      break;
    case TriggerKind::ContinuousProcessing:
      if (next) call.timers.remove(ProcessingTime(state.fire_time));
      break;
    case TriggerKind::Staged:
      call.timers.remove(call.window.max());
      if (next) {
        call.timers.remove(EventTime(state.fire_time));
        call.timers.remove(ProcessingTime(state.fire_time));
      }
      break;
    case TriggerKind::Count:
    case TriggerKind::Delta:
    case TriggerKind::Never:
    case TriggerKind::Purging:
    case TriggerKind::ProcessingTimeout: break;
  }
  forget(state, Value::kCount, state.count);
  forget(state, Value::kFireTime, state.fire_time);
  forget(state, Value::kLast, state.last);
  state.set = static_cast<std::uint8_t>(state.set & ~Value::kOnTime);
}

}  // namespace wavetank::engine

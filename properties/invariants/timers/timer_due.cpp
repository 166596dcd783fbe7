// timer-due: a timer comes due only when the clock of its domain has reached it: the watermark at its time or beyond, the
// task's clock a millisecond after it (TM-03, TM-07). And by its clock it comes no later: whatever a task takes after that
// moment comes after the timer. Stalled, it takes nothing in time.
#include <algorithm>
#include <map>
#include <utility>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

void judge_timer(sim::EventId position, const Evidence& evidence, Violations& found) {
  const sim::TraceEvent& timer = evidence.at(position);
  const sim::EventId cause{timer.cause};
  const std::string who = evidence.name_of_actor(timer.actor);
  const std::string at = " for " + std::to_string(timer_time(timer)) + " came due at " + name_of(position);
  const auto report = [&](const std::string& what) { found.push_back({position, cause, "timer-due", what}); };
  if (timer.kind == EventKind::EventTimer) {
    const auto advance = evidence.advance_behind(position);
    if (!advance) return report("an event timer of " + who + at + ", and no watermark made it");
    const engine::EventTime watermark = lift_of(evidence.at(*advance)).to;
    if (timer_time(timer) > watermark.ticks()) {
      report("an event timer of " + who + at + ", when the watermark was " + name_of(watermark));
    }
    return;
  }
  if (timer.cause != 0 && evidence.at(cause).kind == EventKind::KeyEnd) return;  // BX-04: whatever the clock shows
  const auto call = evidence.arrival_behind(position);
  if (!call || evidence.at(*call).kind != EventKind::TimerFire) {
    return report("a processing timer of " + who + at + ", and no clock made it");
  }
  const auto clock = static_cast<std::int64_t>(evidence.at(*call).a);
  if (timer_time(timer) >= clock) {
    report("a processing timer of " + who + at + ", when the clock was " + std::to_string(clock));
  }
}

// Whether a fault kept the task from working some time between.
bool is_stalled(const std::string& task, engine::ProcessingTime from, engine::ProcessingTime to,
                const Evidence& evidence) {
  const engine::ProcessingTime base = evidence.run().clock_base;
  return std::ranges::any_of(evidence.scenario().faults, [&](const scenarios::FaultSpec& fault) {
    return fault.kind == scenarios::FaultKind::ThreadStall && fault.target == task &&
           sim::to_processing_time(base, fault.at) <= to &&
           from <= sim::to_processing_time(base, sim::saturating_add(fault.at, fault.duration));
  });
}

void judge_delay(const ExpectedCall& call, sim::ActorId actor, const Evidence& evidence, Violations& found) {
  const engine::ProcessingTime taken = sim::to_processing_time(evidence.run().clock_base, evidence.at(call.taken).time);
  const std::string& who = evidence.name_of_actor(actor);
  if (is_stalled(who, call.due, taken, evidence)) return;
  found.push_back({call.taken, sim::EventId{evidence.at(call.taken).cause}, "timer-due",
                   "a processing timer of " + who + " for " + std::to_string(call.timer.time) +
                       " had not come due when it took " + name_of(call.taken) + ", at " +
                       std::to_string(taken.ticks())});
}

// The timers of the clock that a task with functions says it sets.
class FunctionClock {
 public:
  FunctionClock(sim::ActorId actor, const Evidence& evidence) : actor_(actor), evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const std::pair timer{timer_time(event), window_and_key(event).key};
    const engine::ProcessingTime now = sim::to_processing_time(evidence_.run().clock_base, event.time);
    if (event.kind == EventKind::ProcessingTimerSet) waiting_.emplace(timer, now.ticks());
    if (event.kind == EventKind::ProcessingTimerDelete || event.kind == EventKind::ProcessingTimer) {
      waiting_.erase(timer);
    }
    const bool takes =
        event.kind == EventKind::RecordIn || event.kind == EventKind::ControlIn || event.kind == EventKind::TimerFire;
    if (takes) judge_waiting(position, now);
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_waiting(sim::EventId taken, engine::ProcessingTime now) {
    for (const auto& [timer, set] : waiting_) {
      const engine::ProcessingTime due(std::max(engine::saturating_add(timer.first, 1), set));
      if (due >= now) continue;
      const WaitingTimer late{engine::TimeDomain::Processing, timer.first, timer.second, {}};
      judge_delay({taken, late, due}, actor_, evidence_, found_);
    }
  }

  sim::ActorId actor_;
  const Evidence& evidence_;
  std::map<std::pair<std::int64_t, engine::KeyId>, std::int64_t> waiting_;  // with the clock when it was set
  Violations found_;
};

void judge_delays(const Evidence& evidence, Violations& found) {
  for (const WindowTask& task : evidence.windows()) {
    for (const ExpectedCall& call : task.expected.overdue) judge_delay(call, task.actor, evidence, found);
  }
  if (evidence.scenario().execution == scenarios::Execution::Batch) return;  // a clock is not asked there (BX-04)
  for (const sim::ActorId actor : function_tasks(evidence)) {
    FunctionClock clock(actor, evidence);
    for (const sim::EventId position : evidence.events_of(actor)) clock.look(position);
    for (Violation& violation : clock.take()) found.push_back(std::move(violation));
  }
}

}  // namespace

Violations timer_due(const Evidence& evidence) {
  Violations found;
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) {
    if (is_timer(evidence.at(sim::EventId{number}))) judge_timer(sim::EventId{number}, evidence, found);
  }
  judge_delays(evidence, found);
  return found;
}

}  // namespace wavetank::properties

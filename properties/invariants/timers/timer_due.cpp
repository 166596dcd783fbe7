// timer-due: a timer comes due only when the clock of its domain has reached it: the watermark at its time or beyond, the
// task's clock a millisecond after it (TM-03, TM-07).
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

}  // namespace

Violations timer_due(const Evidence& evidence) {
  Violations found;
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) {
    if (is_timer(evidence.at(sim::EventId{number}))) judge_timer(sim::EventId{number}, evidence, found);
  }
  return found;
}

}  // namespace wavetank::properties

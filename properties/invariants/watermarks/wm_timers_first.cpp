// wm-timers-first: when a task's watermark advances to W, the windows that are due speak and their results are sent;
// only then is W forwarded.
#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

// At once, or by way of the timers that came due.
std::vector<sim::EventId> firings_of(sim::EventId advance, const Evidence& evidence) {
  std::vector<sim::EventId> firings;
  const auto take = [&](sim::EventId effect) {
    const sim::TraceEvent& event = evidence.at(effect);
    if (event.kind == EventKind::WindowFire && event.actor == evidence.at(advance).actor) firings.push_back(effect);
  };
  for (const sim::EventId effect : evidence.effects_of(advance)) {
    take(effect);
    if (evidence.at(effect).kind != EventKind::EventTimer) continue;
    for (const sim::EventId further : evidence.effects_of(effect)) take(further);
  }
  return firings;
}

void judge_forward(sim::EventId advance, sim::EventId forward, const Evidence& evidence, Violations& found) {
  const auto report = [&](sim::EventId late, const std::string& what) {
    found.push_back({late, forward, "wm-timers-first",
                     evidence.name_of_actor(evidence.at(advance).actor) + " forwarded watermark " +
                         name_of(time_in_a(evidence.at(forward))) + " at " + name_of(forward) + ", before " + what +
                         " at " + name_of(late)});
  };
  for (const sim::EventId fire : firings_of(advance, evidence)) {
    if (fire > forward) report(fire, "a window that it made speak did so");
    for (const sim::EventId sent : evidence.effects_of(fire)) {
      if (evidence.at(sent).kind == EventKind::RecordOut && sent > forward) {
        report(sent, "a result that it made due was sent");
      }
    }
  }
}

}  // namespace

Violations wm_timers_first(const Evidence& evidence) {
  Violations found;
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) {
    const sim::EventId forward{number};
    const sim::TraceEvent& event = evidence.at(forward);
    if (event.kind != EventKind::ControlOut || !is_control(event, engine::ControlKind::Watermark)) continue;
    const sim::EventId advance{event.cause};
    if (event.cause == 0 || evidence.at(advance).kind != EventKind::WatermarkAdvance) continue;
    judge_forward(advance, forward, evidence, found);
  }
  return found;
}

}  // namespace wavetank::properties

// wm-combine: a task's watermark is the function of its channels' watermarks and statuses that the rule book gives:
// the least over live aligned channels, the greatest on an all-idle flush, nothing on the empty set.
//
// Recomputed from what arrived. Reports the first difference of a task only: what follows is its consequence.
#include <algorithm>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;

// The values to which the task raised its watermark because of the control at `position`.
std::vector<sim::EventId> raises_of(sim::EventId position, const Evidence& evidence) {
  std::vector<sim::EventId> raises;
  for (const sim::EventId effect : evidence.effects_of(position)) {
    const sim::TraceEvent& event = evidence.at(effect);
    if (event.kind == sim::EventKind::WatermarkAdvance && event.actor == evidence.at(position).actor) {
      raises.push_back(effect);
    }
  }
  return raises;
}

// The task went beyond what its channels allow.
Violation too_far(const CombinedWatermark& judged, sim::EventId raise, sim::EventId control, const Evidence& evidence) {
  const auto slowest = judged.slowest();
  const sim::EventId first = slowest && slowest->said ? *slowest->said : control;
  std::string why = "its channels allow " + name_of(judged.value());
  if (slowest) {
    why += slowest->said ? "; channel " + std::to_string(slowest->channel) + " said " + name_of(slowest->watermark) +
                               " at " + name_of(*slowest->said)
                         : "; channel " + std::to_string(slowest->channel) + " has said nothing";
  }
  return {raise, first, "wm-combine",
          evidence.name_of_actor(evidence.at(raise).actor) + " advanced to " + name_of(time_in_a(evidence.at(raise))) +
              " at " + name_of(raise) + ", but " + why};
}

void judge_task(sim::ActorId actor, const std::vector<std::uint32_t>& channels, const Evidence& evidence,
                Violations& found) {
  CombinedWatermark judged(channels);
  for (const Arrival& arrival : evidence.arrivals_of(actor).arrivals) {
    if (arrival.kind != ArrivalKind::Control) continue;
    const std::vector<Advance> expected = judged.take(arrival);
    const std::vector<sim::EventId> actual = raises_of(arrival.at, evidence);
    for (std::size_t i = 0; i < std::max(expected.size(), actual.size()); ++i) {
      if (i >= expected.size()) {
        found.push_back(too_far(judged, actual[i], arrival.at, evidence));
        return;
      }
      const std::string allowed = name_of(expected[i].to) + " by " + name_of(arrival.at);
      if (i >= actual.size()) {
        const sim::EventId late = evidence.deadline(arrival.at);
        found.push_back(
            {late, arrival.at, "wm-combine",
             evidence.name_of_actor(actor) + " must advance to " + allowed + ", and had not at " + name_of(late)});
        return;
      }
      const EventTime to = time_in_a(evidence.at(actual[i]));
      if (to == expected[i].to) continue;
      if (to > expected[i].to) {
        found.push_back(too_far(judged, actual[i], arrival.at, evidence));
      } else {
        found.push_back({actual[i], arrival.at, "wm-combine",
                         evidence.name_of_actor(actor) + " advanced to " + name_of(to) + " at " + name_of(actual[i]) +
                             ", but its channels allow " + allowed});
      }
      return;
    }
  }
}

}  // namespace

Violations wm_combine(const Evidence& evidence) {
  Violations found;
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].channels.empty()) continue;
    judge_task(sim::ActorId{static_cast<std::uint16_t>(i)}, actors[i].channels, evidence, found);
  }
  return found;
}

}  // namespace wavetank::properties

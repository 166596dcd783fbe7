// Following windows through a trace.
#include "properties/invariants/lifetimes.hpp"

#include <algorithm>
#include <map>

namespace wavetank::properties {

using sim::EventKind;

std::vector<Lifetime> lifetimes_of(const WindowTask& task, const Evidence& evidence) {
  std::map<WindowAndKey, std::vector<Lifetime>> lives;
  for (const sim::EventId position : evidence.events_of(task.actor)) {
    if (!evidence.counts(task.actor, position)) break;
    const sim::TraceEvent& event = evidence.at(position);
    if (event.kind != EventKind::WindowAdd && event.kind != EventKind::WindowFire &&
        event.kind != EventKind::WindowClear) {
      continue;
    }
    const WindowAndKey who = window_and_key(event);
    std::vector<Lifetime>& mine = lives[who];
    if (mine.empty() || mine.back().clear) {
      mine.push_back({who, evidence.facts().windows.window(who.window), {}, {}, std::nullopt});
    }
    if (event.kind == EventKind::WindowAdd) mine.back().adds.push_back(position);
    if (event.kind == EventKind::WindowFire) mine.back().fires.push_back(position);
    if (event.kind == EventKind::WindowClear) mine.back().clear = position;
  }
  std::vector<Lifetime> all;
  for (auto& [who, mine] : lives) all.insert(all.end(), mine.begin(), mine.end());
  return all;
}

std::vector<TracedAdvance> traced_advances(const WindowTask& task, const Evidence& evidence) {
  std::vector<TracedAdvance> advances;
  for (const sim::EventId position : evidence.events_of(task.actor)) {
    const sim::TraceEvent& event = evidence.at(position);
    if (event.kind != EventKind::WatermarkAdvance || !evidence.counts(task.actor, position)) continue;
    advances.push_back({position, time_in_b(event), time_in_a(event)});
  }
  return advances;
}

std::optional<TracedAdvance> reaching(engine::EventTime time, const std::vector<TracedAdvance>& advances) {
  const auto first =
      std::lower_bound(advances.begin(), advances.end(), time,
                       [](const TracedAdvance& one, engine::EventTime wanted) { return one.to < wanted; });
  if (first == advances.end()) return std::nullopt;
  return *first;
}

}  // namespace wavetank::properties

// Following windows through a trace.
#include "properties/invariants/lifetimes.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace wavetank::properties {

using sim::EventKind;

namespace {

class Lives {
 public:
  // The last life of that window, a new one if it has ended.
  Lifetime& of(engine::KeyId key, const engine::Window& window) {
    std::vector<Lifetime>& mine = lives_[{key, window}];
    if (mine.empty() || mine.back().clear) mine.push_back({key, window, {}, {}, std::nullopt});
    return mine.back();
  }

  [[nodiscard]] std::vector<Lifetime> all() const {
    std::vector<Lifetime> all;
    for (const auto& [who, mine] : lives_) all.insert(all.end(), mine.begin(), mine.end());
    return all;
  }

 private:
  std::map<std::pair<engine::KeyId, engine::Window>, std::vector<Lifetime>> lives_;
};

}  // namespace

std::vector<Lifetime> lifetimes_of(const WindowTask& task, const Evidence& evidence) {
  Lives lives;
  for (const sim::EventId position : evidence.events_of(task.actor)) {
    if (!evidence.counts(task.actor, position)) break;
    const sim::TraceEvent& event = evidence.at(position);
    if (event.kind == EventKind::WindowAdd) {
      for (const Addition& add : windows_of_add(position, evidence)) lives.of(add.key, add.window).adds.push_back(add);
    }
    if (event.kind != EventKind::WindowFire && event.kind != EventKind::WindowClear) continue;
    const WindowAndKey who = window_and_key(event);
    Lifetime& life = lives.of(who.key, evidence.facts().windows.window(who.window));
    if (event.kind == EventKind::WindowFire) life.fires.push_back(position);
    if (event.kind == EventKind::WindowClear) life.clear = position;
  }
  return lives.all();
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

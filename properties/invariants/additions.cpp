// Reading win.add and win.slice.
#include "properties/invariants/additions.hpp"

#include "sim/trace/joined_windows.hpp"

namespace wavetank::properties {

std::vector<Addition> windows_of_add(sim::EventId add, const Evidence& evidence) {
  const sim::TraceEvent& event = evidence.at(add);
  std::vector<Addition> all;
  sim::each_joined_window(event, evidence.facts().windows, [&](const engine::Window& window) {
    all.push_back({add, sim::EventId{event.cause}, window_and_key(event).key, window});
  });
  return all;
}

std::vector<Addition> additions_of(sim::EventId record, const Evidence& evidence) {
  std::vector<Addition> all;
  for (const sim::EventId effect : evidence.effects_of(record)) {
    if (!sim::says_joined(evidence.at(effect).kind)) continue;
    const std::vector<Addition> some = windows_of_add(effect, evidence);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace wavetank::properties

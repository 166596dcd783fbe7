// Reading win.add.
#include "properties/invariants/additions.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::properties {

std::vector<Addition> windows_of_add(sim::EventId add, const Evidence& evidence) {
  const sim::TraceEvent& event = evidence.at(add);
  WT_REQUIRE(event.kind == sim::EventKind::WindowAdd, static_cast<std::uint32_t>(add));
  const WindowAndKey who = window_and_key(event);
  return {{add, sim::EventId{event.cause}, who.key, evidence.facts().windows.window(who.window)}};
}

std::vector<Addition> additions_of(sim::EventId record, const Evidence& evidence) {
  std::vector<Addition> all;
  for (const sim::EventId effect : evidence.effects_of(record)) {
    if (evidence.at(effect).kind != sim::EventKind::WindowAdd) continue;
    const std::vector<Addition> some = windows_of_add(effect, evidence);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

}  // namespace wavetank::properties

// win-empty: no window speaks without contents.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {

Violations win_empty(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    for (const Lifetime& life : lifetimes_of(task, evidence)) {
      for (const sim::EventId fire : life.fires) {
        if (!life.adds.empty() && life.adds.front().at < fire) continue;
        found.push_back({fire, sim::EventId{evidence.at(fire).cause}, "win-empty",
                         name_of(life.window, life.key, evidence.facts()) + " spoke at " + name_of(fire) +
                             " with no record in it"});
      }
    }
  }
  return found;
}

}  // namespace wavetank::properties

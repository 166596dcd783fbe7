// win-empty: no window speaks without contents. What an evictor leaves of them may be nothing (EV-03).
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {

Violations win_empty(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    for (const Lifetime& life : lifetimes_of(task, evidence)) {
      for (const Spoken& spoken : life.fires) {
        if (life.held_at(spoken.at) > 0) continue;
        found.push_back({spoken.at, sim::EventId{evidence.at(spoken.at).cause}, "win-empty",
                         name_of(life.window, life.key, evidence.facts()) + " spoke at " + name_of(spoken.at) +
                             " with no record in it"});
      }
    }
  }
  return found;
}

}  // namespace wavetank::properties

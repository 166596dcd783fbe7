// win-late-refire: a window speaks late only behind its last instant and while it is not late itself.
#include <algorithm>
#include <iterator>
#include <optional>

#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

// The last of them before `position`.
std::optional<TracedAdvance> before(sim::EventId position, const std::vector<TracedAdvance>& advances) {
  const auto later = std::lower_bound(advances.begin(), advances.end(), position,
                                      [](const TracedAdvance& one, sim::EventId at) { return one.at < at; });
  if (later == advances.begin()) return std::nullopt;
  return *std::prev(later);
}

}  // namespace

Violations win_late_refire(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    const std::vector<TracedAdvance> advances = traced_advances(task, evidence);
    const engine::Millis lateness = evidence.node_of(task).allowed_lateness;
    for (const Lifetime& life : lifetimes_of(task, evidence)) {
      for (const sim::EventId fire : life.fires) {
        if (reason_of(evidence.at(fire)) != engine::FireReason::Late) continue;
        const std::optional<TracedAdvance> advance = before(fire, advances);
        const engine::EventTime watermark = advance ? advance->to : engine::EventTime::min();
        const bool too_late = is_late(life.window, lateness, watermark);
        if (!too_late && watermark >= last_instant(life.window)) continue;
        const std::string bound = too_late ? "its lateness had ended at " + name_of(cleanup_time(life.window, lateness))
                                           : "it had not yet ended";
        found.push_back({fire, advance ? advance->at : sim::EventId{evidence.at(fire).cause}, "win-late-refire",
                         name_of(life.window, life.key, evidence.facts()) + " spoke late at " + name_of(fire) +
                             ", but " + bound + " (the watermark was " + name_of(watermark) + ")"});
      }
    }
  }
  return found;
}

}  // namespace wavetank::properties

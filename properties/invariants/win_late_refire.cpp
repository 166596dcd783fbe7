// win-late-refire: a window speaks late only behind its last instant and while it is not late itself.
//
// Of a window of event time. One that a timer makes speak is judged by the timer's time: the timer that ends the window's
// state may make it speak a last time (TR-13, WO-18).
#include <algorithm>
#include <iterator>
#include <optional>

#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

// The last of them before `position`.
std::optional<TracedAdvance> before(sim::EventId position, const std::vector<TracedAdvance>& advances) {
  const auto later = std::lower_bound(advances.begin(), advances.end(), position,
                                      [](const TracedAdvance& one, sim::EventId at) { return one.at < at; });
  if (later == advances.begin()) return std::nullopt;
  return *std::prev(later);
}

class LateRefire {
 public:
  LateRefire(const WindowTask& task, const Evidence& evidence)
      : lateness_(evidence.node_of(task).allowed_lateness),
        evidence_(evidence),
        advances_(traced_advances(task, evidence)) {}

  void look(const Lifetime& life, sim::EventId fire) {
    if (reason_of(evidence_.at(fire)) != engine::FireReason::Late) return;
    const std::optional<sim::EventId> since = watermark_since(fire);
    const engine::EventTime watermark = since ? lift_of(evidence_.at(*since)).to : engine::EventTime::min();
    const auto timer = evidence_.timer_behind(fire);
    const bool by_event_timer = timer && evidence_.at(*timer).kind == sim::EventKind::EventTimer;
    const engine::EventTime ends = cleanup_time(life.window, lateness_);
    const bool for_ever = ends == engine::EventTime::max();
    const bool too_late =
        by_event_timer ? timer_time(evidence_.at(*timer)) > ends.ticks() : ends <= watermark && !for_ever;
    if (!too_late && watermark >= last_instant(life.window)) return;
    const std::string bound = too_late ? "its lateness had ended at " + name_of(ends) : "it had not yet ended";
    found_.push_back({fire, since.value_or(sim::EventId{evidence_.at(fire).cause}), "win-late-refire",
                      name_of(life.window, life.key, evidence_.facts()) + " spoke late at " + name_of(fire) + ", but " +
                          bound + " (the watermark was " + name_of(watermark) + ")"});
  }
  Violations take() { return std::move(found_); }

 private:
  // What made the watermark what it was: an advance of the task's, or the end of the key in a batch (BX-04).
  [[nodiscard]] std::optional<sim::EventId> watermark_since(sim::EventId fire) const {
    const auto behind = evidence_.advance_behind(fire);
    if (behind && evidence_.at(*behind).kind == sim::EventKind::KeyEnd) return behind;
    const std::optional<TracedAdvance> advance = before(fire, advances_);
    if (!advance) return std::nullopt;
    return advance->at;
  }

  engine::Millis lateness_;
  const Evidence& evidence_;
  std::vector<TracedAdvance> advances_;
  Violations found_;
};

}  // namespace

Violations win_late_refire(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (!scenarios::knows_lateness(evidence.node_of(task))) continue;
    LateRefire late(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) {
      for (const Spoken& spoken : life.fires) late.look(life, spoken.at);
    }
    for (Violation& violation : late.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

// win-trigger: all firings but those on time happen exactly where the trigger's rules, followed with what arrived, fire.
//
// What they say is out-model's to judge, and firings on time are win-on-time-once's.
#include <map>
#include <tuple>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

// Cause, window, key, reason.
using FiringPlace = std::tuple<sim::EventId, engine::Window, engine::KeyId, engine::FireReason>;

class TriggerCheck {
 public:
  TriggerCheck(const WindowTask& task, const Evidence& evidence) : evidence_(evidence) {
    for (const ExpectedFiring& firing : task.expected.firings) {
      if (firing.reason == engine::FireReason::OnTime) continue;
      ++expected_[{firing.because, firing.window, firing.key, firing.reason}];
    }
  }

  void look(sim::EventId fire) {
    const sim::TraceEvent& event = evidence_.at(fire);
    const engine::FireReason reason = reason_of(event);
    if (reason == engine::FireReason::OnTime) return;
    const WindowAndKey who = window_and_key(event);
    const engine::Window window = evidence_.facts().windows.window(who.window);
    const sim::EventId because = evidence_.arrival_behind(fire).value_or(sim::EventId{});
    const auto found = expected_.find({because, window, who.key, reason});
    if (found != expected_.end() && found->second > 0) {
      --found->second;
      return;
    }
    found_.push_back({fire, because, "win-trigger",
                      name_of(window, who.key, evidence_.facts()) + " spoke " + name_of(reason) + " at " +
                          name_of(fire) + ", but its trigger does not fire with " + name_of(because)});
  }

  Violations take() {
    for (const auto& [place, count] : expected_) {
      if (count == 0) continue;
      const auto& [because, window, key, reason] = place;
      const sim::EventId deadline = evidence_.deadline(because);
      found_.push_back({deadline, because, "win-trigger",
                        "the trigger of " + name_of(window, key, evidence_.facts()) + " fires " + name_of(reason) +
                            " with " + name_of(because) + ", but it had not spoken at " + name_of(deadline)});
    }
    return std::move(found_);
  }

 private:
  const Evidence& evidence_;
  std::map<FiringPlace, std::size_t> expected_;  // not seen yet
  Violations found_;
};

}  // namespace

Violations win_trigger(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    TriggerCheck trigger(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      if (evidence.at(position).kind == sim::EventKind::WindowFire) trigger.look(position);
    }
    for (Violation& violation : trigger.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

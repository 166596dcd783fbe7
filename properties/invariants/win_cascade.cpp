// Following each record of a second window back to the firing that said it.
#include "properties/invariants/win_cascade.hpp"

#include <map>
#include <tuple>

#include "properties/invariants/additions.hpp"
#include "properties/words.hpp"
#include "scenarios/format/rules/cascades.hpp"
#include "scenarios/format/windowing.hpp"
#include "sim/trace/joined_windows.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

// A window of the second operator, and a window of the first one that is in it.
using Pair = std::tuple<engine::Window, engine::KeyId, sim::ActorId, std::uint64_t>;
struct Held {
  std::int64_t times = 0;
  sim::EventId first{};
};

class Cascade {
 public:
  Cascade(const WindowTask& task, const Evidence& evidence) : task_(task), evidence_(evidence) {}

  void look(sim::EventId add) {
    const std::optional<sim::EventId> firing = firing_behind(add);
    if (!firing) return;
    const sim::TraceEvent& fired = evidence_.at(*firing);
    for (const Addition& addition : windows_of_add(add, evidence_)) {
      Held& held = held_[{addition.window, addition.key, fired.actor, fired.a}];
      ++held.times;
      if (held.times == 1) held.first = add;
      if (held.times > 1) report(addition, held, fired);
    }
  }
  Violations take() { return std::move(found_); }

 private:
  // The firing of an accumulating window that said the record; none if it came from elsewhere, or from a window that
  // says only what is new, or takes back what it said.
  [[nodiscard]] std::optional<sim::EventId> firing_behind(sim::EventId add) const {
    for (std::uint32_t number = static_cast<std::uint32_t>(add); number != 0;) {
      const sim::TraceEvent& event = evidence_.at(sim::EventId{number});
      if (event.kind == EventKind::WindowFire && event.actor != task_.actor) {
        return speaks_whole(event.actor) ? std::optional(sim::EventId{number}) : std::nullopt;
      }
      number = event.cause;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool speaks_whole(sim::ActorId actor) const {
    const scenarios::Actor& who = evidence_.run().cast.actors[static_cast<std::size_t>(actor)];
    const auto* window = std::get_if<scenarios::WindowNode>(&evidence_.scenario().pipeline[who.at].op);
    return window != nullptr && scenarios::repeats_itself(*window, evidence_.scenario().execution);
  }

  void report(const Addition& addition, const Held& held, const sim::TraceEvent& fired) {
    const engine::Facts& facts = evidence_.facts();
    const engine::Window inner = facts.windows.window(engine::WindowId{engine::upper(fired.a)});
    found_.push_back({addition.at, held.first, "win-cascade",
                      name_of(addition.window, addition.key, facts) + " holds the result of " +
                          name_of(inner, engine::KeyId{engine::lower(fired.a)}, facts) + " " +
                          std::to_string(held.times) + " times since " + name_of(addition.at) +
                          ", the first time since " + name_of(held.first) +
                          "; a result that is said again counts again (CA-01)"});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  std::map<Pair, Held> held_;
  Violations found_;
};

}  // namespace

Violations win_cascade(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (!scenarios::adds_up(evidence.node_of(task))) continue;
    Cascade cascade(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (sim::says_joined(evidence.at(position).kind)) cascade.look(position);
    }
    for (Violation& violation : cascade.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

// win-session-shape: the open sessions of a key never touch each other, and each spans exactly what its records span.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/invariants/sessions/live_sessions.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

class SessionShape {
 public:
  SessionShape(const WindowTask& task, const Evidence& evidence)
      : task_(task), evidence_(evidence), sessions_(evidence) {}

  void look(sim::EventId position) {
    sessions_.look(position);
    if (evidence_.at(position).kind != sim::EventKind::WindowAdd) return;
    for (const Addition& add : windows_of_add(position, evidence_)) {
      for (const LiveSessions::Live& other : sessions_.of(add.key)) {
        if (other.window == add.window || !touch(other.window, add.window)) continue;
        report(other.since, position,
               name_of(add.window, add.key, evidence_.facts()) + " is open at " + name_of(position) + " beside " +
                   name_of(other.window) + ", which is open since " + name_of(other.since) + " and which it touches");
      }
    }
  }

  void look(const Lifetime& life) {
    if (life.adds.empty()) return;
    engine::Window hull = own_window(task_, life.adds.front().record, evidence_);
    for (const Addition& add : life.adds) {
      const engine::Window own = own_window(task_, add.record, evidence_);
      hull = {std::min(hull.start, own.start), std::max(hull.end, own.end)};
    }
    if (hull == life.window) return;
    report(life.adds.front().at, life.adds.back().at,
           name_of(life.window, life.key, evidence_.facts()) + " holds records that span " + name_of(hull) + " (" +
               name_of(life.adds.front().at) + ", " + name_of(life.adds.back().at) + ")");
  }
  Violations take() { return std::move(found_); }

 private:
  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-session-shape", what});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  LiveSessions sessions_;
  Violations found_;
};

}  // namespace

Violations win_session_shape(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (!engine::merges(scenarios::assigner_of(evidence.node_of(task)))) continue;
    SessionShape shape(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      shape.look(position);
    }
    for (const Lifetime& life : lifetimes_of(task, evidence)) shape.look(life);
    for (Violation& violation : shape.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

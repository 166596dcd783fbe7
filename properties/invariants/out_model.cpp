// out-model: the results of every window task are the oracle's: each of them once, with its contents, for its reason,
// caused by what must cause it, and no other.
#include <map>
#include <tuple>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::FireReason;

// What tells one result of a task from another.
using Identity = std::tuple<sim::EventId, engine::Window, engine::KeyId, FireReason>;

std::string words_for(FireReason reason) {
  switch (reason) {
    case FireReason::Early: return "early";
    case FireReason::OnTime: return "on time";
    case FireReason::Late: return "late";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(reason));
}

class Model {
 public:
  Model(const WindowTask& task, const Evidence& evidence) : task_(task), evidence_(evidence) {
    for (const ExpectedFiring& firing : task.expected.firings) {
      expected_[{firing.because, firing.window, firing.key, firing.reason}] = &firing;
    }
  }

  void look(sim::EventId fire) {
    const sim::TraceEvent& event = evidence_.at(fire);
    const WindowAndKey who = window_and_key(event);
    const std::optional<sim::EventId> because = evidence_.arrival_behind(fire);
    const engine::Window window = evidence_.facts().windows.window(who.window);
    const auto firing = expected_.find({because.value_or(sim::EventId{}), window, who.key, reason_of(event)});
    if (firing == expected_.end()) {
      report(because.value_or(fire), fire,
             name_of(window, who.key, evidence_.facts()) + " spoke " + words_for(reason_of(event)) + " at " +
                 name_of(fire) + ", and the oracle knows of no such result");
      return;
    }
    judge_values(*firing->second, fire);
    expected_.erase(firing);
  }

  Violations take() {
    for (const auto& [identity, firing] : expected_) {
      const sim::EventId deadline = evidence_.deadline(firing->because);
      report(firing->because, deadline,
             name_of(firing->window, firing->key, evidence_.facts()) + " must speak " + words_for(firing->reason) +
                 " because of " + name_of(firing->because) + ", and had not at " + name_of(deadline));
    }
    return std::move(found_);
  }

 private:
  void judge_values(const ExpectedFiring& firing, sim::EventId fire) {
    const std::vector<scenarios::AggregateSpec>& specs = evidence_.node_of(task_).aggregates;
    for (std::size_t i = 0; i < specs.size(); ++i) {
      const Answer actual = value_in(result_of(evidence_.at(fire)), specs[i].name, evidence_.facts());
      if (agree(firing.values[i], actual)) continue;
      report(firing.contents.front(), fire,
             name_of(firing.window, firing.key, evidence_.facts()) + " spoke " + words_for(firing.reason) + " at " +
                 name_of(fire) + " with " + specs[i].name + " = " + to_text(actual) + "; what arrived since " +
                 name_of(firing.contents.front()) + " makes " + to_text(firing.values[i]));
      return;
    }
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "out-model", what});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  std::map<Identity, const ExpectedFiring*> expected_;  // not seen yet
  Violations found_;
};

}  // namespace

Violations out_model(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Model model(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      if (evidence.at(position).kind == sim::EventKind::WindowFire) model.look(position);
    }
    for (Violation& violation : model.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

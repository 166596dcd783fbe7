// out-model: the results of every window task are the oracle's: each of them as often as the oracle has it, with its
// contents, for its reason, caused by what must cause it, and no other; and so are the results that it takes back.
//
// Results for one reason, window and cause come in the oracle's order. Between keys the order is open (TM-02).
#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::FireReason;

// What tells one result of a task from another.
using Identity = std::tuple<sim::EventId, engine::Window, engine::KeyId, FireReason>;

class Model {
 public:
  Model(const WindowTask& task, const Evidence& evidence)
      : task_(task), evidence_(evidence), specs_(evidence.node_of(task).aggregates) {
    for (const ExpectedFiring& firing : task.expected.firings) {
      expected_[{firing.because, firing.window, firing.key, firing.reason}].push_back(&firing);
    }
    const std::string& id = evidence.scenario().pipeline[task.node].id;
    std::size_t edges = 0;
    for (const scenarios::Node& node : evidence.scenario().pipeline) {
      edges += static_cast<std::size_t>(std::count(node.from.begin(), node.from.end(), id));
    }
    for (const ExpectedTakeBack& back : task.expected.take_backs) {
      for (std::size_t i = 0; i < edges; ++i) take_backs_.push_back(&back);
    }
  }

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == sim::EventKind::WindowFire) look_at_firing(position);
    if (event.kind != sim::EventKind::RecordOut || event.cause == 0) return;
    if (evidence_.at(sim::EventId{event.cause}).kind == sim::EventKind::RecordSide) return;
    if (evidence_.facts().rows.kind(row_in_b(event)) == engine::RowKind::UpdateBefore) look_at_take_back(position);
  }

  Violations take() {
    for (const auto& [identity, firings] : expected_) {
      for (const ExpectedFiring* firing : firings) {
        missing(firing->because, name_of(firing->window, firing->key, evidence_.facts()) + " must speak " +
                                     name_of(firing->reason) + " because of " + name_of(firing->because));
      }
    }
    for (const ExpectedTakeBack* back : take_backs_) {
      missing(back->because, name_of(back->window, back->key, evidence_.facts()) + " must take back what it said (" +
                                 values_text(back->values) + ") because of " + name_of(back->because));
    }
    if (const auto fail = task_.expected.must_fail) missing(*fail, "the job must fail with " + name_of(*fail));
    return std::move(found_);
  }

 private:
  void look_at_firing(sim::EventId fire) {
    const sim::TraceEvent& event = evidence_.at(fire);
    const WindowAndKey who = window_and_key(event);
    const std::optional<sim::EventId> because = evidence_.arrival_behind(fire);
    const engine::Window window = evidence_.facts().windows.window(who.window);
    const auto found = expected_.find({because.value_or(sim::EventId{}), window, who.key, reason_of(event)});
    if (found == expected_.end()) {
      report(because.value_or(fire), fire,
             name_of(window, who.key, evidence_.facts()) + " spoke " + name_of(reason_of(event)) + " at " +
                 name_of(fire) + ", and the oracle knows of no such result");
      return;
    }
    judge_values(*found->second.front(), fire);
    found->second.pop_front();
    if (found->second.empty()) expected_.erase(found);
  }

  void judge_values(const ExpectedFiring& firing, sim::EventId fire) {
    const sim::EventId first = firing.contents.empty() ? firing.because : firing.contents.front();
    for (std::size_t i = 0; i < specs_.size(); ++i) {
      const Answer actual = value_in(result_of(evidence_.at(fire)), specs_[i].name, evidence_.facts());
      if (agree(firing.values[i], actual)) continue;
      report(first, fire,
             name_of(firing.window, firing.key, evidence_.facts()) + " spoke " + name_of(firing.reason) + " at " +
                 name_of(fire) + " with " + specs_[i].name + " = " + to_text(actual) + "; what arrived since " +
                 name_of(first) + " makes " + to_text(firing.values[i]));
      return;
    }
  }

  // By cause, key and values; whether those are what was said, win-accumulate looks up.
  void look_at_take_back(sim::EventId sent) {
    const engine::RowId row = row_in_b(evidence_.at(sent));
    const sim::EventId because = evidence_.arrival_behind(sent).value_or(sent);
    const engine::KeyId key{engine::lower(evidence_.at(sent).b)};
    std::vector<Answer> said;
    for (const scenarios::AggregateSpec& spec : specs_) said.push_back(value_in(row, spec.name, evidence_.facts()));
    const auto matches = [&](const ExpectedTakeBack* back) {
      return back->because == because && (back->key == engine::kNoKey || back->key == key) &&
             std::equal(said.begin(), said.end(), back->values.begin(), agree);
    };
    const auto found = std::find_if(take_backs_.begin(), take_backs_.end(), matches);
    if (found != take_backs_.end()) {
      take_backs_.erase(found);
      return;
    }
    report(because, sent,
           "a result (" + values_text(said) + ") was taken back at " + name_of(sent) +
               ", and the oracle knows of no such thing");
  }

  [[nodiscard]] std::string values_text(const std::vector<Answer>& values) const {
    std::string text;
    for (std::size_t i = 0; i < values.size(); ++i) {
      text += (i == 0 ? "" : ", ") + specs_[i].name + " = " + to_text(values[i]);
    }
    return text;
  }

  void missing(sim::EventId because, const std::string& what) {
    const sim::EventId deadline = evidence_.deadline(because);
    report(because, deadline, what + ", and had not at " + name_of(deadline));
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "out-model", what});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  const std::vector<scenarios::AggregateSpec>& specs_;
  std::map<Identity, std::deque<const ExpectedFiring*>> expected_;  // not seen yet
  std::deque<const ExpectedTakeBack*> take_backs_;                  // the same
  Violations found_;
};

}  // namespace

Violations out_model(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Model model(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      model.look(position);
    }
    for (Violation& violation : model.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

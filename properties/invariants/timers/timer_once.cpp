// timer-once: every timer that waits and is not deleted comes due once, and nothing else does.
//
// Of windows the oracle says which timers wait; of functions the trace does. Windows that all keys share have no timers of
// their own in the trace.
#include <map>
#include <set>
#include <tuple>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

using engine::TimeDomain;
using sim::EventKind;

TimeDomain domain_of(EventKind kind) {
  const bool is_event =
      kind == EventKind::EventTimer || kind == EventKind::EventTimerSet || kind == EventKind::EventTimerDelete;
  return is_event ? TimeDomain::Event : TimeDomain::Processing;
}

class WindowTimers {
 public:
  WindowTimers(const WindowTask& task, const Evidence& evidence) : evidence_(evidence) {
    for (const ExpectedTimer& timer : task.expected.timers) {
      ++expected_[{timer.because, timer.domain, timer.time, timer.key, timer.window}];
    }
  }

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const WindowAndKey who = window_and_key(event);
    const engine::Window window = evidence_.facts().windows.window(who.window);
    const sim::EventId because = evidence_.arrival_behind(position).value_or(sim::EventId{});
    const auto found = expected_.find({because, domain_of(event.kind), timer_time(event), who.key, window});
    if (found != expected_.end() && found->second > 0) {
      --found->second;
      return;
    }
    found_.push_back({position, because, "timer-once",
                      "a timer of " + name_of(window, who.key, evidence_.facts()) + " for " +
                          std::to_string(timer_time(event)) + " came due at " + name_of(position) +
                          ", and none waited"});
  }

  Violations take() {
    for (const auto& [timer, count] : expected_) {
      if (count == 0) continue;
      const auto& [because, domain, time, key, window] = timer;
      const sim::EventId deadline = evidence_.deadline(because);
      found_.push_back({deadline, because, "timer-once",
                        "a timer of " + name_of(window, key, evidence_.facts()) + " for " + std::to_string(time) +
                            " is due with " + name_of(because) + ", and had not come at " + name_of(deadline)});
    }
    return std::move(found_);
  }

 private:
  using Due = std::tuple<sim::EventId, TimeDomain, std::int64_t, engine::KeyId, engine::Window>;
  const Evidence& evidence_;
  std::map<Due, std::size_t> expected_;  // not seen yet
  Violations found_;
};

// Of one task that runs functions.
class FunctionTimers {
 public:
  explicit FunctionTimers(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const Timer timer{domain_of(event.kind), timer_time(event), window_and_key(event).key};
    if (event.kind == EventKind::EventTimerSet || event.kind == EventKind::ProcessingTimerSet) waiting_.insert(timer);
    if (event.kind == EventKind::EventTimerDelete || event.kind == EventKind::ProcessingTimerDelete) {
      waiting_.erase(timer);
    }
    if (event.kind == EventKind::ControlOut && is_control(event, engine::ControlKind::Watermark)) forward(position);
    if (!is_timer(event) || waiting_.erase(timer) == 1) return;
    found_.push_back({position, sim::EventId{event.cause}, "timer-once",
                      "a timer of " + name_of(window_and_key(event).key, evidence_.facts()) + " for " +
                          std::to_string(timer_time(event)) + " came due at " + name_of(position) +
                          ", and none waited"});
  }
  Violations take() { return std::move(found_); }

 private:
  using Timer = std::tuple<TimeDomain, std::int64_t, engine::KeyId>;

  // TM-03: when a watermark is passed on, nothing waits for it.
  void forward(sim::EventId position) {
    if (waiting_.empty()) return;
    const auto& [domain, time, key] = *waiting_.begin();
    const sim::TraceEvent& event = evidence_.at(position);
    if (domain != TimeDomain::Event || time > time_in_a(event).ticks()) return;
    found_.push_back({position, sim::EventId{event.cause}, "timer-once",
                      "a timer of " + name_of(key, evidence_.facts()) + " for " + std::to_string(time) +
                          " had not come due when watermark " + name_of(time_in_a(event)) + " was passed on at " +
                          name_of(position)});
  }

  const Evidence& evidence_;
  std::set<Timer> waiting_;
  Violations found_;
};

}  // namespace

Violations timer_once(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    if (scenarios::is_plain(evidence.node_of(task))) continue;
    WindowTimers timers(task, evidence);
    for (const sim::EventId position : evidence.events_of(task.actor)) {
      if (!evidence.counts(task.actor, position)) break;
      if (is_timer(evidence.at(position))) timers.look(position);
    }
    for (Violation& violation : timers.take()) found.push_back(std::move(violation));
  }
  for (const sim::ActorId actor : function_tasks(evidence)) {
    FunctionTimers timers(evidence);
    for (const sim::EventId position : evidence.events_of(actor)) timers.look(position);
    for (Violation& violation : timers.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

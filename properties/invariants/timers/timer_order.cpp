// timer-order: the timers that come due in one step of a task do so in the order of their times, but for those that one
// of them has set (TM-04).
#include <map>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

bool sets_a_timer(EventKind kind) { return kind == EventKind::EventTimerSet || kind == EventKind::ProcessingTimerSet; }

class TimerOrderCheck {
 public:
  explicit TimerOrderCheck(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (sets_a_timer(event.kind)) set_[event.actor] = position;
    if (!is_timer(event)) return;
    const auto last = last_.find(event.actor);
    if (last != last_.end()) judge(last->second, position);
    last_[event.actor] = position;
  }
  Violations take() { return std::move(found_); }

 private:
  void judge(sim::EventId before, sim::EventId now) {
    const sim::TraceEvent& first = evidence_.at(before);
    const sim::TraceEvent& second = evidence_.at(now);
    if (first.cause != second.cause || first.kind != second.kind) return;  // of another step, or clock
    if (timer_time(first) <= timer_time(second)) return;
    const auto set = set_.find(second.actor);
    if (set != set_.end() && set->second > before) return;
    found_.push_back({now, before, "timer-order",
                      "a timer of " + evidence_.name_of_actor(second.actor) + " for " +
                          std::to_string(timer_time(second)) + " came due at " + name_of(now) + ", after one for " +
                          std::to_string(timer_time(first)) + " at " + name_of(before)});
  }

  const Evidence& evidence_;
  std::map<sim::ActorId, sim::EventId> last_;
  std::map<sim::ActorId, sim::EventId> set_;
  Violations found_;
};

}  // namespace

Violations timer_order(const Evidence& evidence) {
  TimerOrderCheck order(evidence);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) order.look(sim::EventId{number});
  return order.take();
}

}  // namespace wavetank::properties

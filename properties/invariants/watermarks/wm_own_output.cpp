// wm-own-output: after a task has sent watermark W it sends no record at or before W, except what was late when it
// arrived, results of windows that such a record made speak again, and what a function says by a timer that was overdue
// when it was set (TM-04). Rows before 0 wait in an unbounded frame until event time has come to 0 (OV-04).
//
// Sources and operators that assign timestamps are where lateness begins: they are not bound.
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using sim::EventKind;

bool is_bound(const scenarios::Node& node) {
  // What a clock makes speak speaks behind the watermark, functions even without a time (PF-01).
  const auto* const funnel = std::get_if<scenarios::FunnelNode>(&node.op);
  if (funnel != nullptr && funnel->time == engine::TimeDomain::Processing) return false;
  const auto* const silence = std::get_if<scenarios::SilenceNode>(&node.op);
  if (silence != nullptr && silence->time == engine::TimeDomain::Processing) return false;
  const auto* const window = std::get_if<scenarios::WindowNode>(&node.op);
  if (window != nullptr && !scenarios::asks_no_clock(*window)) return false;
  return !std::holds_alternative<scenarios::SourceNode>(node.op) &&
         !std::holds_alternative<scenarios::TimestampsNode>(node.op);
}

bool holds_back_to_zero(const scenarios::Node& node) {
  const auto* const over = std::get_if<scenarios::OverNode>(&node.op);
  return over != nullptr && !over->preceding_rows && !over->preceding_time;
}

class OwnOutput {
 public:
  OwnOutput(sim::ActorId actor, const scenarios::Node& node, const Evidence& evidence)
      : actor_(actor), evidence_(evidence), holds_back_(holds_back_to_zero(node)) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::WatermarkAdvance) watermark_ = time_in_a(event);
    if (event.kind == EventKind::RecordIn && time_in_a(event) <= watermark_) late_on_arrival_.insert(position);
    if (event.kind == EventKind::EventTimerSet && timer_time(event) <= watermark_.ticks())
      overdue_.insert(timer(event));
    if (event.kind == EventKind::EventTimerDelete) overdue_.erase(timer(event));
    if (event.kind == EventKind::ControlOut && is_control(event, engine::ControlKind::Watermark) &&
        engine::lower(event.b) == 0) {
      sent_ = position;
    }
    if (event.kind == EventKind::RecordOut && sent_ && time_in_a(event) <= time_in_a(evidence_.at(*sent_)) &&
        !is_excused(position)) {
      found_.push_back({position, *sent_, "wm-own-output",
                        evidence_.name_of_actor(actor_) + " sent watermark " +
                            name_of(time_in_a(evidence_.at(*sent_))) + " at " + name_of(*sent_) +
                            " and then a record of " + name_of(time_in_a(event)) + " at " + name_of(position)});
    }
  }
  Violations take() { return std::move(found_); }

 private:
  using Timer = std::pair<std::int64_t, engine::KeyId>;
  static Timer timer(const sim::TraceEvent& event) { return {timer_time(event), window_and_key(event).key}; }

  [[nodiscard]] bool is_excused(sim::EventId position) const {
    const sim::TraceEvent& sent = evidence_.at(position);
    if (holds_back_ && time_in_a(sent) < EventTime(0)) return true;
    if (sent.cause == 0) return false;
    const sim::EventId cause{sent.cause};
    const sim::TraceEvent& why = evidence_.at(cause);
    if (why.kind == EventKind::RecordSide) return true;
    if (why.kind == EventKind::WindowFire) return reason_of(why) == engine::FireReason::Late;
    if (is_timer(why)) return takes_back_late(cause) || overdue_.contains(timer(why));
    const std::optional<sim::EventId> arrival = evidence_.arrival_behind(cause);
    return arrival && late_on_arrival_.contains(*arrival);
  }

  // What is taken back before a late result is said.
  [[nodiscard]] bool takes_back_late(sim::EventId timer) const {
    for (const sim::EventId effect : evidence_.effects_of(timer)) {
      const sim::TraceEvent& fire = evidence_.at(effect);
      if (fire.kind == EventKind::WindowFire && reason_of(fire) == engine::FireReason::Late) return true;
    }
    return false;
  }

  sim::ActorId actor_;
  const Evidence& evidence_;
  bool holds_back_;
  EventTime watermark_ = EventTime::min();
  std::optional<sim::EventId> sent_;
  std::set<sim::EventId> late_on_arrival_;
  std::set<Timer> overdue_;  // that a function has set
  Violations found_;
};

}  // namespace

Violations wm_own_output(const Evidence& evidence) {
  Violations found;
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].role != scenarios::Role::Task) continue;
    if (!is_bound(evidence.scenario().pipeline[actors[i].at])) continue;
    const sim::ActorId actor{static_cast<std::uint16_t>(i)};
    OwnOutput own(actor, evidence.scenario().pipeline[actors[i].at], evidence);
    for (const sim::EventId position : evidence.events_of(actor)) own.look(position);
    for (Violation& violation : own.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

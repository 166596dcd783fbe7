// sort-order: a sort sends records in the order of their times, each only when the watermark has reached it (SO-01), and
// refuses those alone whose place has been passed (SO-02).
#include <map>
#include <optional>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using sim::EventKind;

// One task of a sort.
class SortedOutput {
 public:
  SortedOutput(sim::ActorId actor, const Evidence& evidence) : actor_(actor), evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    switch (event.kind) {
      case EventKind::WatermarkAdvance:
        watermark_ = time_in_a(event);
        watermark_at_ = position;
        return;
      case EventKind::RecordOut: return send(position);
      case EventKind::RecordDrop:
      case EventKind::RecordSide: return refuse(position);
      default: return;
    }
  }
  Violations take() { return std::move(found_); }

 private:
  void send(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.cause != 0 && evidence_.at(sim::EventId{event.cause}).kind == EventKind::RecordSide) return;
    const EventTime time = time_in_a(event);
    if (sent_ && time < time_in_a(evidence_.at(*sent_))) {
      report(*sent_, position,
             "sent a record of " + name_of(time) + " after one of " + name_of(time_in_a(evidence_.at(*sent_))));
    }
    if (time > watermark_) {
      report(watermark_at_.value_or(position), position,
             "sent a record of " + name_of(time) + " at the watermark " + name_of(watermark_));
    }
    sent_ = position;
  }

  void refuse(sim::EventId position) {
    const sim::EventId arrival{evidence_.at(position).cause};
    const EventTime time = time_in_a(evidence_.at(arrival));
    if (sent_ && time <= time_in_a(evidence_.at(*sent_))) return;
    report(arrival, position, "refused a record of " + name_of(time) + " whose place was free");
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back(
        {second, first, "sort-order",
         evidence_.name_of_actor(actor_) + " " + what + " (" + name_of(first) + ", " + name_of(second) + ")"});
  }

  sim::ActorId actor_;
  const Evidence& evidence_;
  EventTime watermark_ = EventTime::min();
  std::optional<sim::EventId> watermark_at_;
  std::optional<sim::EventId> sent_;
  Violations found_;
};

}  // namespace

Violations sort_order(const Evidence& evidence) {
  Violations found;
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].role != scenarios::Role::Task) continue;
    if (!std::holds_alternative<scenarios::SortNode>(evidence.scenario().pipeline[actors[i].at].op)) continue;
    const sim::ActorId actor{static_cast<std::uint16_t>(i)};
    SortedOutput output(actor, evidence);
    for (const sim::EventId position : evidence.events_of(actor)) output.look(position);
    for (Violation& violation : output.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

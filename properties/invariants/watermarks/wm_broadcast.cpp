// wm-broadcast: a watermark or status goes to every downstream channel, once, in the order in which records were sent.
//
// A stream is what one output of one task sends to one task. What a task has received from it shows how far it has
// got: every control sent before that must have come. What is still on its way at the end of a run is not missed.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/operators/sequence/sequence.hpp"
#include "properties/invariants/all.hpp"
#include "properties/words.hpp"
#include "scenarios/format/routing.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

using Output = std::pair<sim::ActorId, std::uint32_t>;  // the sender, and which of its outputs

bool is_sending(EventKind kind) { return kind == EventKind::RecordOut || kind == EventKind::ControlOut; }

// Barriers and what comes in their place may overtake, and the host alone sees them.
bool is_mark(const sim::TraceEvent& event) {
  if (event.kind != EventKind::ControlOut && event.kind != EventKind::ControlIn) return false;
  const auto kind = static_cast<engine::ControlKind>(engine::upper(event.b));
  return kind == engine::ControlKind::Barrier || kind == engine::ControlKind::Cancel;
}

class Broadcast {
 public:
  explicit Broadcast(const Evidence& evidence) : evidence_(evidence) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (is_mark(event)) return;
    if (event.kind == EventKind::ControlOut) sent_[output_of(position)].push_back(position);
    if (event.kind != EventKind::RecordIn && event.kind != EventKind::ControlIn) return;
    const sim::EventId sent{event.cause};
    if (event.cause == 0 || !is_sending(evidence_.at(sent).kind)) return;
    receive(sent, position);
  }
  Violations take() { return std::move(found_); }

 private:
  struct Received {
    std::size_t controls = 0;  // how many of the stream's
    sim::EventId last{};       // what was received last, as it was sent
    sim::EventId at{};         // and where it was received
  };

  // A record's output is told by what made it: a refusal goes to the late output, of a join to that of its side, a split names its own, a pattern has
  // one for what ran out of time, and only what a guard sends aside is caused by its word.
  [[nodiscard]] Output output_of(sim::EventId sent) const {
    const sim::TraceEvent& event = evidence_.at(sent);
    if (event.kind == EventKind::ControlOut) return {event.actor, engine::lower(event.b)};
    if (event.cause == 0) return {event.actor, 0};
    const sim::TraceEvent& why = evidence_.at(sim::EventId{event.cause});
    if (why.kind == EventKind::RecordSplit) return {event.actor, engine::lower(why.a)};
    if (why.kind == EventKind::RecordSide && engine::upper(why.b) > 0) return {event.actor, engine::upper(why.b) + 1};
    const bool late_in_pattern =
        why.kind == EventKind::RecordSide && why.b == static_cast<std::uint64_t>(engine::Rule::SQ02);
    if (late_in_pattern) return {event.actor, engine::index_of(engine::SequenceFunction::kLateRecords)};
    const bool aside = why.kind == EventKind::RecordSide || why.kind == EventKind::RecordFuture ||
                       why.kind == EventKind::SequenceTimeout;
    return {event.actor, aside ? 1 : 0};
  }

  // A join of a stream with itself has it on two channels, and a record does not say on which it came.
  [[nodiscard]] bool takes_twice(sim::ActorId receiver) const {
    const scenarios::Actor& actor = evidence_.run().cast.actors[static_cast<std::size_t>(receiver)];
    if (actor.role != scenarios::Role::Task) return false;
    const scenarios::Node& node = evidence_.scenario().pipeline[actor.at];
    return std::ranges::find(node.from, scenarios::second_input(node).from) != node.from.end();
  }

  void receive(sim::EventId sent, sim::EventId position) {
    if (takes_twice(evidence_.at(position).actor)) return;
    const Output output = output_of(sent);
    Received& received = streams_[{output, evidence_.at(position).actor}];
    if (sent == received.last) report(received.at, position, sent, "came again");
    if (sent < received.last) report(received.at, position, sent, "was overtaken");
    if (sent <= received.last) return;
    const std::vector<sim::EventId>& controls = sent_[output];
    while (received.controls < controls.size() && controls[received.controls] < sent) {
      const sim::EventId missed = controls[received.controls++];
      if (received.last < missed) report(missed, position, missed, "never came");
    }
    if (evidence_.at(sent).kind == EventKind::ControlOut) ++received.controls;
    received.last = sent;
    received.at = position;
  }

  void report(sim::EventId first, sim::EventId second, sim::EventId sent, const std::string& what) {
    found_.push_back({second, first, "wm-broadcast",
                      "what " + evidence_.name_of_actor(evidence_.at(sent).actor) + " sent at " + name_of(sent) + " " +
                          what + " at " + evidence_.name_of_actor(evidence_.at(second).actor) + ", as " +
                          name_of(second) + " shows"});
  }

  const Evidence& evidence_;
  std::map<Output, std::vector<sim::EventId>> sent_;  // controls
  std::map<std::pair<Output, sim::ActorId>, Received> streams_;
  Violations found_;
};

}  // namespace

Violations wm_broadcast(const Evidence& evidence) {
  Broadcast broadcast(evidence);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) broadcast.look(sim::EventId{number});
  return broadcast.take();
}

}  // namespace wavetank::properties

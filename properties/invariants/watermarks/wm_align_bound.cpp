// wm-align-bound: what is too far ahead of its group waits, and nothing else does.
//
// A coordinator allows the least of what its group reported plus the drift, once an interval. A source reads while the
// oldest of its last samples is not beyond what it was told last; so does each partition. Idle and ended sources report
// MAX, so that they hold nobody back (WM-33 to WM-36).
//
// Everything is worked out anew from what passed between a source and its coordinator, so the delays of the protocol
// are allowed exactly: an announcement counts from when it was taken, a report from when it arrived. Partitions are
// recomputed where the trace shows what is compared: a watermark after each record, the latest, no idleness and no guard.
// Elsewhere it is only judged that a partition that waits is not read.
#include <deque>
#include <map>
#include <optional>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using sim::EventKind;

constexpr unsigned kPlaceShift = 48;

// The last n samples of a watermark.
class Samples {
 public:
  explicit Samples(std::uint32_t count) : kept_(count, EventTime::min()) {}

  void grow(EventTime watermark) { latest_ = std::max(latest_, watermark); }
  void sample() {
    if (kept_.empty()) return;
    kept_.pop_front();
    kept_.push_back(latest_);
  }
  [[nodiscard]] EventTime latest() const { return latest_; }
  [[nodiscard]] EventTime compared() const { return kept_.empty() ? latest_ : kept_.front(); }

 private:
  std::deque<EventTime> kept_;
  EventTime latest_ = EventTime::min();
};

// Who waits: a subtask (0) or one of its partitions, from 1.
struct Waiting {
  Samples samples;
  std::optional<sim::EventId> since;  // its src.pause
};

class Subtask {
 public:
  Subtask(const scenarios::SourceNode& node, const Evidence& evidence, Violations& found)
      : node_(node), evidence_(evidence), found_(found) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    switch (event.kind) {
      case EventKind::SourceEmit: return emit(position);
      case EventKind::SourcePause: at(event.a).since = position; return;
      case EventKind::SourceResume: at(event.a).since.reset(); return;
      case EventKind::ControlOut: return say(event);
      case EventKind::WatermarkReport: return report(position);
      case EventKind::TimerFire:
      case EventKind::WatermarkAllowed: break;
      case EventKind::SourceEnd: has_ended_ = true; return;
      default: return;
    }
    compare(position);
    if (event.kind == EventKind::WatermarkAllowed) told_ = position;
  }

 private:
  [[nodiscard]] Waiting& at(std::uint64_t part) {
    return parts_.try_emplace(part, Waiting{Samples(node_.alignment->samples), std::nullopt}).first->second;
  }
  [[nodiscard]] EventTime allowed() const { return told_ ? time_in_a(evidence_.at(*told_)) : EventTime::max(); }

  void emit(sim::EventId position) {
    compare(position);
    const sim::TraceEvent& event = evidence_.at(position);
    const std::uint64_t part = (event.a >> kPlaceShift) + 1;
    if (shows_partitions()) judge(part, position);
    for (const std::uint64_t waiting : {std::uint64_t{0}, part}) {
      if (at(waiting).since) add(position, *at(waiting).since, name(position, waiting) + " is read while it waits");
    }
    const sim::TraceEvent& logged = evidence_.at(sim::EventId{event.cause});
    const sim::TraceEvent& sent = evidence_.at(sim::EventId{logged.cause});
    const EventTime time = time_in_a(sent);
    if (!shows_partitions() || time == EventTime::min()) return;
    at(part).samples.grow(engine::saturating_add(time, engine::Millis{-node_.watermark.bound.count - 1}));
  }

  void say(const sim::TraceEvent& event) {
    if (is_control(event, engine::ControlKind::Watermark)) at(0).samples.grow(time_in_a(event));
    if (is_control(event, engine::ControlKind::Idle)) is_idle_ = true;
    if (is_control(event, engine::ControlKind::Active)) is_idle_ = false;
  }

  // A sample is taken just before. No report, no watermark: then there was nothing to sample.
  void report(sim::EventId position) {
    const EventTime expected = has_ended_ || is_idle_ ? EventTime::max() : at(0).samples.latest();
    const EventTime said = time_in_a(evidence_.at(position));
    if (said != expected) {
      add(position, position, actor(position) + " reported " + name_of(said) + ", not " + name_of(expected));
    }
    for (auto& [part, waiting] : parts_) waiting.samples.sample();
  }

  // Between two steps. A partition that should wait is judged when it is read: it may have ended.
  void compare(sim::EventId position) {
    if (has_ended_) return;
    for (const auto& [part, waiting] : parts_) {
      if (part == 0 || (shows_partitions() && waiting.since)) judge(part, position);
    }
  }

  // Who is too far ahead waits, and nobody else.
  void judge(std::uint64_t part, sim::EventId position) {
    const Waiting& waiting = at(part);
    const bool is_ahead = allowed() < waiting.samples.compared();
    if (is_ahead == waiting.since.has_value()) return;
    const std::string what = is_ahead ? " does not wait at " : " waits at ";
    add(position, waiting.since.value_or(told_.value_or(position)),
        name(position, part) + what + name_of(position) + ": compared is " + name_of(waiting.samples.compared()) +
            ", allowed " + name_of(allowed()));
  }

  // Whether a partition's watermark is the one after its last record.
  [[nodiscard]] bool shows_partitions() const {
    const bool is_simple = node_.watermark.kind == engine::GeneratorKind::Bounded ||
                           node_.watermark.kind == engine::GeneratorKind::Monotonous;
    return is_simple && node_.watermark.emission == engine::WatermarkEmission::EachRecord &&
           !node_.watermark.idle_timeout && !node_.watermark.future && node_.alignment->samples == 0 &&
           node_.alignment->pausing == engine::SplitPausing::Supported;
  }

  [[nodiscard]] const std::string& actor(sim::EventId position) const {
    return evidence_.name_of_actor(evidence_.at(position).actor);
  }
  [[nodiscard]] std::string name(sim::EventId position, std::uint64_t part) const {
    return part == 0 ? actor(position) : "partition " + std::to_string(part - 1) + " of " + actor(position);
  }
  // The first only: what follows is its consequence.
  void add(sim::EventId second, sim::EventId first, const std::string& what) {
    if (!is_broken_) found_.push_back({second, first, "wm-align-bound", what});
    is_broken_ = true;
  }

  const scenarios::SourceNode& node_;
  const Evidence& evidence_;
  Violations& found_;
  std::map<std::uint64_t, Waiting> parts_;
  std::optional<sim::EventId> told_;  // the last wm.allowed
  bool is_idle_ = false;
  bool has_ended_ = false;
  bool is_broken_ = false;
};

// What the coordinators of all groups know and say.
class Coordinators {
 public:
  Coordinators(const Evidence& evidence, Violations& found) : evidence_(evidence), found_(found) {}

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.kind == EventKind::WatermarkCollect) collect(position);
    if (event.kind == EventKind::WatermarkAnnounce) announce(position);
    if (event.kind == EventKind::WatermarkAllowed && event.a != evidence_.at(sim::EventId{event.cause}).a) {
      add(position, sim::EventId{event.cause}, "was told something else than was announced");
    }
  }

 private:
  struct Known {
    std::map<std::uint64_t, EventTime> reported;  // by subtask
    sim::SimTime due;                             // of the next announcement, at the latest
  };

  [[nodiscard]] const scenarios::AlignmentNode& node(sim::ActorId actor) const {
    const std::size_t at = evidence_.run().cast.actors[static_cast<std::size_t>(actor)].at;
    return *std::get<scenarios::SourceNode>(evidence_.scenario().pipeline[at].op).alignment;
  }
  [[nodiscard]] sim::SimTime next_after(const sim::TraceEvent& event) const {
    return sim::saturating_add(event.time, sim::saturating_from(node(event.actor).update_interval));
  }

  void collect(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    if (event.a != evidence_.at(sim::EventId{event.cause}).a) {
      add(position, sim::EventId{event.cause}, "took another watermark than was reported");
    }
    Known& known = known_.try_emplace(event.actor, Known{{}, next_after(event)}).first->second;
    known.reported[event.b] = time_in_a(event);
    if (known.due < event.time) add(position, position, "has announced nothing for more than its interval");
  }

  void announce(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    const EventTime least = least_of(node(event.actor).group);
    const EventTime allowed = engine::saturating_add(least, node(event.actor).max_drift);
    if (time_in_b(event) != least || time_in_a(event) != allowed) {
      add(position, sim::EventId{event.cause},
          "allowed " + name_of(time_in_a(event)) + ", but the least report of the group is " + name_of(least) +
              " and that allows " + name_of(allowed));
    }
    Known& known = known_[event.actor];
    if (known.due < event.time) add(position, position, "has announced nothing for more than its interval");
    known.due = next_after(event);
  }

  [[nodiscard]] EventTime least_of(const std::string& group) const {
    EventTime least = EventTime::max();
    for (const auto& [actor, known] : known_) {
      if (node(actor).group != group) continue;
      for (const auto& [subtask, watermark] : known.reported) least = std::min(least, watermark);
    }
    return least;
  }

  void add(sim::EventId second, sim::EventId first, const std::string& what) {
    found_.push_back(
        {second, first, "wm-align-bound", evidence_.name_of_actor(evidence_.at(second).actor) + " " + what});
  }

  const Evidence& evidence_;
  Violations& found_;
  std::map<sim::ActorId, Known> known_;
};

}  // namespace

Violations wm_align_bound(const Evidence& evidence) {
  Violations found;
  if (evidence.scenario().execution == scenarios::Execution::Batch) return found;
  std::map<sim::ActorId, Subtask> subtasks;
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].role != scenarios::Role::Task) continue;
    const auto* const source = std::get_if<scenarios::SourceNode>(&evidence.scenario().pipeline[actors[i].at].op);
    if (source == nullptr || !source->alignment) continue;
    subtasks.try_emplace(sim::ActorId{static_cast<std::uint16_t>(i)}, *source, evidence, found);
  }
  if (subtasks.empty()) return found;
  Coordinators coordinators(evidence, found);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) {
    const sim::EventId position{number};
    coordinators.look(position);
    const auto subtask = subtasks.find(evidence.at(position).actor);
    if (subtask != subtasks.end() && evidence.counts(subtask->first, position)) subtask->second.look(position);
  }
  return found;
}

}  // namespace wavetank::properties

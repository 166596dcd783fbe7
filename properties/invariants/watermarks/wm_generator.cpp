// wm-generator: a source, or an operator that assigns timestamps, says no watermark that its records do not allow; one
// that speaks after each record says no less either. A stream is idle, or spoken for by the clock, only after a silence.
//
// Recomputed from the records that left the task, by the rules of generators (WM-02 to WM-04), of partitions (WM-15 to
// WM-19) and of what goes beyond them. Where the trace does not tell whether a partition holds its source back (it has
// ended, a mark was looked for), it counts as one that does not: the judge is then milder, never wrong. Reports the first
// difference of a task only.
#include <algorithm>
#include <map>
#include <optional>
#include <variant>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::EventTime;
using engine::GeneratorKind;
using engine::Millis;
using sim::EventKind;

constexpr unsigned kPartitionBits = 48;

// One partition of a source, or all that an assigner sees.
struct Said {
  EventTime allowed = EventTime::min();
  sim::EventId last{1};  // the record that allows it
  sim::SimTime heard{0};
  bool idle = false;
  bool by_clock = false;
  bool ended = false;
};

// A node that makes watermarks.
struct Speaker {
  const engine::WatermarkStrategy* strategy = nullptr;
  bool has_mark = false;
  std::uint32_t partitions = 0;  // of a source
  std::size_t input = 0;         // likewise
};

class GeneratorJudge {
 public:
  GeneratorJudge(sim::ActorId actor, const Speaker& speaker, const Evidence& evidence)
      : actor_(actor), strategy_(*speaker.strategy), has_mark_(speaker.has_mark), evidence_(evidence) {
    is_source_ = speaker.partitions > 0;
    const scenarios::Actor& its = evidence.run().cast.actors[static_cast<std::size_t>(actor)];
    if (!is_source_) streams_[0];
    for (std::uint32_t at = its.subtask; at < speaker.partitions; at += its.parallelism) streams_[at];
  }

  void end(std::uint32_t partition) {
    if (const auto found = streams_.find(partition); found != streams_.end()) found->second.ended = true;
  }

  void look(sim::EventId position) {
    const sim::TraceEvent& event = evidence_.at(position);
    switch (event.kind) {
      case EventKind::RecordOut: return record(position);
      case EventKind::SourceEmit: return judge_what_was_due(position);
      case EventKind::SourceIdle:
        if (event.a > 0 && strategy_.idle_timeout) {
          judge_quiet(position, *strategy_.idle_timeout, "idle").idle = true;
        }
        return;
      case EventKind::ClockAdvance:
        if (strategy_.clock) judge_quiet(position, strategy_.clock->after, "silent").by_clock = true;
        return;
      case EventKind::ControlOut:
        if (is_control(event, engine::ControlKind::Watermark) && engine::lower(event.b) == 0) watermark(position);
        return;
      default: return;
    }
  }
  [[nodiscard]] const std::optional<Violation>& found() const { return found_; }

 private:
  [[nodiscard]] EventTime clock_at(sim::EventId position) const {
    return EventTime(sim::to_processing_time(evidence_.run().clock_base, evidence_.at(position).time).ticks());
  }

  // Which stream a record that leaves was read from; none if it is not the task's own.
  [[nodiscard]] Said* stream_of(sim::EventId sent) {
    if (!is_source_) return &streams_.at(0);
    sim::EventId cause{evidence_.at(sent).cause};
    if (cause != sim::EventId{} && evidence_.at(cause).kind == EventKind::RecordFuture) {
      cause = sim::EventId{evidence_.at(cause).cause};
    }
    if (cause == sim::EventId{} || evidence_.at(cause).kind != EventKind::SourceEmit) return nullptr;
    const auto stream = streams_.find(static_cast<std::uint32_t>(evidence_.at(cause).a >> kPartitionBits));
    return stream == streams_.end() ? nullptr : &stream->second;
  }

  // What the generator hears of a record; nothing of one that a guard does not believe.
  [[nodiscard]] std::optional<EventTime> heard(sim::EventId sent) const {
    const EventTime time = time_in_a(evidence_.at(sent));
    if (!strategy_.future) return time;
    const EventTime latest = saturating_add(clock_at(sent), strategy_.future->tolerance);
    if (time <= latest) return time;
    return strategy_.future->then == engine::FutureRecords::Clamp ? std::optional(latest) : std::nullopt;
  }

  void record(sim::EventId sent) {
    Said* const stream = stream_of(sent);
    if (stream == nullptr) return;
    stream->heard = evidence_.at(sent).time;
    stream->allowed = allowed_by(*stream, sent);  // what the clock said for it stands (WM-17)
    stream->by_clock = false;
    const std::optional<EventTime> time = heard(sent);
    // A watermark ends idleness, and a tick says one (WM-17); whether a marked one came is not known.
    if (!has_mark_ && (time || strategy_.emission == engine::WatermarkEmission::Periodic)) stream->idle = false;
    if (!time) return;
    const Millis bound{strategy_.kind == GeneratorKind::Bounded ? -strategy_.bound.count : 0};
    const bool by_mark = strategy_.kind == GeneratorKind::Punctuated;
    const EventTime allows = by_mark ? *time : saturating_add(saturating_add(*time, bound), Millis{-1});
    if (allows <= stream->allowed) return;
    stream->allowed = allows;
    stream->last = sent;
  }

  [[nodiscard]] EventTime allowed_by(const Said& stream, sim::EventId position) const {
    if (!stream.by_clock) return stream.allowed;
    const Millis allowance{-strategy_.clock->allowance.count};
    return std::max(stream.allowed, saturating_add(saturating_add(clock_at(position), allowance), Millis{-1}));
  }

  // The least of those that hold the task back; with none of them the greatest of all (FLINK-38454).
  struct Allowed {
    EventTime to = EventTime::min();
    sim::EventId by{1};
  };
  [[nodiscard]] Allowed allowed(sim::EventId position) const {
    std::optional<Allowed> least;
    Allowed greatest;
    for (const auto& [partition, stream] : streams_) {
      const Allowed one{allowed_by(stream, position), stream.last};
      if (one.to > greatest.to) greatest = one;
      if (!stream.idle && !stream.ended && (!least || one.to < least->to)) least = one;
    }
    return least.value_or(greatest);
  }

  void watermark(sim::EventId position) {
    const EventTime said = time_in_a(evidence_.at(position));
    if (said == EventTime::max()) return;  // the end of the input
    said_ = said;
    const Allowed may = allowed(position);
    if (said_ <= may.to) return;
    report(position, may.by, "said watermark " + name_of(said) + ", but its records allow " + name_of(may.to));
  }

  // Before the next record, the last one must have been followed by what it allows.
  void judge_what_was_due(sim::EventId position) {
    const bool at_once =
        strategy_.kind == GeneratorKind::Punctuated || strategy_.emission == engine::WatermarkEmission::EachRecord;
    const bool any_ended =
        std::any_of(streams_.begin(), streams_.end(), [](const auto& stream) { return stream.second.ended; });
    if (!at_once || has_mark_ || any_ended || strategy_.clock) return;
    const Allowed must = allowed(position);
    if (must.to <= said_) return;
    report(position, must.by, "had not said watermark " + name_of(must.to) + " yet, which its records allow");
  }

  Said& judge_quiet(sim::EventId position, Millis timeout, const std::string& what) {
    const sim::TraceEvent& event = evidence_.at(position);
    const auto found = streams_.find(event.a == 0 ? 0 : static_cast<std::uint32_t>(event.a - 1));
    WT_ASSERT(found != streams_.end(), event.a);
    Said& stream = found->second;
    if (event.time <= sim::saturating_add(stream.heard, sim::milliseconds(timeout.count))) {
      report(position, stream.last, "was found " + what + " too soon after its last record");
    }
    return stream;
  }

  void report(sim::EventId second, sim::EventId first, const std::string& what) {
    if (found_) return;
    found_ =
        Violation{second, first, "wm-generator",
                  evidence_.name_of_actor(actor_) + " " + what + " (" + name_of(first) + ", " + name_of(second) + ")"};
  }

  sim::ActorId actor_;
  const engine::WatermarkStrategy& strategy_;
  bool has_mark_;
  const Evidence& evidence_;
  bool is_source_ = false;
  std::map<std::uint32_t, Said> streams_;  // by partition
  EventTime said_ = EventTime::min();
  std::optional<Violation> found_;
};

// Nothing of nodes that make no watermarks, and of generators that only their user knows.
std::optional<Speaker> speaker_of(const scenarios::Node& node, const scenarios::Scenario& scenario) {
  Speaker speaker;
  if (const auto* const source = std::get_if<scenarios::SourceNode>(&node.op)) {
    const auto input = std::find_if(scenario.inputs.begin(), scenario.inputs.end(),
                                    [&](const scenarios::Input& one) { return one.name == source->input; });
    if (input == scenario.inputs.end()) return std::nullopt;
    speaker = {&source->watermark, !source->mark.empty(), input->partitions,
               static_cast<std::size_t>(input - scenario.inputs.begin())};
  } else if (const auto* const timestamps = std::get_if<scenarios::TimestampsNode>(&node.op)) {
    speaker = {&timestamps->watermark, !timestamps->mark.empty(), 0, 0};
  }
  if (speaker.strategy == nullptr || speaker.strategy->kind == GeneratorKind::Custom) return std::nullopt;
  return speaker;
}

std::optional<Violation> judge_task(sim::ActorId actor, const Speaker& speaker, const Evidence& evidence) {
  GeneratorJudge judge(actor, speaker, evidence);
  for (std::uint32_t number = 1; number <= evidence.size(); ++number) {
    const sim::EventId position{number};
    const sim::TraceEvent& event = evidence.at(position);
    if (event.actor == actor) judge.look(position);
    if (event.kind != EventKind::LogEnd || speaker.partitions == 0) continue;
    const scenarios::Actor& log = evidence.run().cast.actors[static_cast<std::size_t>(event.actor)];
    if (log.at == speaker.input) judge.end(static_cast<std::uint32_t>(event.a));
  }
  return judge.found();
}

}  // namespace

Violations wm_generator(const Evidence& evidence) {
  Violations found;
  if (evidence.scenario().execution == scenarios::Execution::Batch)
    return found;  // nobody speaks before the end (BX-01)
  const std::vector<scenarios::Actor>& actors = evidence.run().cast.actors;
  for (std::size_t i = 0; i < actors.size(); ++i) {
    if (actors[i].role != scenarios::Role::Task) continue;
    const auto speaker = speaker_of(evidence.scenario().pipeline[actors[i].at], evidence.scenario());
    if (!speaker) continue;
    if (auto violation = judge_task(sim::ActorId{static_cast<std::uint16_t>(i)}, *speaker, evidence)) {
      found.push_back(*std::move(violation));
    }
  }
  return found;
}

}  // namespace wavetank::properties

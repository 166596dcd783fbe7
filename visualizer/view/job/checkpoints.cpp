// Following each checkpoint from trigger to end.
#include "visualizer/view/job/checkpoints.hpp"

#include <algorithm>
#include <map>

#include "engine/coordinator/failure_reason.hpp"
#include "scenarios/story/words.hpp"

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

std::string reason_text(std::uint64_t reason) {
  return std::string(engine::name_of(static_cast<engine::CheckpointFailureReason>(reason)));
}

class CheckpointFold {
 public:
  CheckpointFold(const Recording& recording, const Lives& lives) : recording_(recording) {
    part_of_.assign(recording.cast.actors.size(), std::nullopt);
    for (std::size_t at = 0; at < recording.cast.actors.size(); ++at) {
      if (recording.cast.actors[at].role != scenarios::Role::Task) continue;
      part_of_[at] = tasks_.size();
      for (const Stretch& span : lives.gone[at]) deaths_.emplace(span.from.id, tasks_.size());
      tasks_.push_back(sim::ActorId{static_cast<std::uint16_t>(at)});
    }
  }

  [[nodiscard]] std::vector<CheckpointStory> run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      const Moment moment{EventId{at}, event.time};
      const auto [dying, after] = deaths_.equal_range(moment.id);
      for (auto death = dying; death != after; ++death) die(moment, death->second);
      take(moment, event);
    }
    return std::move(stories_);
  }

 private:
  void take(const Moment& moment, const TraceEvent& event) {
    switch (event.kind) {
      case EventKind::CheckpointTrigger: return trigger(moment, event.a);
      case EventKind::CheckpointDone:
        if (CheckpointStory* const story = find(event.a)) story->done = moment;
        return;
      case EventKind::CheckpointAbort: return abort(moment, event);
      case EventKind::JobLead: return abandon(moment);
      case EventKind::CheckpointDiscard:
        if (CheckpointStory* const story = find(event.a)) story->discarded = moment;
        return;
      case EventKind::CheckpointAck:
        if (CheckpointStory* const story = find(event.a); story != nullptr && event.b < story->parts.size()) {
          story->parts[event.b].acknowledged = moment;
        }
        return;
      default: break;
    }
    if (CheckpointPart* const part = part_of(event)) take_part(*part, moment, event);
  }

  static void take_part(CheckpointPart& part, const Moment& moment, const TraceEvent& event) {
    switch (event.kind) {
      case EventKind::AlignBegin: part.first_barrier = moment; return;
      case EventKind::AlignEnd:
        part.aligned = moment;
        part.held_back = event.b;
        return;
      case EventKind::CheckpointTake: part.snapshot = moment; return;
      case EventKind::CheckpointStored:
        part.stored = moment;
        part.in_flight = event.b;
        return;
      case EventKind::CheckpointDecline: part.given_up = moment; return;
      default: return;
    }
  }

  void trigger(const Moment& moment, std::uint64_t number) {
    CheckpointStory story;
    story.number = number;
    story.trigger = moment;
    for (const sim::ActorId task : tasks_) story.parts.push_back({task, {}, {}, {}, {}, {}, {}, 0, 0});
    story_of_[number] = stories_.size();
    stories_.push_back(std::move(story));
  }
  void abort(const Moment& moment, const TraceEvent& event) {
    CheckpointStory* story = find(event.a);
    if (story == nullptr) {  // it had no number yet
      stories_.emplace_back();
      story = &stories_.back();
      story->trigger = moment;
    }
    story->aborted = moment;
    story->why_aborted = reason_text(event.b);
  }
  // A new leader knows only what was complete.
  void abandon(const Moment& moment) {
    for (CheckpointStory& story : stories_) {
      if (story.done || story.aborted) continue;
      story.aborted = moment;
      story.why_aborted = "its job manager died";
    }
  }
  // What it had not yet sent is lost with it.
  void die(const Moment& moment, std::size_t task) {
    for (CheckpointStory& story : stories_) {
      if (story.done || story.aborted || task >= story.parts.size()) continue;
      CheckpointPart& part = story.parts[task];
      if (!part.acknowledged && !part.given_up) part.given_up = moment;
    }
  }

  CheckpointStory* find(std::uint64_t number) {
    const auto found = story_of_.find(number);
    return found == story_of_.end() ? nullptr : &stories_[found->second];
  }
  // Only of the kinds whose first word is a checkpoint.
  CheckpointPart* part_of(const TraceEvent& event) {
    if (event.kind < EventKind::AlignBegin || event.kind > EventKind::CheckpointDecline) return nullptr;
    const std::optional<std::size_t> part = part_of_[static_cast<std::size_t>(event.actor)];
    CheckpointStory* const story = find(event.a);
    return story != nullptr && part ? &story->parts[*part] : nullptr;
  }

  const Recording& recording_;
  std::vector<CheckpointStory> stories_;
  std::map<std::uint64_t, std::size_t> story_of_;  // by number
  std::vector<sim::ActorId> tasks_;
  std::vector<std::optional<std::size_t>> part_of_;  // by actor
  std::multimap<EventId, std::size_t> deaths_;       // numbers of tasks
};

std::int64_t milliseconds_between(const Moment& from, const Moment& to) {
  return (to.at.ticks() - from.at.ticks()) / 1'000'000;
}

}  // namespace

std::vector<CheckpointStory> fold_checkpoints(const Recording& recording, const Lives& lives) {
  return CheckpointFold(recording, lives).run();
}

std::size_t begun(const std::vector<CheckpointStory>& checkpoints, EventId playhead) {
  const auto after = std::upper_bound(checkpoints.begin(), checkpoints.end(), playhead,
                                      [](EventId id, const CheckpointStory& story) { return id < story.trigger.id; });
  return static_cast<std::size_t>(after - checkpoints.begin());
}

std::string status_text(const CheckpointStory& checkpoint, EventId playhead) {
  const auto has_happened = [&](const std::optional<Moment>& moment) { return moment && moment->id <= playhead; };
  if (has_happened(checkpoint.aborted)) return "aborted: " + checkpoint.why_aborted;
  if (has_happened(checkpoint.done)) {
    const std::string text =
        "complete in " + scenarios::Words::length(milliseconds_between(checkpoint.trigger, *checkpoint.done));
    return has_happened(checkpoint.discarded) ? text + ", deleted since" : text;
  }
  const auto known = std::count_if(checkpoint.parts.begin(), checkpoint.parts.end(),
                                   [&](const CheckpointPart& part) { return has_happened(part.acknowledged); });
  return std::to_string(known) + " of " + std::to_string(checkpoint.parts.size()) + " tasks have stored";
}

}  // namespace wavetank::visualizer

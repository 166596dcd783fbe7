// Following deaths, cancellations and deployments.
#include "visualizer/view/job/lives.hpp"

#include <algorithm>
#include <map>

namespace wavetank::visualizer {
namespace {

using scenarios::Recording;
using sim::ActorId;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

std::size_t place_of_actor(ActorId actor) { return static_cast<std::size_t>(actor); }

class LifeFold {
 public:
  explicit LifeFold(const Recording& recording) : recording_(recording) {
    lives_.attempts.emplace_back();
    lives_.gone.resize(recording.cast.actors.size());
    lives_.replays.resize(recording.cast.actors.size());
  }

  [[nodiscard]] Lives run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) take({EventId{at}, recording_.at(EventId{at}).time});
    return std::move(lives_);
  }

 private:
  void take(const Moment& moment) {
    const TraceEvent& event = recording_.at(moment.id);
    switch (event.kind) {
      case EventKind::HostCrash: return crash(moment, event);
      case EventKind::HostStart: return arrive(moment, place_of_actor(event.actor));
      case EventKind::JobFailure:
      case EventKind::JobFail: return fail(moment);
      case EventKind::JobLead: return lead(moment, place_of_actor(event.actor));
      case EventKind::JobAttempt: return deploy(moment, event);
      default: return;
    }
  }

  void leave(const Moment& moment, std::size_t actor) {
    std::vector<Stretch>& spans = lives_.gone[actor];
    if (spans.empty() || spans.back().to) spans.push_back({moment, std::nullopt});
  }
  void arrive(const Moment& moment, std::size_t actor) {
    std::vector<Stretch>& spans = lives_.gone[actor];
    if (!spans.empty() && !spans.back().to) spans.back().to = moment;
  }

  // Subtask i of every operator runs in task manager i modulo so many. When the job manager dies, tasks go on.
  void crash(const Moment& moment, const TraceEvent& event) {
    leave(moment, place_of_actor(event.actor));
    if (!recording_.scenario.cluster || recording_.actor(event).role != scenarios::Role::TaskManager) return;
    const std::uint32_t managers = recording_.scenario.cluster->task_managers;
    const std::size_t manager = number_of_manager(event.actor);
    for (std::size_t at = 0; at < recording_.cast.actors.size(); ++at) {
      const scenarios::Actor& actor = recording_.cast.actors[at];
      if (actor.role == scenarios::Role::Task && actor.subtask % managers == manager) leave(moment, at);
    }
  }
  [[nodiscard]] std::size_t number_of_manager(ActorId manager) const {
    const auto is_manager = [](const scenarios::Actor& actor) { return actor.role == scenarios::Role::TaskManager; };
    const auto first = recording_.cast.actors.begin();
    return static_cast<std::size_t>(
        std::count_if(first, first + static_cast<std::ptrdiff_t>(place_of_actor(manager)), is_manager));
  }

  // A failure of one task is one of the whole job (RS-01).
  void fail(const Moment& moment) {
    if (!lives_.attempts.back().failed) lives_.attempts.back().failed = moment;
    each_task([&](std::size_t at) { leave(moment, at); });
  }
  // A new leader knows nothing of running tasks: it begins with none.
  void lead(const Moment& moment, std::size_t manager) {
    arrive(moment, manager);
    fail(moment);
  }
  void deploy(const Moment& moment, const TraceEvent& event) {
    lives_.attempts.push_back({event.a, moment, event.b, std::nullopt});
    each_task([&](std::size_t at) { arrive(moment, at); });
  }
  template <typename Visit>
  void each_task(const Visit& visit) const {
    for (std::size_t at = 0; at < recording_.cast.actors.size(); ++at) {
      if (recording_.cast.actors[at].role == scenarios::Role::Task) visit(at);
    }
  }

  const Recording& recording_;
  Lives lives_;
};

// Finds records that were read before, and everything that came of them.
class ReplayFold {
 public:
  ReplayFold(const Recording& recording, Lives& lives) : recording_(recording), lives_(lives) {
    is_replayed_.assign(recording.size() + std::size_t{1}, false);
  }

  void run() {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      if (event.kind == EventKind::JobAttempt) deployed_ = Moment{EventId{at}, event.time};
      is_replayed_[at] = event.kind == EventKind::SourceEmit ? read(event) : is_replayed_[event.cause];
      const bool is_taken = event.kind == EventKind::SourceEmit || event.kind == EventKind::RecordIn;
      if (is_taken && is_replayed_[at] && deployed_) shade({EventId{at}, event.time}, event.actor);
    }
  }

 private:
  // Whether an earlier attempt had read it. A place is a partition above an offset, so places of one compare.
  bool read(const TraceEvent& event) {
    constexpr unsigned kOffsetBits = 48;
    const std::pair<std::size_t, std::uint64_t> partition{recording_.actor(event).at, event.a >> kOffsetBits};
    const auto [farthest, is_new] = farthest_.emplace(partition, event.a);
    if (is_new) return false;
    if (event.a <= farthest->second) return true;
    farthest->second = event.a;
    return false;
  }

  void shade(const Moment& moment, ActorId actor) {
    std::vector<Stretch>& spans = lives_.replays[place_of_actor(actor)];
    const bool is_same = !spans.empty() && spans.back().from.id == deployed_->id;
    if (!is_same) spans.push_back({*deployed_, std::nullopt});
    spans.back().to = moment;
  }

  const Recording& recording_;
  Lives& lives_;
  std::vector<bool> is_replayed_;  // by event
  std::map<std::pair<std::size_t, std::uint64_t>, std::uint64_t> farthest_;
  std::optional<Moment> deployed_;
};

}  // namespace

Lives fold_lives(const Recording& recording) {
  Lives lives = LifeFold(recording).run();
  if (lives.attempts.size() > 1) ReplayFold(recording, lives).run();
  return lives;
}

bool is_gone(const Lives& lives, ActorId actor, EventId playhead) {
  const std::vector<Stretch>& spans = lives.gone[place_of_actor(actor)];
  return std::any_of(spans.begin(), spans.end(), [&](const Stretch& span) { return span.is_open(playhead); });
}

const Attempt& attempt_at(const Lives& lives, EventId playhead) {
  const auto after = std::upper_bound(lives.attempts.begin(), lives.attempts.end(), playhead,
                                      [](EventId id, const Attempt& attempt) { return id < attempt.deployed.id; });
  WT_ASSERT(after != lives.attempts.begin());
  return *std::prev(after);
}

}  // namespace wavetank::visualizer

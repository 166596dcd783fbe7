// A timer is its key, clock and time (TM-01): setting it twice is once.
#include "visualizer/view/plane/timers.hpp"

#include <map>
#include <tuple>

namespace wavetank::visualizer {
namespace {

using engine::TimeDomain;
using sim::EventId;
using sim::EventKind;
using sim::TraceEvent;

class TimerFold {
 public:
  TimerFold(const PlaneQuestion& question, const Plane& plane) : recording_(question.recording), plane_(plane) {
    for (const sim::ActorId task : plane.lane.tasks) {
      for (const Stretch& span : question.lives.gone[static_cast<std::size_t>(task)])
        deaths_.emplace(span.from.id, task);
    }
  }

  [[nodiscard]] std::vector<TimerLife> run() && {
    for (std::uint32_t at = 1; at <= recording_.size(); ++at) {
      const TraceEvent& event = recording_.at(EventId{at});
      const auto [dying, after] = deaths_.equal_range(EventId{at});
      for (auto death = dying; death != after; ++death) die({EventId{at}, event.time}, death->second);
      if (plane_.lane.task_number(event.actor)) take(EventId{at}, event);
    }
    return std::move(lives_);
  }

 private:
  using Name = std::tuple<sim::ActorId, std::uint32_t, TimeDomain, std::int64_t>;

  static Name name_of(const TraceEvent& event, TimeDomain clock) {
    return {event.actor, engine::lower(event.a), clock, static_cast<std::int64_t>(event.b)};
  }

  void take(EventId id, const TraceEvent& event) {
    switch (event.kind) {
      case EventKind::EventTimerSet: return set(id, event, TimeDomain::Event);
      case EventKind::ProcessingTimerSet: return set(id, event, TimeDomain::Processing);
      case EventKind::EventTimerDelete: return end(id, event, TimeDomain::Event);
      case EventKind::ProcessingTimerDelete: return end(id, event, TimeDomain::Processing);
      case EventKind::EventTimer: return fire(id, event, TimeDomain::Event);
      case EventKind::ProcessingTimer: return fire(id, event, TimeDomain::Processing);
      case EventKind::RecordOut: return say(event);
      case EventKind::CheckpointTake: return store(event);
      case EventKind::RestoreOpen: return restore({id, event.time}, event);
      default: return;
    }
  }

  void set(EventId id, const TraceEvent& event, TimeDomain clock) {
    const engine::KeyId key{engine::lower(event.a)};
    if (plane_.only && *plane_.only != key) return;
    if (!pending_.emplace(name_of(event, clock), lives_.size()).second) return;
    TimerLife life;
    life.set = {id, event.time};
    life.clock = clock;
    life.time = static_cast<std::int64_t>(event.b);
    life.key = key;
    life.record_ms = record_time(event, life);
    lives_.push_back(life);
  }

  // Of the record that set it; a timer that another one set stands where that one stood.
  [[nodiscard]] std::int64_t record_time(const TraceEvent& event, const TimerLife& life) const {
    if (const auto at = mark_of(plane_, EventId{event.cause})) return plane_.marks[*at].time.ticks();
    for (auto other = lives_.rbegin(); other != lives_.rend(); ++other) {
      if (other->ended && other->ended->id == EventId{event.cause}) return other->record_ms;
    }
    return life.time;
  }

  TimerLife* end_of(EventId id, const TraceEvent& event, TimeDomain clock) {
    const auto found = pending_.find(name_of(event, clock));
    if (found == pending_.end()) return nullptr;
    TimerLife& life = lives_[found->second];
    life.ended = Moment{id, event.time};
    pending_.erase(found);
    return &life;
  }
  void end(EventId id, const TraceEvent& event, TimeDomain clock) { (void)end_of(id, event, clock); }
  void fire(EventId id, const TraceEvent& event, TimeDomain clock) {
    TimerLife* const life = end_of(id, event, clock);
    if (life == nullptr) return;
    life->has_fired = true;
    fired_[id] = static_cast<std::size_t>(life - lives_.data());
  }
  // Timers are state: they die with their task, and are there again when it is restored.
  void die(const Moment& moment, sim::ActorId task) {
    for (const auto& [name, life] : pending_) {
      if (std::get<0>(name) == task) lives_[life].ended = moment;
    }
    std::erase_if(pending_, [&](const auto& timer) { return std::get<0>(timer.first) == task; });
  }
  void store(const TraceEvent& event) {
    std::vector<std::pair<Name, TimerLife>>& stored = stored_[{event.a, event.actor}];
    stored.clear();
    for (const auto& [name, life] : pending_) {
      if (std::get<0>(name) == event.actor) stored.emplace_back(name, lives_[life]);
    }
  }
  void restore(const Moment& moment, const TraceEvent& event) {
    const auto stored = stored_.find({event.a, event.actor});
    if (stored == stored_.end()) return;
    for (const auto& [name, kept] : stored->second) {
      pending_.emplace(name, lives_.size());
      lives_.push_back(kept);
      lives_.back().set = moment;
    }
  }
  void say(const TraceEvent& event) {
    const auto found = fired_.find(EventId{event.cause});
    if (found != fired_.end()) lives_[found->second].said = engine::RowId{engine::upper(event.b)};
  }

  const scenarios::Recording& recording_;
  const Plane& plane_;
  std::multimap<EventId, sim::ActorId> deaths_;
  std::map<std::pair<std::uint64_t, sim::ActorId>, std::vector<std::pair<Name, TimerLife>>> stored_;  // by checkpoint
  std::vector<TimerLife> lives_;
  std::map<Name, std::size_t> pending_;
  std::map<EventId, std::size_t> fired_;
};

}  // namespace

std::vector<TimerLife> fold_timers(const PlaneQuestion& question, const Plane& plane) {
  return TimerFold(question, plane).run();
}

}  // namespace wavetank::visualizer

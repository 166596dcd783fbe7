// win-on-time-once: a window speaks on time once, in the step that lifts the watermark, or the clock, over its last
// instant; and it does so then, if it has contents and its trigger waits for the watermark.
//
// A session that grows is another window, and may speak on time again.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

using engine::TriggerKind;

// Whether it speaks at the end of a window of event time whatever happened before.
bool speaks_at_the_end(const scenarios::WindowNode& node) {
  if (!scenarios::knows_lateness(node)) return false;
  const engine::TriggerSpec trigger = scenarios::trigger_of(node);
  for (const engine::TriggerPart& part : trigger.parts) {
    if (part.kind == TriggerKind::ProcessingTimeout) return false;
  }
  const TriggerKind kind = trigger.parts.back().kind;
  return kind == TriggerKind::Event || kind == TriggerKind::ContinuousEvent || kind == TriggerKind::Staged;
}

class OnTime {
 public:
  OnTime(const WindowTask& task, const Evidence& evidence)
      : evidence_(evidence),
        advances_(traced_advances(task, evidence)),
        by_watermark_(scenarios::knows_lateness(evidence.node_of(task))),
        must_speak_(speaks_at_the_end(evidence.node_of(task))) {}

  void look(const Lifetime& life) {
    const std::string who = name_of(life.window, life.key, evidence_.facts());
    std::optional<sim::EventId> first;
    for (const Spoken& spoken : life.fires) {
      if (reason_of(evidence_.at(spoken.at)) != engine::FireReason::OnTime) continue;
      if (first) {
        report(*first, spoken.at, who + " fired on time at " + name_of(*first) + " and again at " + name_of(spoken.at));
      } else {
        first = spoken.at;
        by_watermark_ ? judge_time(life, spoken.at, who) : judge_clock(life, spoken.at, who);
      }
    }
    if (!first && must_speak_) judge_silence(life, who);
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_time(const Lifetime& life, sim::EventId fire, const std::string& who) {
    const engine::EventTime last = last_instant(life.window);
    const auto advance = evidence_.advance_behind(fire);
    if (!advance) {
      report(sim::EventId{evidence_.at(fire).cause}, fire,
             who + " fired on time at " + name_of(fire) + ", but no watermark made it");
      return;
    }
    const Lift lift = lift_of(evidence_.at(*advance));
    if (lift.to >= last && lift.before < last) return;
    report(*advance, fire, who + " fired on time at " + name_of(fire) + ", " + words_for(lift));
  }

  void judge_clock(const Lifetime& life, sim::EventId fire, const std::string& who) {
    const auto timer = evidence_.timer_behind(fire);
    if (timer && timer_time(evidence_.at(*timer)) == last_instant(life.window).ticks()) return;
    report(sim::EventId{evidence_.at(fire).cause}, fire,
           who + " fired on time at " + name_of(fire) + ", but the clock had not just passed its end");
  }

  // Contents before the watermark passed, and not a word then.
  void judge_silence(const Lifetime& life, const std::string& who) {
    const std::optional<TracedAdvance> passing = reaching(last_instant(life.window), advances_);
    if (!passing || !life.lived_at(passing->at)) return;
    const auto control = evidence_.arrival_behind(passing->at);
    const sim::EventId deadline = control ? evidence_.deadline(*control) : passing->at;
    // An early firing of the same step may have emptied it.
    if (life.held_at(passing->at) == 0 || life.held_at(deadline) == 0) return;
    report(passing->at, deadline,
           who + " did not fire when the watermark passed it at " + name_of(passing->at) +
               ", though it held a record since " + name_of(life.adds.front().at));
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-on-time-once", what});
  }

  const Evidence& evidence_;
  std::vector<TracedAdvance> advances_;
  bool by_watermark_;
  bool must_speak_;
  Violations found_;
};

}  // namespace

Violations win_on_time_once(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    OnTime on_time(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) on_time.look(life);
    for (Violation& violation : on_time.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

// win-on-time-once: a window speaks on time once, in the step that lifts the watermark over its last instant, and it
// does so then if it has contents.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

class OnTime {
 public:
  OnTime(const WindowTask& task, const Evidence& evidence)
      : evidence_(evidence), advances_(traced_advances(task, evidence)) {}

  void look(const Lifetime& life) {
    const std::string who = name_of(life.window, life.key, evidence_.facts());
    std::optional<sim::EventId> first;
    for (const sim::EventId fire : life.fires) {
      if (reason_of(evidence_.at(fire)) != engine::FireReason::OnTime) continue;
      if (first) {
        report(*first, fire, who + " fired on time at " + name_of(*first) + " and again at " + name_of(fire));
      } else {
        first = fire;
        judge_time(life, fire, who);
      }
    }
    if (!first) judge_silence(life, who);
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_time(const Lifetime& life, sim::EventId fire, const std::string& who) {
    const engine::EventTime last = last_instant(life.window);
    const sim::EventId cause{evidence_.at(fire).cause};
    const sim::TraceEvent& why = evidence_.at(cause);
    if (why.kind != sim::EventKind::WatermarkAdvance) {
      report(cause, fire, who + " fired on time at " + name_of(fire) + ", but no watermark made it");
    } else if (time_in_a(why) < last || time_in_b(why) >= last) {
      report(cause, fire,
             who + " fired on time at " + name_of(fire) + ", when the watermark went from " + name_of(time_in_b(why)) +
                 " to " + name_of(time_in_a(why)));
    }
  }

  // Contents before the watermark passed, and not a word then.
  void judge_silence(const Lifetime& life, const std::string& who) {
    const std::optional<TracedAdvance> passing = reaching(last_instant(life.window), advances_);
    if (!passing || life.adds.empty() || life.adds.front().at > passing->at) return;
    const auto control = evidence_.arrival_behind(passing->at);
    const sim::EventId deadline = control ? evidence_.deadline(*control) : passing->at;
    report(passing->at, deadline,
           who + " did not fire when the watermark passed it at " + name_of(passing->at) +
               ", though it held a record since " + name_of(life.adds.front().at));
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-on-time-once", what});
  }

  const Evidence& evidence_;
  std::vector<TracedAdvance> advances_;
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

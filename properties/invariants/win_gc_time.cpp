// win-gc-time: the state of a window goes exactly when the watermark first reaches its last instant plus the allowed
// lateness, of a window of the clock when the clock has passed its last instant; never, where that is the end of time.
#include <set>
#include <tuple>

#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"
#include "scenarios/format/windowing.hpp"

namespace wavetank::properties {
namespace {

// A timeout that fires takes back the trigger's timers, and with them one that would end the window (TR-13): then the
// oracle says what ends when.
bool keeps_its_timers(const scenarios::WindowNode& node) {
  for (const engine::TriggerPart& part : node.trigger.parts) {
    if (part.kind == engine::TriggerKind::ProcessingTimeout) return false;
  }
  return true;
}

class Cleanup {
 public:
  Cleanup(const WindowTask& task, const Evidence& evidence)
      : by_watermark_(scenarios::knows_lateness(evidence.node_of(task))),
        by_trace_(by_watermark_ && keeps_its_timers(evidence.node_of(task))),
        lateness_(by_watermark_ ? evidence.node_of(task).allowed_lateness : engine::Millis{0}),
        evidence_(evidence),
        advances_(traced_advances(task, evidence)) {}

  void look(const Lifetime& life) {
    const engine::EventTime due = cleanup_time(life.window, lateness_);
    const std::string who = name_of(life.window, life.key, evidence_.facts());
    if (life.clear) {
      by_watermark_ ? judge_clear(*life.clear, due, who) : judge_clock(*life.clear, due, who);
      cleared_.insert({evidence_.arrival_behind(*life.clear).value_or(*life.clear), life.key, life.window});
      return;
    }
    const std::optional<TracedAdvance> passing = reaching(due, advances_);
    if (!by_trace_ || due == engine::EventTime::max() || !passing || !life.lived_at(passing->at)) return;
    const auto control = evidence_.arrival_behind(passing->at);
    const sim::EventId deadline = control ? evidence_.deadline(*control) : passing->at;
    report(passing->at, deadline,
           who + " kept its state when the watermark reached " + name_of(due) + " at " + name_of(passing->at));
  }

  // What the oracle knows to be over, where a trace alone does not tell.
  void look(const ExpectedEnd& end) {
    if (by_trace_ || cleared_.contains({end.because, end.key, end.window})) return;
    const sim::EventId deadline = evidence_.deadline(end.because);
    report(
        end.because, deadline,
        name_of(end.window, end.key, evidence_.facts()) + " kept its state, which ends with " + name_of(end.because));
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_clear(sim::EventId clear, engine::EventTime due, const std::string& who) {
    const auto advance = evidence_.advance_behind(clear);
    if (advance) {
      const Lift lift = lift_of(evidence_.at(*advance));
      if (lift.to >= due && lift.before < due && due != engine::EventTime::max()) return;
    }
    const std::string when = advance ? words_for(lift_of(evidence_.at(*advance))) : "and no watermark made it";
    report(advance.value_or(sim::EventId{evidence_.at(clear).cause}), clear,
           who + " lost its state at " + name_of(clear) + ", " + when + "; it is due at " + name_of(due));
  }

  void judge_clock(sim::EventId clear, engine::EventTime due, const std::string& who) {
    const auto timer = evidence_.timer_behind(clear);
    const bool by_clock = timer && evidence_.at(*timer).kind == sim::EventKind::ProcessingTimer;
    // No clock shows the end of time, but a batch asks none (BX-04).
    const bool comes = due != engine::EventTime::max() || evidence_.advance_behind(clear).has_value();
    if (by_clock && timer_time(evidence_.at(*timer)) == due.ticks() && comes) return;
    report(sim::EventId{evidence_.at(clear).cause}, clear,
           who + " lost its state at " + name_of(clear) + "; it is due when the clock passes " + name_of(due));
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-gc-time", what});
  }

  bool by_watermark_;
  bool by_trace_;
  engine::Millis lateness_;
  const Evidence& evidence_;
  std::vector<TracedAdvance> advances_;
  std::set<std::tuple<sim::EventId, engine::KeyId, engine::Window>> cleared_;
  Violations found_;
};

}  // namespace

Violations win_gc_time(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Cleanup cleanup(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) cleanup.look(life);
    for (const ExpectedEnd& end : task.expected.ends) cleanup.look(end);
    for (Violation& violation : cleanup.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

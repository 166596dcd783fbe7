// win-gc-time: the state of a window goes exactly when the watermark first reaches its last instant plus the allowed
// lateness; never, where that sum leaves the range of time.
#include "properties/invariants/all.hpp"
#include "properties/invariants/lifetimes.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

class Cleanup {
 public:
  Cleanup(const WindowTask& task, const Evidence& evidence)
      : lateness_(evidence.node_of(task).allowed_lateness),
        evidence_(evidence),
        advances_(traced_advances(task, evidence)) {}

  void look(const Lifetime& life) {
    const engine::EventTime due = cleanup_time(life.window, lateness_);
    const std::string who = name_of(life.window, life.key, evidence_.facts());
    if (life.clear) {
      judge_clear(*life.clear, due, who);
      return;
    }
    const std::optional<TracedAdvance> passing = reaching(due, advances_);
    if (due == engine::EventTime::max() || !passing || life.adds.empty() || life.adds.front().at > passing->at) return;
    const auto control = evidence_.arrival_behind(passing->at);
    const sim::EventId deadline = control ? evidence_.deadline(*control) : passing->at;
    report(passing->at, deadline,
           who + " kept its state when the watermark reached " + name_of(due) + " at " + name_of(passing->at));
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_clear(sim::EventId clear, engine::EventTime due, const std::string& who) {
    const sim::EventId cause{evidence_.at(clear).cause};
    const sim::TraceEvent& why = evidence_.at(cause);
    const bool by_watermark = why.kind == sim::EventKind::WatermarkAdvance;
    if (by_watermark && time_in_a(why) >= due && time_in_b(why) < due && due != engine::EventTime::max()) return;
    const std::string when =
        by_watermark ? "when the watermark went from " + name_of(time_in_b(why)) + " to " + name_of(time_in_a(why))
                     : "and no watermark made it";
    report(cause, clear, who + " lost its state at " + name_of(clear) + ", " + when + "; it is due at " + name_of(due));
  }

  void report(sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-gc-time", what});
  }

  engine::Millis lateness_;
  const Evidence& evidence_;
  std::vector<TracedAdvance> advances_;
  Violations found_;
};

}  // namespace

Violations win_gc_time(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Cleanup cleanup(task, evidence);
    for (const Lifetime& life : lifetimes_of(task, evidence)) cleanup.look(life);
    for (Violation& violation : cleanup.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

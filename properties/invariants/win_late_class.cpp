// win-late-class: a record is refused iff every window that it would join is late at its arrival, and it joins no
// window that is. Late: the watermark has reached the window's last instant plus the allowed lateness.
#include <algorithm>
#include <optional>

#include "properties/invariants/additions.hpp"
#include "properties/invariants/all.hpp"
#include "properties/oracle/windows.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using engine::Window;
using sim::EventKind;

// The control that made the watermark what it was at `position`; the position itself if none had come.
sim::EventId watermark_from(sim::EventId position, const Expected& expected) {
  sim::EventId from = position;
  for (const Advance& advance : expected.advances) {
    if (advance.at < position) from = advance.at;
  }
  return from;
}

class LateClass {
 public:
  LateClass(const WindowTask& task, const Evidence& evidence) : task_(task), evidence_(evidence) {}

  void look(const ExpectedFate& fate) {
    const engine::Millis lateness = evidence_.node_of(task_).allowed_lateness;
    for (const sim::EventId effect : evidence_.effects_of(fate.record)) {
      const sim::TraceEvent& event = evidence_.at(effect);
      if (event.kind == EventKind::RecordDrop || event.kind == EventKind::RecordSide) judge_refusal(fate, effect);
    }
    for (const Addition& add : additions_of(fate.record, evidence_)) {
      if (std::find(fate.too_late.begin(), fate.too_late.end(), add.window) == fate.too_late.end()) continue;
      report(fate, add.at,
             "joined " + name_of(add.window) + " at " + name_of(add.at) + ", but the watermark had reached " +
                 name_of(cleanup_time(add.window, lateness)));
    }
  }
  Violations take() { return std::move(found_); }

 private:
  void judge_refusal(const ExpectedFate& fate, sim::EventId refusal) {
    if (!fate.joins.empty()) {
      report(fate, refusal,
             "was refused at " + name_of(refusal) + ", but " + name_of(fate.joins.front()) + " was not late");
    } else if (fate.fate == Fate::Unassigned) {
      report(fate, refusal, "was refused at " + name_of(refusal) + ", but is in no window and not late");
    }
  }

  void report(const ExpectedFate& fate, sim::EventId second, const std::string& what) {
    const sim::EventId said = watermark_from(fate.record, task_.expected);
    const std::string since = said == fate.record ? "" : " since " + name_of(said);
    found_.push_back({second, said, "win-late-class",
                      "the record of " + name_of(fate.time) + " taken at " + name_of(fate.record) + " " + what +
                          " (it was " + name_of(fate.watermark) + since + ")"});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_late_class(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    LateClass late(task, evidence);
    for (const ExpectedFate& fate : task.expected.fates) late.look(fate);
    for (Violation& violation : late.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

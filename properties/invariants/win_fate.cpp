// win-fate: each record that a window operator takes has exactly one fate: in at least one window, or counted as
// dropped, or in the late output, or, if no window contains it and it is not late, none. What goes to the late output
// keeps its time.
#include <algorithm>
#include <optional>

#include "properties/invariants/all.hpp"
#include "properties/words.hpp"
#include "sim/trace/joined_windows.hpp"

namespace wavetank::properties {
namespace {

using sim::EventKind;

std::optional<Fate> fate_in(EventKind kind) {
  if (sim::says_joined(kind)) return Fate::Joined;
  if (kind == EventKind::RecordDrop) return Fate::Dropped;
  if (kind == EventKind::RecordSide) return Fate::Side;
  if (kind == EventKind::RecordUnassigned) return Fate::Unassigned;
  return std::nullopt;
}

std::string words_for(Fate fate) {
  switch (fate) {
    case Fate::Joined: return "joined a window";
    case Fate::Dropped: return "was counted as dropped";
    case Fate::Side: return "went to the late output";
    case Fate::Unassigned: return "vanished";
  }
  WT_UNREACHABLE(static_cast<std::uint32_t>(fate));
}

class Fates {
 public:
  Fates(const WindowTask& task, const Evidence& evidence) : task_(task), evidence_(evidence) {}

  void look(const ExpectedFate& expected) {
    std::optional<sim::EventId> first;
    std::optional<Fate> fate;
    for (const sim::EventId effect : evidence_.effects_of(expected.record)) {
      const std::optional<Fate> one = fate_in(evidence_.at(effect).kind);
      if (!one) continue;
      if (*one == Fate::Side) judge_late_output(expected, effect);
      if (!fate) {
        fate = one;
        first = effect;
      } else if (*fate != *one || *one != Fate::Joined) {
        report(expected, *first, effect, words_for(*fate) + " and " + words_for(*one));
      }
    }
    if (!fate) {
      const sim::EventId deadline = evidence_.deadline(expected.record);
      report(expected, expected.record, deadline, "has no fate, though it " + words_for(expected.fate));
    } else if (is_refusal(*fate) && is_refusal(expected.fate) && *fate != expected.fate) {
      report(expected, expected.record, *first, words_for(*fate) + ", not as the operator is set");
    } else if (*fate == Fate::Unassigned && expected.fate != Fate::Unassigned) {
      report(expected, expected.record, *first, "vanished, though it " + words_for(expected.fate));
    }
  }
  Violations take() { return std::move(found_); }

 private:
  static bool is_refusal(Fate fate) { return fate == Fate::Dropped || fate == Fate::Side; }

  // WO-14: the original record with its original time, on every edge of the late output.
  void judge_late_output(const ExpectedFate& expected, sim::EventId refusal) {
    const std::string late = evidence_.scenario().pipeline[task_.node].id + ".late";
    std::size_t edges = 0;
    for (const scenarios::Node& node : evidence_.scenario().pipeline) {
      edges += static_cast<std::size_t>(std::count(node.from.begin(), node.from.end(), late));
    }
    std::size_t sent = 0;
    for (const sim::EventId effect : evidence_.effects_of(refusal)) {
      if (evidence_.at(effect).kind != EventKind::RecordOut) continue;
      ++sent;
      if (time_in_a(evidence_.at(effect)) == expected.time) continue;
      report(expected, refusal, effect, "left the late output with time " + name_of(time_in_a(evidence_.at(effect))));
    }
    if (sent == edges) return;
    report(
        expected, refusal, evidence_.deadline(expected.record),
        "went to the late output, which has " + std::to_string(edges) + " readers, " + std::to_string(sent) + " times");
  }

  void report(const ExpectedFate& expected, sim::EventId first, sim::EventId second, const std::string& what) {
    found_.push_back({second, first, "win-fate",
                      "the record of " + name_of(expected.time) + " taken at " + name_of(expected.record) + " " + what +
                          " (" + name_of(first) + ", " + name_of(second) + ")"});
  }

  const WindowTask& task_;
  const Evidence& evidence_;
  Violations found_;
};

}  // namespace

Violations win_fate(const Evidence& evidence) {
  Violations found;
  for (const WindowTask& task : evidence.windows()) {
    Fates fates(task, evidence);
    for (const ExpectedFate& fate : task.expected.fates) fates.look(fate);
    for (Violation& violation : fates.take()) found.push_back(std::move(violation));
  }
  return found;
}

}  // namespace wavetank::properties

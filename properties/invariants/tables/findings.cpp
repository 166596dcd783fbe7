// Words for rows that are too many or too few.
#include "properties/invariants/tables/findings.hpp"

#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

std::string times(std::int64_t count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : std::to_string(count) + " times";
}

std::string change_text(std::int64_t change) {
  if (change == 0) return "neither comes nor goes";
  return (change > 0 ? "comes " : "goes ") + times(change > 0 ? change : -change);
}

std::string places(sim::EventId first, sim::EventId second) {
  return " (" + name_of(first) + ", " + name_of(second) + ")";
}

}  // namespace

Violation violation_of(std::string_view id, const TableMismatch& mismatch, const TableOfTask& task,
                       const Evidence& evidence) {
  return {mismatch.seen, mismatch.because, std::string(id),
          evidence.name_of_actor(task.actor) + ": " + to_text(mismatch.row, task, evidence.facts()) + " " +
              change_text(mismatch.actual) + ", and by what arrived it " + change_text(mismatch.expected) +
              places(mismatch.because, mismatch.seen)};
}

Violation violation_of(std::string_view id, const WrongRefusal& refusal, const TableOfTask& task,
                       const Evidence& evidence) {
  const std::string record = "the record of " + name_of(time_in_a(evidence.at(refusal.record)));
  return {refusal.seen, refusal.record, std::string(id),
          evidence.name_of_actor(task.actor) + (refusal.was_refused ? " refused " : " took ") + record +
              (refusal.was_refused ? ", which came in time" : ", which came too late") +
              places(refusal.record, refusal.seen)};
}

bool is_join(const TableOfTask& task, const Evidence& evidence) {
  const scenarios::AnyNode& op = evidence.scenario().pipeline[task.node].op;
  return std::holds_alternative<scenarios::IntervalJoinNode>(op) ||
         std::holds_alternative<scenarios::RegularJoinNode>(op) ||
         std::holds_alternative<scenarios::TemporalJoinNode>(op);
}

}  // namespace wavetank::properties

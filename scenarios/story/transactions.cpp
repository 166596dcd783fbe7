// One sentence per step of a transaction.
#include "scenarios/story/transactions.hpp"

#include "engine/core/broker_asks.hpp"

namespace wavetank::scenarios {
namespace {

using sim::EventKind;

std::string transaction_text(std::uint64_t transaction) { return "transaction " + std::to_string(transaction); }

std::string records_text(std::uint64_t records) {
  return std::to_string(records) + (records == 1 ? " record" : " records");
}

std::string between_text(sim::SimTime from, sim::SimTime to) {
  return Words::length(sim::saturating_between(from, to).count / sim::kNanosecondsPerMillisecond);
}

std::string asked_text(std::uint64_t verb) {
  switch (static_cast<engine::BrokerVerb>(verb)) {
    case engine::BrokerVerb::Write: return "takes no more records";
    case engine::BrokerVerb::Prepare: return "cannot be prepared";
    case engine::BrokerVerb::Commit: return "cannot be committed";
    case engine::BrokerVerb::Abort: return "cannot be aborted";
    case engine::BrokerVerb::Begin:
    case engine::BrokerVerb::Fence: break;
  }
  return "is over";
}

}  // namespace

std::optional<Told> tell_transaction(const std::string& actor, const sim::TraceEvent& event) {
  const std::string of_task = transaction_text(event.a) + " of " + actor;
  switch (event.kind) {
    case EventKind::TransactionBegin: return Told{"begun", of_task, ""};
    case EventKind::TransactionAdd: return Told{"added", "a record to " + of_task, ""};
    case EventKind::TransactionPrepare:
      return Told{"prepared", of_task, "for checkpoint " + std::to_string(event.b) + " (SS-11)"};
    case EventKind::TransactionCommit: return Told{"committed", of_task + ", " + records_text(event.b), ""};
    case EventKind::TransactionAbort: return Told{"aborted", of_task + ", " + records_text(event.b), ""};
    case EventKind::TransactionTimeout:
      return Told{"time-out", of_task + ", " + records_text(event.b), "the broker aborts it (SS-24)"};
    case EventKind::TransactionFenced: return Told{"refused", of_task + " " + asked_text(event.b), ""};
    case EventKind::TransactionLost: return Told{"lost", records_text(event.b) + " of " + of_task, "(SS-24)"};
    default: return std::nullopt;
  }
}

std::optional<Told> tell_lost_call(const sim::TraceEvent& event, const engine::Facts& facts) {
  if (event.kind != EventKind::FaultEffect) return std::nullopt;
  const std::string_view fault = facts.texts.bytes(engine::TextId{engine::lower(event.a)});
  if (fault == "notify-lost") return Told{"unheard", "a notice is lost", "the next one makes up for it (SS-17)"};
  if (fault == "commit-unknown")
    return Told{"unheard", "the answer to a commit is lost", "it is asked for again (SS-18)"};
  return std::nullopt;
}

std::optional<Told> TransactionStory::hear(std::uint32_t id, const sim::TraceEvent& event, const std::string& actor) {
  std::optional<Told> told = tell_transaction(actor, event);
  if (event.kind == EventKind::OutVisible) return seen(event);
  if (!told) return told;
  Known& known = known_[event.a];
  switch (event.kind) {
    case EventKind::TransactionBegin: return std::nullopt;
    case EventKind::TransactionAdd:
      added_[id] = event.a;
      if (!known.first) known.first = event.time;
      return std::nullopt;
    case EventKind::TransactionPrepare: known.checkpoint = event.b; break;
    case EventKind::TransactionCommit:
      known.committed = event.time;
      if (known.first) told->why = "the first was written " + between_text(*known.first, event.time) + " ago (SS-25)";
      break;
    case EventKind::TransactionAbort:
      if (event.b == 0) return std::nullopt;
      told->why = "they will be written again (SS-14, SS-23)";
      break;
    case EventKind::TransactionTimeout: known.timed_out = event.time; break;
    case EventKind::TransactionFenced:
      told->why = known.timed_out ? "its time was over" : "a later attempt has shut it out (SS-23)";
      break;
    case EventKind::TransactionLost: return lost(event, actor);
    default: break;
  }
  return told;
}

Told TransactionStory::lost(const sim::TraceEvent& event, const std::string& actor) const {
  const Known& known = known_.at(event.a);
  Told told{"lost", records_text(event.b) + " of " + transaction_text(event.a) + " of " + actor, ""};
  told.why = "checkpoint " + std::to_string(known.checkpoint) + " is complete, so nobody writes them again";
  if (known.timed_out && known.first) {
    told.why += "; the broker waited " + between_text(*known.first, *known.timed_out) + ", and the outage was longer";
  }
  told.why += " (SS-24)";
  return told;
}

// What is seen later than it was committed was behind an older transaction.
std::optional<Told> TransactionStory::seen(const sim::TraceEvent& event) {
  const auto added = added_.find(event.cause);
  if (added == added_.end()) return std::nullopt;
  Known& known = known_.at(added->second);
  const std::string name = transaction_text(added->second);
  added_.erase(added);
  if (known.is_seen || !known.committed || *known.committed == event.time) return std::nullopt;
  known.is_seen = true;
  return Told{"seen", "what " + name + " committed " + between_text(*known.committed, event.time) + " ago",
              "an older one was still open (SS-25)"};
}

}  // namespace wavetank::scenarios

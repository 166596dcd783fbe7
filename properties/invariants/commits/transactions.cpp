// Reading transactions from a trace.
#include "properties/invariants/commits/transactions.hpp"

#include <algorithm>
#include <array>

#include "engine/base/assert.hpp"

namespace wavetank::properties {

using sim::EventId;
using sim::EventKind;

Committing::Committing(const scenarios::Scenario& scenario, const scenarios::Run& run)
    : scenario_(&scenario), run_(&run) {
  for (std::uint32_t number = 1; number <= run.trace.events.size(); ++number) {
    read(EventId{number}, run.trace.at(EventId{number}));
  }
  is_quiet_ = !scenario.until && !run.job_failed && !run.stopped;
}

void Committing::read(EventId id, const sim::TraceEvent& event) {
  if (event.kind == EventKind::TransactionBegin) {
    WT_ASSERT(event.a == transactions_.size() + 1, event.a, transactions_.size());
    transactions_.push_back({.number = event.a, .task = event.actor, .begun = id, .added = {}});
  }
  if (event.kind == EventKind::CheckpointDone) completed_.push_back(id);
  if (event.kind == EventKind::OutVisible) visible_.push_back(id);
  if (event.kind == EventKind::JobFailure) failures_.push_back(id);
  if (event.kind < EventKind::TransactionBegin || event.kind > EventKind::TransactionLost) return;
  TransactionSeen& transaction = transactions_.at(event.a - 1);
  switch (event.kind) {
    case EventKind::TransactionAdd: transaction.added.push_back(id); break;
    case EventKind::TransactionPrepare:
      transaction.prepared = id;
      transaction.asked = EventId{event.cause};
      transaction.checkpoint = event.b;
      break;
    case EventKind::TransactionCommit: transaction.committed = id; break;
    case EventKind::TransactionAbort: transaction.aborted = id; break;
    case EventKind::TransactionTimeout: transaction.timed_out = id; break;
    case EventKind::TransactionLost: transaction.lost = id; break;
    default: break;
  }
}

const TransactionSeen* Committing::transaction_of(EventId added) const {
  if (added == EventId{}) return nullptr;
  const sim::TraceEvent& event = run_->trace.at(added);
  return event.kind == EventKind::TransactionAdd ? &transactions_.at(event.a - 1) : nullptr;
}

std::optional<EventId> Committing::completion_of(std::uint64_t checkpoint, EventId from) const {
  const auto failure = std::ranges::upper_bound(failures_, from);
  for (const EventId done : completed_) {
    if (failure != failures_.end() && done > *failure) return std::nullopt;
    if (done > from && run_->trace.at(done).a >= checkpoint) return done;
  }
  return std::nullopt;
}

std::uint64_t Committing::attempt_of(EventId position) const {
  return static_cast<std::uint64_t>(std::ranges::upper_bound(failures_, position) - failures_.begin());
}

std::span<const CommitInvariant> commit_invariants() {
  static constexpr std::array<CommitInvariant, 6> kInvariants{{
      {"sink-commit-after", sink_commit_after},
      {"sink-commit-live", sink_commit_live},
      {"sink-idempotent", sink_idempotent},
      {"sink-txn-identity", sink_txn_identity},
      {"log-isolation", log_isolation},
      {"out-exactly-once", out_exactly_once},
  }};
  return kInvariants;
}

}  // namespace wavetank::properties

// sink-commit-after: a transaction is committed only after its checkpoint is complete.
// sink-commit-live: what a complete checkpoint has prepared is committed, or told as lost because its time was over.
#include "properties/invariants/commits/transactions.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventId;

std::string transaction_name(const TransactionSeen& transaction) {
  return "transaction " + std::to_string(transaction.number);
}

bool has_checkpoints(const Committing& committing) {
  return committing.scenario().cluster && committing.scenario().cluster->checkpoints;
}

}  // namespace

std::vector<Violation> sink_commit_after(const Committing& committing) {
  std::vector<Violation> found;
  for (const TransactionSeen& transaction : committing.transactions()) {
    if (!transaction.committed || !has_checkpoints(committing)) continue;
    std::string text;
    if (!transaction.prepared) {
      text = " was committed though it was never prepared";
    } else {
      const std::optional<EventId> done = committing.completion_of(transaction.checkpoint, transaction.asked);
      if (done && *done < *transaction.committed) continue;
      text = " was committed before checkpoint " + std::to_string(transaction.checkpoint) + " was complete";
    }
    const EventId first = transaction.prepared.value_or(transaction.begun);
    found.push_back(
        {*transaction.committed, first, "sink-commit-after",
         transaction_name(transaction) + text + " (" + name_of(first) + ", " + name_of(*transaction.committed) + ")"});
  }
  return found;
}

std::vector<Violation> sink_commit_live(const Committing& committing) {
  std::vector<Violation> found;
  const auto last = EventId{static_cast<std::uint32_t>(committing.run().trace.events.size())};
  for (const TransactionSeen& transaction : committing.transactions()) {
    if (transaction.committed || !transaction.prepared || !has_checkpoints(committing)) continue;
    const std::optional<EventId> done = committing.completion_of(transaction.checkpoint, transaction.asked);
    if (!done) continue;
    const bool is_excused = transaction.timed_out && transaction.lost;
    if (is_excused || (!transaction.aborted && !committing.is_quiet())) continue;
    const EventId seen = transaction.aborted.value_or(last);
    found.push_back({seen, *done, "sink-commit-live",
                     transaction_name(transaction) + " is of a complete checkpoint and was " +
                         (transaction.aborted ? "aborted" : "never committed, nor told as lost") + " (" +
                         name_of(*done) + ", " + name_of(seen) + ")"});
  }
  return found;
}

}  // namespace wavetank::properties

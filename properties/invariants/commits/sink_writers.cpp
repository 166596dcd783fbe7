// sink-txn-identity: one task writes into one transaction at a time; whoever begins anew has shut out what was open.
#include <map>

#include "properties/invariants/commits/transactions.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {

using sim::EventId;

std::vector<Violation> sink_txn_identity(const Committing& committing) {
  std::vector<Violation> found;
  const auto is_open_at = [](const TransactionSeen& transaction, EventId position) {
    for (const std::optional<EventId>& end :
         {transaction.prepared, transaction.committed, transaction.aborted, transaction.timed_out}) {
      if (end && *end < position) return false;
    }
    return true;
  };
  std::map<sim::ActorId, std::vector<const TransactionSeen*>> written;  // those with records, as they were begun
  for (const TransactionSeen& transaction : committing.transactions()) {
    if (transaction.added.empty()) continue;
    const EventId first = transaction.added.front();
    for (const TransactionSeen* const other : written[transaction.task]) {
      if (other->added.front() > first || !is_open_at(*other, first)) continue;
      found.push_back({first, other->added.front(), "sink-txn-identity",
                       "a record was written into transaction " + std::to_string(transaction.number) + " while " +
                           std::to_string(other->number) + " of the same task was open (" +
                           name_of(other->added.front()) + ", " + name_of(first) + ")"});
    }
    written[transaction.task].push_back(&transaction);
  }
  return found;
}

}  // namespace wavetank::properties

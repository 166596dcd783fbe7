// log-isolation: a row of a transaction is visible only after its commit, and all rows of a committed one are.
// sink-idempotent: each of them once.
// out-exactly-once: where rows can be followed to the log that they were read from, each record of it is visible as often as
// the job makes rows of it, whatever was read again; rows that were told as lost are counted as if they were visible.
#include <algorithm>
#include <map>
#include <set>

#include "properties/invariants/commits/transactions.hpp"
#include "properties/words.hpp"

namespace wavetank::properties {
namespace {

using sim::EventId;
using sim::EventKind;

Violation broken(std::string_view id, EventId first, EventId second, const std::string& what) {
  return {second, first, std::string(id), what + " (" + name_of(first) + ", " + name_of(second) + ")"};
}

EventId cause_of(const Committing& committing, EventId position) {
  return EventId{committing.run().trace.at(position).cause};
}

// What a row was made of, and where it went.
struct Origin {
  std::size_t sink = 0;    // place in the pipeline
  std::size_t source = 0;  // likewise
  std::uint64_t place = 0;
  friend auto operator<=>(const Origin&, const Origin&) = default;
};
// How often a record's rows were written, seen and lost.
struct Followed {
  std::map<std::uint64_t, std::uint64_t> written;  // by attempt
  std::uint64_t seen = 0;
  std::uint64_t lost = 0;
  EventId first{};  // row written
};

// The record that a row comes from, if it comes from one: by way of functions that look at one record at a time.
std::optional<EventId> record_behind(const Committing& committing, EventId added) {
  EventId at = cause_of(committing, added);
  while (at != EventId{}) {
    switch (committing.run().trace.at(at).kind) {
      case EventKind::SourceEmit: return at;
      case EventKind::RecordIn:
      case EventKind::RecordOut:
      case EventKind::RecordSplit: break;
      default: return std::nullopt;
    }
    at = cause_of(committing, at);
  }
  return std::nullopt;
}

std::size_t node_behind(const Committing& committing, EventId position) {
  return committing.run().cast.actors.at(static_cast<std::size_t>(committing.run().trace.at(position).actor)).at;
}

std::map<Origin, Followed> follow(const Committing& committing) {
  std::map<Origin, Followed> origins;
  std::multiset<EventId> visible;
  for (const EventId row : committing.visible()) visible.insert(cause_of(committing, row));
  for (const TransactionSeen& transaction : committing.transactions()) {
    for (const EventId added : transaction.added) {
      const std::optional<EventId> record = record_behind(committing, added);
      if (!record) continue;
      Followed& followed = origins[{node_behind(committing, added), node_behind(committing, *record),
                                    committing.run().trace.at(*record).a}];
      if (followed.first == EventId{}) followed.first = added;
      ++followed.written[committing.attempt_of(*record)];
      followed.seen += visible.count(added);
      if (transaction.lost) ++followed.lost;
    }
  }
  return origins;
}

}  // namespace

std::vector<Violation> log_isolation(const Committing& committing) {
  std::vector<Violation> found;
  std::set<EventId> visible;
  for (const EventId row : committing.visible()) {
    const EventId added = cause_of(committing, row);
    visible.insert(added);
    const TransactionSeen* const transaction = committing.transaction_of(added);
    if (transaction == nullptr) continue;
    const std::string name = "transaction " + std::to_string(transaction->number);
    if (transaction->committed && *transaction->committed < row) continue;
    found.push_back(broken("log-isolation", added, row, "a row of " + name + " is visible, which is not committed"));
  }
  if (!committing.is_quiet()) return found;
  const auto last = EventId{static_cast<std::uint32_t>(committing.run().trace.events.size())};
  for (const TransactionSeen& transaction : committing.transactions()) {
    if (!transaction.committed) continue;
    for (const EventId added : transaction.added) {
      if (visible.contains(added)) continue;
      const std::string name = "transaction " + std::to_string(transaction.number);
      found.push_back(broken("log-isolation", added, last, "a row of " + name + " is committed and never visible"));
    }
  }
  return found;
}

std::vector<Violation> sink_idempotent(const Committing& committing) {
  std::vector<Violation> found;
  std::map<EventId, EventId> first_seen;  // by the event that wrote it
  for (const EventId row : committing.visible()) {
    const EventId added = cause_of(committing, row);
    if (committing.transaction_of(added) == nullptr) continue;
    const auto [first, is_new] = first_seen.emplace(added, row);
    if (is_new) continue;
    found.push_back(broken("sink-idempotent", first->second, row, "one row is visible twice"));
  }
  return found;
}

std::vector<Violation> out_exactly_once(const Committing& committing) {
  std::vector<Violation> found;
  const auto last = EventId{static_cast<std::uint32_t>(committing.run().trace.events.size())};
  for (const auto& [origin, followed] : follow(committing)) {
    std::uint64_t rows = 0;  // that the job makes of it
    for (const auto& [attempt, written] : followed.written) rows = std::max(rows, written);
    const std::string what = "a record of " + committing.scenario().pipeline[origin.source].id + " makes " +
                             std::to_string(rows) + ", and " + std::to_string(followed.seen) + " of " +
                             committing.scenario().pipeline[origin.sink].id + " are visible";
    const bool is_repeated = followed.seen > rows;
    const bool is_missing = committing.is_quiet() && followed.seen + followed.lost < rows;
    if (is_repeated || is_missing) found.push_back(broken("out-exactly-once", followed.first, last, what));
  }
  return found;
}

}  // namespace wavetank::properties

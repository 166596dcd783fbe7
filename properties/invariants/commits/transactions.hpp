// The transactions of a run, as its trace tells of them: over all attempts, from the first event to the last.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "properties/violation.hpp"
#include "scenarios/run/run.hpp"

namespace wavetank::properties {

struct TransactionSeen {
  std::uint64_t number = 0;  // as in the trace, from 1
  sim::ActorId task{};
  sim::EventId begun{};
  std::vector<sim::EventId> added;  // records
  std::optional<sim::EventId> prepared{};
  sim::EventId asked{};          // the step of the task that asked for that; it may be of an attempt that is over
  std::uint64_t checkpoint = 0;  // that it was prepared for
  std::optional<sim::EventId> committed{};
  std::optional<sim::EventId> aborted{};    // by a sink
  std::optional<sim::EventId> timed_out{};  // by the broker
  std::optional<sim::EventId> lost{};       // given up

  [[nodiscard]] bool has_ended() const { return committed || aborted || timed_out; }
};

// A whole run, and what is read from it once.
class Committing {
 public:
  // Both must outlive it.
  Committing(const scenarios::Scenario& scenario, const scenarios::Run& run);

  [[nodiscard]] const scenarios::Scenario& scenario() const { return *scenario_; }
  [[nodiscard]] const scenarios::Run& run() const { return *run_; }
  [[nodiscard]] const std::vector<TransactionSeen>& transactions() const { return transactions_; }
  [[nodiscard]] const std::vector<sim::EventId>& completed() const { return completed_; }  // checkpoints
  [[nodiscard]] const std::vector<sim::EventId>& visible() const { return visible_; }      // rows
  // The transaction that `added` put a record into; null if it is no such event.
  [[nodiscard]] const TransactionSeen* transaction_of(sim::EventId added) const;
  // The checkpoint after `from` by which, in the same attempt, `checkpoint` counts as complete.
  [[nodiscard]] std::optional<sim::EventId> completion_of(std::uint64_t checkpoint, sim::EventId from) const;
  // Whether nothing more would have happened: then what was owed is owed.
  [[nodiscard]] bool is_quiet() const { return is_quiet_; }
  // In which attempt of the job an event happened.
  [[nodiscard]] std::uint64_t attempt_of(sim::EventId position) const;

 private:
  void read(sim::EventId id, const sim::TraceEvent& event);

  const scenarios::Scenario* scenario_;
  const scenarios::Run* run_;
  std::vector<TransactionSeen> transactions_;  // by number - 1
  std::vector<sim::EventId> completed_;
  std::vector<sim::EventId> visible_;
  std::vector<sim::EventId> failures_;
  bool is_quiet_ = false;
};

// What each of them says is in docs/INVARIANTS.md.
[[nodiscard]] std::vector<Violation> sink_commit_after(const Committing& committing);
[[nodiscard]] std::vector<Violation> sink_commit_live(const Committing& committing);
[[nodiscard]] std::vector<Violation> sink_idempotent(const Committing& committing);
[[nodiscard]] std::vector<Violation> sink_txn_identity(const Committing& committing);
[[nodiscard]] std::vector<Violation> log_isolation(const Committing& committing);
[[nodiscard]] std::vector<Violation> out_exactly_once(const Committing& committing);

struct CommitInvariant {
  std::string_view id;
  std::vector<Violation> (*judge)(const Committing&);
};
// Unlike the others they look at the whole run, whatever failed in it.
[[nodiscard]] std::span<const CommitInvariant> commit_invariants();

}  // namespace wavetank::properties

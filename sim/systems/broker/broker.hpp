// A log broker as sinks write to it: topics of partitions, transactions over them, and who may still write.
//
// Modelled after Apache Kafka's: a name that begins again fences its older transaction, and a time-out fences, too
// (KAFKA-6119); committing is idempotent; a prepared transaction is nothing to the broker but an open one (SS-24). One
// broker that never dies: replicas and elections are not modelled. Pure: the caller says what time it is, and asks for
// time-outs when they are due.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/base/mutant.hpp"
#include "sim/systems/broker/output_partition.hpp"
#include "sim/systems/broker/transaction.hpp"

namespace wavetank::sim {

// How the broker answers.
enum class BrokerAnswer : std::uint8_t {
  Done,
  Already,  // the same was done before: as good as done
  Refused,  // the transaction was fenced, timed out or aborted
};

struct OutputPlace {
  std::uint32_t topic = 0;
  std::uint32_t partition = 0;
};

class Broker {
 public:
  Broker() = default;
  // `partitions`: by topic, at least one each.
  explicit Broker(const std::vector<std::uint32_t>& partitions, engine::Mutants mutants = {});

  // A transaction of nobody's: what was written is visible at once, but for what is open before it.
  std::uint64_t append(OutputPlace place, const engine::Record& record);

  struct Begun {
    TransactionId transaction{};
    std::optional<TransactionId> fenced{};  // was pending under that name, and is aborted
  };
  // The time-out begins with the first record, as a transaction without records is nothing to the broker.
  Begun begin(const TransactionalId& name, SimDuration timeout);
  BrokerAnswer write(TransactionId transaction, OutputPlace place, const engine::Record& record, SimTime now);
  BrokerAnswer prepare(TransactionId transaction);
  BrokerAnswer commit(TransactionId transaction);
  // Done also when it was aborted before. REQUIRES: not committed.
  BrokerAnswer abort(TransactionId transaction);

  // Which names a new writer shuts out: those of its sink, of subtask `subtask`, `subtask + parallelism` and so on, with a
  // greater number than `after` (SS-23).
  struct Lingering {
    std::uint32_t sink = 0;
    std::uint32_t subtask = 0;
    std::uint32_t parallelism = 1;
    std::uint64_t after = 0;
  };
  // What was pending under them is aborted, and nothing more of it is taken. Returns those, in the order of their names.
  std::vector<TransactionId> fence(const Lingering& lingering);

  // When the next pending transaction times out; none if none does.
  [[nodiscard]] std::optional<SimTime> next_deadline() const;
  // Aborts those whose time is over, and fences their writers. Returns them, in the order of their deadlines.
  std::vector<TransactionId> expire(SimTime now);

  [[nodiscard]] const Transaction& transaction(TransactionId id) const;
  [[nodiscard]] const OutputPartition& partition(OutputPlace place) const;
  [[nodiscard]] std::uint32_t topics() const { return static_cast<std::uint32_t>(topics_.size()); }
  [[nodiscard]] std::uint32_t partitions(std::uint32_t topic) const;
  // O(transactions): what is open here is open in its partitions.
  void check_invariants() const;

 private:
  struct Producer {
    std::uint32_t epoch = 0;
    std::optional<TransactionId> latest{};
  };
  struct Written {
    Transaction transaction;
    std::vector<OutputPlace> places;  // that it has records in, each once
  };
  [[nodiscard]] Written& at(TransactionId id);
  [[nodiscard]] OutputPartition& at(OutputPlace place);
  // Whether nobody has begun under its name since.
  [[nodiscard]] bool is_current(const Transaction& transaction) const;
  void end(TransactionId id, TransactionState how);
  void show_again(TransactionId id);
  // Shuts out whoever writes under that name. Returns what was pending.
  std::optional<TransactionId> shut_out(Producer& producer);

  std::vector<std::vector<OutputPartition>> topics_;
  std::map<TransactionalId, Producer> producers_;
  std::vector<Written> transactions_;                      // by id
  std::set<std::pair<SimTime, TransactionId>> deadlines_;  // of those that are pending
  engine::Mutants mutants_;
};

}  // namespace wavetank::sim

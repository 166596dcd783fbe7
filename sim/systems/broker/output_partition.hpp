// A partition that sinks write and that readers outside see: records of transactions, records of none, and the markers
// that end transactions.
//
//   offset      0   1   2   3   4        5   6
//   of          T1  -   T2  T1  commit 1 T2  -      last stable offset 2: T2 is open, and all behind it waits (SS-25)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "engine/base/record.hpp"
#include "sim/systems/broker/transaction.hpp"

namespace wavetank::sim {

enum class Isolation : std::uint8_t {
  ReadUncommitted,  // sees every record as soon as it is in the log, those of aborted transactions among them
  ReadCommitted,    // sees those before the last stable offset whose transactions were committed
};

struct OutputRecord {
  std::uint64_t offset = 0;
  engine::Record record;
  std::optional<TransactionId> transaction{};
};

class OutputPartition {
 public:
  // Returns the offset.
  std::uint64_t append(const engine::Record& record, std::optional<TransactionId> transaction);
  // A marker ends a transaction here; it takes an offset of its own. REQUIRES: Committed or Aborted; the transaction has
  // records here, and no marker yet.
  void end(TransactionId transaction, TransactionState how);

  // The first offset of the oldest transaction that has not ended; with none, the end of the log.
  [[nodiscard]] std::uint64_t last_stable_offset() const;
  [[nodiscard]] std::uint64_t size() const { return entries_.size(); }

  struct Reading {
    std::vector<OutputRecord> records;
    std::uint64_t next = 0;  // where to read on
  };
  // What a reader sees from `offset` on. Markers are passed over. REQUIRES: offset <= size().
  [[nodiscard]] Reading read(std::uint64_t offset, Isolation isolation) const;

 private:
  struct Entry {
    engine::Record record;
    std::optional<TransactionId> transaction{};
    bool is_marker = false;
  };

  std::vector<Entry> entries_;
  std::map<TransactionId, std::uint64_t> open_;  // first offset
  std::set<std::uint64_t> first_offsets_;        // the same, in order
  std::set<TransactionId> aborted_;
};

}  // namespace wavetank::sim

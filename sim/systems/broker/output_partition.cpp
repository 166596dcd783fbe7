// Appending, ending and reading.
#include "sim/systems/broker/output_partition.hpp"

#include "engine/base/assert.hpp"

namespace wavetank::sim {

std::uint64_t OutputPartition::append(const engine::Record& record, std::optional<TransactionId> transaction) {
  const std::uint64_t offset = entries_.size();
  if (transaction) {
    WT_REQUIRE(!aborted_.contains(*transaction), *transaction);
    const bool is_first = open_.emplace(*transaction, offset).second;
    if (is_first) first_offsets_.insert(offset);
  }
  WT_ASSERT(open_.size() == first_offsets_.size(), open_.size(), first_offsets_.size());
  entries_.push_back({record, transaction, false});
  return offset;
}

void OutputPartition::end(TransactionId transaction, TransactionState how) {
  WT_REQUIRE(how == TransactionState::Committed || how == TransactionState::Aborted, how);
  const auto open = open_.find(transaction);
  WT_REQUIRE(open != open_.end(), transaction);
  const std::size_t forgotten = first_offsets_.erase(open->second);
  WT_ASSERT(forgotten == 1, open->second);
  open_.erase(open);
  if (how == TransactionState::Aborted) aborted_.insert(transaction);
  entries_.push_back({{}, transaction, true});
}

std::uint64_t OutputPartition::last_stable_offset() const {
  return first_offsets_.empty() ? entries_.size() : *first_offsets_.begin();
}

OutputPartition::Reading OutputPartition::read(std::uint64_t offset, Isolation isolation) const {
  const std::uint64_t end = isolation == Isolation::ReadCommitted ? last_stable_offset() : entries_.size();
  WT_REQUIRE(offset <= entries_.size(), offset, entries_.size());
  Reading reading;
  reading.next = offset;
  for (; reading.next < end; ++reading.next) {
    const Entry& entry = entries_[reading.next];
    if (entry.is_marker) continue;
    const bool hides_aborted = isolation == Isolation::ReadCommitted && entry.transaction;
    if (hides_aborted && aborted_.contains(*entry.transaction)) continue;
    reading.records.push_back({reading.next, entry.record, entry.transaction});
  }
  WT_ASSERT(reading.next >= offset, reading.next, offset);  // the last stable offset never goes back
  return reading;
}

}  // namespace wavetank::sim

// Who may write, and what becomes of a transaction.
#include "sim/systems/broker/broker.hpp"

#include <algorithm>

#include "engine/base/assert.hpp"

namespace wavetank::sim {

Broker::Broker(const std::vector<std::uint32_t>& partitions, engine::Mutants mutants) : mutants_(mutants) {
  for (const std::uint32_t count : partitions) {
    WT_REQUIRE(count > 0, topics_.size());
    topics_.emplace_back(count);
  }
}

std::uint64_t Broker::append(OutputPlace place, const engine::Record& record) {
  return at(place).append(record, std::nullopt);
}

Broker::Begun Broker::begin(const TransactionalId& name, SimDuration timeout) {
  WT_REQUIRE(timeout.count > 0, timeout.count);
  const auto [producer, is_new] = producers_.try_emplace(name);
  const TransactionId id{static_cast<std::uint32_t>(transactions_.size())};
  Begun begun{id, std::nullopt};
  if (!is_new) begun.fenced = shut_out(producer->second);
  producer->second.latest = id;
  transactions_.push_back({{.name = name, .epoch = producer->second.epoch, .timeout = timeout}, {}});
  WT_ASSERT(is_current(transactions_.back().transaction), id);
  return begun;
}

BrokerAnswer Broker::write(TransactionId transaction, OutputPlace place, const engine::Record& record, SimTime now) {
  Written& written = at(transaction);
  Transaction& facts = written.transaction;
  if (facts.state != TransactionState::Open || !is_current(facts)) return BrokerAnswer::Refused;
  if (facts.records == 0) {
    facts.deadline = saturating_add(now, facts.timeout);
    deadlines_.emplace(*facts.deadline, transaction);
  }
  WT_ASSERT(facts.deadline && now <= *facts.deadline, transaction, now);  // else it would have been aborted
  at(place).append(record, transaction);
  ++facts.records;
  const auto is_there = [&](const OutputPlace& known) {
    return known.topic == place.topic && known.partition == place.partition;
  };
  if (std::ranges::none_of(written.places, is_there)) written.places.push_back(place);
  return BrokerAnswer::Done;
}

BrokerAnswer Broker::prepare(TransactionId transaction) {
  Transaction& facts = at(transaction).transaction;
  if (!facts.is_pending() || !is_current(facts)) return BrokerAnswer::Refused;
  const bool was_prepared = facts.state == TransactionState::Prepared;
  facts.state = TransactionState::Prepared;
  return was_prepared ? BrokerAnswer::Already : BrokerAnswer::Done;
}

BrokerAnswer Broker::commit(TransactionId transaction) {
  Written& written = at(transaction);
  Transaction& facts = written.transaction;
  if (facts.state == TransactionState::Committed) {
    if (mutants_.has(engine::Mutant::CommitTwiceVisible)) show_again(transaction);
    return BrokerAnswer::Already;
  }
  if (facts.state == TransactionState::Aborted || !is_current(facts)) return BrokerAnswer::Refused;
  end(transaction, TransactionState::Committed);
  return BrokerAnswer::Done;
}

BrokerAnswer Broker::abort(TransactionId transaction) {
  const Transaction& facts = at(transaction).transaction;
  WT_REQUIRE(facts.state != TransactionState::Committed, transaction);
  if (facts.state == TransactionState::Aborted) return BrokerAnswer::Already;
  end(transaction, TransactionState::Aborted);
  return BrokerAnswer::Done;
}

std::vector<TransactionId> Broker::fence(const Lingering& lingering) {
  WT_REQUIRE(lingering.parallelism > 0 && lingering.subtask < lingering.parallelism, lingering.subtask,
             lingering.parallelism);
  std::vector<TransactionId> aborted;
  for (auto& [name, producer] : producers_) {
    if (name.sink != lingering.sink || name.number <= lingering.after) continue;
    if (name.subtask % lingering.parallelism != lingering.subtask) continue;
    if (const std::optional<TransactionId> was_pending = shut_out(producer)) aborted.push_back(*was_pending);
  }
  return aborted;
}

std::optional<SimTime> Broker::next_deadline() const {
  if (deadlines_.empty()) return std::nullopt;
  return deadlines_.begin()->first;
}

std::vector<TransactionId> Broker::expire(SimTime now) {
  std::vector<TransactionId> expired;
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    const TransactionId id = deadlines_.begin()->second;
    const Transaction& facts = at(id).transaction;
    WT_ASSERT(facts.is_pending(), id);
    Producer& producer = producers_.at(facts.name);
    if (producer.latest == id) {
      (void)shut_out(producer);
    } else {
      end(id, TransactionState::Aborted);
    }
    expired.push_back(id);
  }
  return expired;
}

std::optional<TransactionId> Broker::shut_out(Producer& producer) {
  ++producer.epoch;
  if (!producer.latest || !at(*producer.latest).transaction.is_pending()) return std::nullopt;
  end(*producer.latest, TransactionState::Aborted);
  return producer.latest;
}

void Broker::end(TransactionId id, TransactionState how) {
  Written& written = at(id);
  WT_ASSERT(written.transaction.is_pending(), id, how);
  written.transaction.state = how;
  if (written.transaction.deadline) {
    const std::size_t forgotten = deadlines_.erase({*written.transaction.deadline, id});
    WT_ASSERT(forgotten == 1, id);
  }
  for (const OutputPlace& place : written.places) at(place).end(id, how);
}

// A commit that is not idempotent: the records are written anew.
void Broker::show_again(TransactionId id) {
  for (const OutputPlace& place : at(id).places) {
    OutputPartition& partition = at(place);
    for (const OutputRecord& seen : partition.read(0, Isolation::ReadUncommitted).records) {
      if (seen.transaction == id) partition.append(seen.record, std::nullopt);
    }
  }
}

const Transaction& Broker::transaction(TransactionId id) const {
  WT_REQUIRE(static_cast<std::size_t>(id) < transactions_.size(), id);
  return transactions_[static_cast<std::size_t>(id)].transaction;
}

Broker::Written& Broker::at(TransactionId id) {
  WT_REQUIRE(static_cast<std::size_t>(id) < transactions_.size(), id);
  return transactions_[static_cast<std::size_t>(id)];
}

const OutputPartition& Broker::partition(OutputPlace place) const {
  WT_REQUIRE(place.topic < topics_.size(), place.topic);
  WT_REQUIRE(place.partition < topics_[place.topic].size(), place.partition);
  return topics_[place.topic][place.partition];
}

OutputPartition& Broker::at(OutputPlace place) {
  WT_REQUIRE(place.topic < topics_.size(), place.topic);
  WT_REQUIRE(place.partition < topics_[place.topic].size(), place.partition);
  return topics_[place.topic][place.partition];
}

std::uint32_t Broker::partitions(std::uint32_t topic) const {
  WT_REQUIRE(topic < topics_.size(), topic);
  return static_cast<std::uint32_t>(topics_[topic].size());
}

bool Broker::is_current(const Transaction& transaction) const {
  const auto producer = producers_.find(transaction.name);
  WT_ASSERT(producer != producers_.end(), transaction.name.number);
  return producer->second.epoch == transaction.epoch;
}

void Broker::check_invariants() const {
  std::size_t with_deadline = 0;
  for (std::uint32_t i = 0; i < transactions_.size(); ++i) {
    const Transaction& facts = transactions_[i].transaction;
    if (!facts.is_pending() || facts.records == 0) continue;
    ++with_deadline;
    WT_ASSERT(facts.deadline && deadlines_.contains({*facts.deadline, TransactionId{i}}), i);
    for (const OutputPlace& place : transactions_[i].places) {
      const OutputPartition& open_in = partition(place);
      WT_ASSERT(open_in.last_stable_offset() < open_in.size(), i);
    }
  }
  WT_ASSERT(with_deadline == deadlines_.size(), with_deadline, deadlines_.size());
}

}  // namespace wavetank::sim

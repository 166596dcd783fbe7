#include "sim/systems/broker/broker.hpp"

#include <array>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "engine/base/assert.hpp"

namespace wavetank::sim::broker_tests {
namespace {

constexpr SimDuration kTimeout = milliseconds(100);

SimTime ms(std::int64_t count) { return SimTime(count * kNanosecondsPerMillisecond); }

class BrokerTest : public testing::Test {
 protected:
  ~BrokerTest() override { broker_.check_invariants(); }

  // Of subtask 0.
  TransactionId begin(std::uint64_t number) { return begin({0, 0, number}); }
  TransactionId begin(const TransactionalId& name) { return broker_.begin(name, kTimeout).transaction; }
  BrokerAnswer write(TransactionId transaction, std::int64_t value, std::int64_t now = 0) {
    return broker_.write(transaction, {0, 0}, {.time = engine::EventTime(value)}, ms(now));
  }
  // What who reads committed records sees of the first partition: "1 2 3".
  std::string seen(std::uint32_t partition = 0) const {
    std::string text;
    for (const OutputRecord& one : broker_.partition({0, partition}).read(0, Isolation::ReadCommitted).records) {
      text += (text.empty() ? "" : " ") + std::to_string(one.record.time.ticks());
    }
    return text;
  }

  Broker broker_{{2, 1}};
};

TEST_F(BrokerTest, ShowsATransactionInAllPartitionsWhenItIsCommitted) {
  const TransactionId transaction = begin(1);
  write(transaction, 1);
  broker_.write(transaction, {0, 1}, {.time = engine::EventTime(2)}, ms(0));
  EXPECT_EQ(broker_.prepare(transaction), BrokerAnswer::Done);
  EXPECT_EQ(seen(), "");
  EXPECT_EQ(broker_.commit(transaction), BrokerAnswer::Done);
  EXPECT_EQ(seen(), "1");
  EXPECT_EQ(seen(1), "2");
}

TEST_F(BrokerTest, CommitsTwiceWithoutShowingAnythingTwice) {
  const TransactionId transaction = begin(1);
  write(transaction, 1);
  EXPECT_EQ(broker_.commit(transaction), BrokerAnswer::Done);
  EXPECT_EQ(broker_.commit(transaction), BrokerAnswer::Already);
  EXPECT_EQ(seen(), "1");
}

TEST_F(BrokerTest, KeepsPreparedTransactionsApartFromTheNextOne) {
  const TransactionId first = begin(1);
  write(first, 1);
  broker_.prepare(first);
  const TransactionId second = begin(2);
  write(second, 2);
  EXPECT_EQ(broker_.commit(first), BrokerAnswer::Done);
  EXPECT_EQ(seen(), "1");
  EXPECT_EQ(broker_.transaction(second).state, TransactionState::Open);
}

TEST_F(BrokerTest, FencesTheOlderOneWhoBegunUnderTheSameName) {
  const TransactionId old = begin(1);
  write(old, 1);
  const Broker::Begun again = broker_.begin({0, 0, 1}, kTimeout);
  EXPECT_EQ(again.fenced, old);
  EXPECT_EQ(write(old, 2), BrokerAnswer::Refused);
  EXPECT_EQ(broker_.prepare(old), BrokerAnswer::Refused);
  EXPECT_EQ(broker_.commit(old), BrokerAnswer::Refused);
  EXPECT_EQ(write(again.transaction, 3), BrokerAnswer::Done);
  broker_.commit(again.transaction);
  EXPECT_EQ(seen(), "3");
}

TEST_F(BrokerTest, TakesNothingMoreIntoAPreparedTransaction) {
  const TransactionId transaction = begin(1);
  write(transaction, 1);
  broker_.prepare(transaction);
  EXPECT_EQ(write(transaction, 2), BrokerAnswer::Refused);
  EXPECT_EQ(broker_.prepare(transaction), BrokerAnswer::Already);
}

TEST_F(BrokerTest, FencesLingeringOnesOfTheSameSubtaskOnly) {
  const TransactionId kept = begin({0, 0, 3});
  const TransactionId lingering = begin({0, 0, 4});
  const TransactionId of_another = begin({0, 1, 4});
  const TransactionId of_a_lost_subtask = begin({0, 2, 4});
  const TransactionId of_another_sink = begin({1, 0, 4});
  EXPECT_EQ(broker_.fence({.sink = 0, .subtask = 0, .parallelism = 2, .after = 3}),
            (std::vector{lingering, of_a_lost_subtask}));
  for (const TransactionId alive : {kept, of_another, of_another_sink}) {
    EXPECT_EQ(write(alive, 1), BrokerAnswer::Done);
  }
  EXPECT_EQ(write(lingering, 1), BrokerAnswer::Refused);
}

TEST_F(BrokerTest, AbortsWhatTakesTooLongFromItsFirstRecordOn) {
  const TransactionId transaction = begin(1);
  EXPECT_EQ(broker_.next_deadline(), std::nullopt);
  write(transaction, 1, 50);
  write(transaction, 2, 120);
  EXPECT_EQ(broker_.next_deadline(), ms(150));
  EXPECT_TRUE(broker_.expire(ms(149)).empty());
  EXPECT_EQ(broker_.expire(ms(150)), std::vector{transaction});
  EXPECT_EQ(broker_.next_deadline(), std::nullopt);
  EXPECT_EQ(write(transaction, 3, 151), BrokerAnswer::Refused);
  EXPECT_EQ(seen(), "");
}

TEST_F(BrokerTest, AbortsAPreparedTransactionThatNobodyCommitsInTime) {
  const TransactionId transaction = begin(1);
  write(transaction, 1);
  broker_.prepare(transaction);
  broker_.expire(ms(100));
  EXPECT_EQ(broker_.commit(transaction), BrokerAnswer::Refused);
  EXPECT_EQ(broker_.transaction(transaction).state, TransactionState::Aborted);
}

TEST_F(BrokerTest, ForgetsTheDeadlineOfWhatHasEnded) {
  const TransactionId committed = begin(1);
  write(committed, 1);
  const TransactionId aborted = begin(2);
  write(aborted, 2);
  broker_.commit(committed);
  EXPECT_EQ(broker_.abort(aborted), BrokerAnswer::Done);
  EXPECT_EQ(broker_.abort(aborted), BrokerAnswer::Already);
  EXPECT_EQ(broker_.next_deadline(), std::nullopt);
  EXPECT_EQ(seen(), "1");
}

TEST_F(BrokerTest, LetsAnOrphanHoldBackOthersUntilItsTimeIsOver) {
  write(begin({0, 0, 1}), 1, 0);
  const TransactionId other = begin({0, 1, 1});
  write(other, 2, 10);
  broker_.commit(other);
  broker_.append({0, 0}, {.time = engine::EventTime(3)});
  EXPECT_EQ(seen(), "");
  broker_.expire(ms(100));
  EXPECT_EQ(seen(), "2 3");
}

TEST_F(BrokerTest, KnowsOnlyItsOwnPlacesAndTransactions) {
  EXPECT_THROW((void)broker_.partition({2, 0}), engine::InvariantViolation);
  EXPECT_THROW((void)broker_.partition({1, 1}), engine::InvariantViolation);
  EXPECT_THROW((void)broker_.transaction(TransactionId{0}), engine::InvariantViolation);
  EXPECT_THROW((void)broker_.begin({0, 0, 1}, SimDuration{0}), engine::InvariantViolation);
}

// A run of requests by several writers: what a reader saw stays, is of committed transactions alone, and is seen once.
TEST(BrokerProperty, ShowsEachCommittedRecordOnceAndNoOther) {
  EXPECT_TRUE(rc::check([] {
    Broker broker({1});
    std::vector<TransactionId> begun;
    std::int64_t value = 0;
    std::int64_t now = 0;
    std::set<std::int64_t> seen;
    std::uint64_t offset = 0;
    const auto steps = *rc::gen::container<std::vector<std::array<std::uint32_t, 2>>>(
        rc::gen::container<std::array<std::uint32_t, 2>>(rc::gen::inRange<std::uint32_t>(0, 6)));
    for (const auto& [verb, which] : steps) {
      now += which;
      broker.expire(ms(now));
      const bool has_none = begun.empty();
      if (verb == 0 || has_none) {
        begun.push_back(broker.begin({0, which % 2, which / 2}, milliseconds(20)).transaction);
        continue;
      }
      const TransactionId chosen = begun[which % begun.size()];
      if (verb == 1) (void)broker.prepare(chosen);
      if (verb == 2) (void)broker.commit(chosen);
      if (verb == 3 && broker.transaction(chosen).is_pending()) (void)broker.abort(chosen);
      if (verb > 3) (void)broker.write(chosen, {0, 0}, {.time = engine::EventTime(value++)}, ms(now));
      broker.check_invariants();
      const OutputPartition::Reading reading = broker.partition({0, 0}).read(offset, Isolation::ReadCommitted);
      offset = reading.next;
      for (const OutputRecord& record : reading.records) {
        RC_ASSERT(broker.transaction(*record.transaction).state == TransactionState::Committed);
        RC_ASSERT(seen.insert(record.record.time.ticks()).second);
      }
    }
    std::uint64_t committed = 0;
    for (const TransactionId id : begun) {
      const Transaction& facts = broker.transaction(id);
      if (facts.state == TransactionState::Committed) committed += facts.records;
    }
    const bool all_ended = broker.next_deadline() == std::nullopt;
    RC_ASSERT(seen.size() <= committed && (!all_ended || seen.size() == committed));
  }));
}

}  // namespace
}  // namespace wavetank::sim::broker_tests

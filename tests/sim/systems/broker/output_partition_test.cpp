#include "sim/systems/broker/output_partition.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/base/assert.hpp"

namespace wavetank::sim::output_partition_tests {
namespace {

constexpr TransactionId kFirst{1};
constexpr TransactionId kSecond{2};

class OutputLog : public testing::Test {
 protected:
  std::uint64_t append(std::int64_t time, std::optional<TransactionId> transaction = std::nullopt) {
    return log_.append({.time = engine::EventTime(time)}, transaction);
  }
  // The times of what is read from `offset` on, and where to read on: "10 30, then 4".
  std::string read(std::uint64_t offset, Isolation isolation = Isolation::ReadCommitted) const {
    const OutputPartition::Reading reading = log_.read(offset, isolation);
    std::string text;
    for (const OutputRecord& seen : reading.records) text += std::to_string(seen.record.time.ticks()) + " ";
    return text + "then " + std::to_string(reading.next);
  }

  OutputPartition log_;
};

TEST_F(OutputLog, ShowsWhatIsOfNoTransactionAtOnce) {
  EXPECT_EQ(append(10), 0u);
  EXPECT_EQ(append(20), 1u);
  EXPECT_EQ(read(0), "10 20 then 2");
  EXPECT_EQ(read(1), "20 then 2");
}

TEST_F(OutputLog, HidesATransactionUntilItIsCommitted) {
  append(10, kFirst);
  EXPECT_EQ(read(0), "then 0");
  EXPECT_EQ(read(0, Isolation::ReadUncommitted), "10 then 1");
  log_.end(kFirst, TransactionState::Committed);
  EXPECT_EQ(read(0), "10 then 2");
}

TEST_F(OutputLog, NeverShowsTheCommittedWhatWasAborted) {
  append(10, kFirst);
  append(20);
  log_.end(kFirst, TransactionState::Aborted);
  EXPECT_EQ(read(0), "20 then 3");
  EXPECT_EQ(read(0, Isolation::ReadUncommitted), "10 20 then 3");
}

TEST_F(OutputLog, LetsTheOldestOpenTransactionHoldBackAllBehindIt) {
  append(5);
  append(10, kFirst);
  append(20, kSecond);
  append(30);
  log_.end(kSecond, TransactionState::Committed);
  EXPECT_EQ(log_.last_stable_offset(), 1u);
  EXPECT_EQ(read(0), "5 then 1");
  log_.end(kFirst, TransactionState::Committed);
  EXPECT_EQ(log_.last_stable_offset(), log_.size());
  EXPECT_EQ(read(1), "10 20 30 then 6");
}

TEST_F(OutputLog, GivesMarkersAnOffsetThatReadersPassOver) {
  append(10, kFirst);
  log_.end(kFirst, TransactionState::Committed);
  EXPECT_EQ(append(20), 2u);
  EXPECT_EQ(read(1), "20 then 3");
}

TEST_F(OutputLog, RefusesAMarkerForWhatIsNotOpen) {
  append(10, kFirst);
  EXPECT_THROW(log_.end(kSecond, TransactionState::Committed), engine::InvariantViolation);
  EXPECT_THROW(log_.end(kFirst, TransactionState::Prepared), engine::InvariantViolation);
  log_.end(kFirst, TransactionState::Aborted);
  EXPECT_THROW(log_.end(kFirst, TransactionState::Committed), engine::InvariantViolation);
  EXPECT_THROW((void)log_.read(3, Isolation::ReadCommitted), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim::output_partition_tests

#include "sim/systems/log.hpp"

#include <gtest/gtest.h>

namespace wavetank::sim::log_tests {
namespace {

class Log : public testing::Test {
 protected:
  std::uint64_t append(std::int64_t time) { return log_.append({.time = engine::EventTime(time)}); }
  // "2: 30 40" is an answer from offset 2 on, "3: end" one that says that nothing follows.
  std::string answer(std::size_t limit) {
    const engine::Reply reply = log_.answer(7, limit);
    EXPECT_EQ(reply.partition, 7u);
    std::string text = std::to_string(reply.offset) + ":";
    for (const engine::LogRecord& record : reply.records) text += " " + std::to_string(record.time.ticks());
    return reply.ended ? text + " end" : text;
  }

  LogPartition log_;
};

TEST_F(Log, CountsOffsetsFromZeroWithoutGaps) {
  EXPECT_EQ(append(10), 0u);
  EXPECT_EQ(append(20), 1u);
  EXPECT_EQ(append(20), 2u);
  EXPECT_EQ(log_.size(), 3u);
}

TEST_F(Log, LetsAReaderWaitUntilThereIsSomething) {
  log_.wait(0);
  EXPECT_FALSE(log_.answerable());
  append(10);
  EXPECT_TRUE(log_.answerable());
  EXPECT_EQ(answer(5), "0: 10");
  EXPECT_FALSE(log_.answerable());
}

TEST_F(Log, AnswersNobodyWhoDoesNotWait) {
  append(10);
  EXPECT_FALSE(log_.answerable());
  EXPECT_THROW((void)answer(1), engine::InvariantViolation);
}

TEST_F(Log, GivesAtMostTheLimitAndGoesOnWhereItStopped) {
  for (const std::int64_t time : {10, 20, 30}) append(time);
  log_.wait(0);
  EXPECT_EQ(answer(2), "0: 10 20");
  log_.wait(2);
  EXPECT_EQ(answer(2), "2: 30");
}

TEST_F(Log, SaysTheEndWithTheLastRecordsOrAlone) {
  append(10);
  append(20);
  log_.wait(0);
  log_.end();
  EXPECT_EQ(answer(1), "0: 10");
  log_.wait(1);
  EXPECT_EQ(answer(5), "1: 20 end");
  log_.wait(2);
  EXPECT_EQ(answer(5), "2: end");
}

TEST_F(Log, RefusesASecondReaderAGapAndWritingAfterTheEnd) {
  EXPECT_THROW(log_.wait(1), engine::InvariantViolation);
  log_.wait(0);
  EXPECT_THROW(log_.wait(0), engine::InvariantViolation);
  log_.end();
  EXPECT_THROW((void)append(10), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim::log_tests

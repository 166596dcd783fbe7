#include "sim/network/channel.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::sim::channel_tests {
namespace {

engine::Record record(std::int64_t time) { return {.time = engine::EventTime(time)}; }
engine::Control watermark(std::int64_t time) { return {.value = engine::EventTime(time)}; }

// Takes everything: "5: r1 r2; 7: w3" is a message of two records due at 5 and a control due at 7.
std::string drain(Channel& channel) {
  std::string text;
  std::vector<engine::Record> records;
  while (!channel.empty()) {
    const Message message = channel.take();
    text += (text.empty() ? "" : "; ") + std::to_string(message.due.ticks()) + ":";
    if (message.records == 0) text += " w" + std::to_string(channel.take_control().value.ticks());
    if (message.records == 0) continue;
    channel.take_records(message.records, records);
    for (const engine::Record& taken : records) text += " r" + std::to_string(taken.time.ticks());
  }
  return text;
}

TEST(Channel, KeepsRecordsTogetherAndControlsBehindThem) {
  Channel channel;
  channel.add(record(1));
  channel.add(record(2));
  EXPECT_EQ(channel.close(SimTime(5)), SimTime(5));
  EXPECT_EQ(channel.send(watermark(3), SimTime(7)), SimTime(7));
  EXPECT_EQ(channel.messages(), 2u);
  EXPECT_EQ(drain(channel), "5: r1 r2; 7: w3");
}

TEST(Channel, LetsNoMessageArriveBeforeTheOneAhead) {
  Channel channel;
  channel.add(record(1));
  (void)channel.close(SimTime(20));
  EXPECT_EQ(channel.send(watermark(2), SimTime(5)), SimTime(20));
  channel.add(record(3));
  EXPECT_EQ(channel.close(SimTime(19)), SimTime(20));
  EXPECT_EQ(drain(channel), "20: r1; 20: w2; 20: r3");
}

TEST(Channel, RemembersTheLastDueTimeWhenItIsEmpty) {
  Channel channel;
  (void)channel.send(watermark(1), SimTime(30));
  (void)drain(channel);
  EXPECT_EQ(channel.send(watermark(2), SimTime(10)), SimTime(30));
}

TEST(Channel, RefusesAControlThatWouldOvertakeOpenRecords) {
  Channel channel;
  channel.add(record(1));
  EXPECT_THROW((void)channel.send(watermark(2), SimTime(1)), engine::InvariantViolation);
}

TEST(Channel, RefusesToCloseNothingAndToGiveNothing) {
  Channel channel;
  EXPECT_THROW((void)channel.close(SimTime(1)), engine::InvariantViolation);
  EXPECT_THROW((void)channel.take(), engine::InvariantViolation);
}

RC_GTEST_PROP(ChannelProperty, GivesWhatItGotInOrderAtTimesThatNeverGoBack, ()) {
  Channel channel;
  std::string expected;
  SimTime due;
  int number = 0;
  const auto messages = *rc::gen::container<std::vector<std::pair<int, int>>>(
      rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::inRange(0, 100)));
  for (const auto& [records, earliest] : messages) {
    due = std::max(due, SimTime(earliest));
    expected += (expected.empty() ? "" : "; ") + std::to_string(due.ticks()) + ":";
    for (int n = 0; n < records; ++n) {
      channel.add(record(++number));
      expected += " r" + std::to_string(number);
    }
    if (records == 0) expected += " w" + std::to_string(++number);
    RC_ASSERT((records > 0 ? channel.close(SimTime(earliest)) : channel.send(watermark(number), SimTime(earliest))) ==
              due);
  }
  Channel copy = channel;
  RC_ASSERT(drain(channel) == expected);
  RC_ASSERT(drain(copy) == expected);
}

}  // namespace
}  // namespace wavetank::sim::channel_tests

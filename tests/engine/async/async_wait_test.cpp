// What the recorded cases of async_wait do not say in so many words; they are replayed by the conformance tests.
#include "engine/async/async_wait.hpp"

#include <limits>
#include <string>
#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace wavetank::engine::testing {
namespace {

// A host that makes no calls itself: it runs all mails after each thing that happens.
class Waiting {
 public:
  explicit Waiting(const AsyncSpec& spec) : wait_(spec) {}

  bool record(std::uint32_t row) {
    const bool taken = wait_.offer(Record{.row = RowId{row}}, now_, events_);
    return settle(), taken;
  }
  void watermark(std::int64_t time) {
    ASSERT_TRUE(wait_.offer(EventTime(time), events_));
    settle();
  }
  void answer(AsyncToken token, std::vector<RowId> rows = {RowId{0}}) {
    wait_.answer(token, {std::move(rows), false}, events_);
    settle();
  }
  void fail(AsyncToken token) {
    wait_.answer(token, {{}, true}, events_);
    settle();
  }
  void clock(std::int64_t now) {
    now_ = ProcessingTime(now);
    wait_.advance(now_, events_);
    settle();
  }
  // "call 1", "result 1", "watermark 5", "timeout 1", "fails", since the last time.
  std::string told() {
    std::string text;
    for (const AsyncEvent& event : std::exchange(events_, {})) {
      if (!text.empty()) text += ", ";
      switch (event.kind) {
        case AsyncEventKind::Invoke: text += "call " + std::to_string(event.token); break;
        case AsyncEventKind::TimedOut: text += "timeout " + std::to_string(event.token); break;
        case AsyncEventKind::Emit: text += "result " + std::to_string(event.token); break;
        case AsyncEventKind::Watermark: text += "watermark " + std::to_string(event.watermark.ticks()); break;
        case AsyncEventKind::Fail: text += "fails"; break;
      }
    }
    return text;
  }
  [[nodiscard]] const AsyncWait& wait() const { return wait_; }

 private:
  void settle() {
    while (wait_.run_mail(now_, events_)) {}
  }

  AsyncWait wait_;
  ProcessingTime now_{0};
  AsyncEvents events_;
};

TEST(AsyncWait, KeepsTheOrderOfRecordsWhenItIsWanted) {
  Waiting waiting({.order = AsyncOrder::Ordered});
  waiting.record(1);
  waiting.record(2);
  waiting.answer(2);
  EXPECT_EQ(waiting.told(), "call 1, call 2");  // the second stands behind the first
  waiting.answer(1);
  EXPECT_EQ(waiting.told(), "result 1, result 2");
}

TEST(AsyncWait, LetsNoResultPassAWatermark) {
  Waiting waiting({.order = AsyncOrder::Unordered});
  waiting.record(1);
  waiting.record(2);
  waiting.watermark(5);
  waiting.record(3);
  waiting.told();
  waiting.answer(3);
  waiting.answer(2);
  EXPECT_EQ(waiting.told(), "result 2");
  waiting.answer(1);
  EXPECT_EQ(waiting.told(), "result 1, watermark 5, result 3");
}

TEST(AsyncWait, HasNoRoomBeyondItsCapacity) {
  Waiting waiting({.capacity = 2});
  EXPECT_TRUE(waiting.record(1));
  EXPECT_TRUE(waiting.record(2));
  EXPECT_FALSE(waiting.record(3));
  waiting.answer(1);
  EXPECT_TRUE(waiting.record(3));
}

TEST(AsyncWait, TriesAgainWithLongerAndLongerDelays) {
  const RetrySpec retry{BackOff::Exponential, 3, Millis{10}, Millis{35}, 2, false, true};
  Waiting waiting({.timeout = Millis{1'000}, .retry = retry});
  waiting.record(1);
  waiting.fail(1);
  waiting.clock(9);
  EXPECT_EQ(waiting.told(), "call 1");
  waiting.clock(10);
  EXPECT_EQ(waiting.told(), "call 1");
  waiting.fail(1);
  waiting.clock(29);
  EXPECT_EQ(waiting.told(), "");
  waiting.clock(30);  // twice ten
  waiting.fail(1);
  waiting.clock(65);  // 35 and not 40
  EXPECT_EQ(waiting.told(), "call 1, call 1");
  waiting.fail(1);
  EXPECT_EQ(waiting.told(), "fails, result 1");  // three retries were allowed
}

TEST(AsyncWait, DelaysDoNotOverflow) {
  const RetrySpec retry{BackOff::Exponential,
                        9,
                        Millis{std::int64_t{1} << 60},
                        Millis{std::numeric_limits<std::int64_t>::max()},
                        1'000'000,
                        false,
                        true};
  Waiting waiting({.retry = retry});
  waiting.record(1);
  waiting.fail(1);
  waiting.clock(std::int64_t{1} << 60);
  waiting.fail(1);
  ASSERT_TRUE(waiting.wait().next_alarm().has_value());
  EXPECT_GT(*waiting.wait().next_alarm(), ProcessingTime(std::int64_t{1} << 60));
}

// Whatever is answered when: each record leaves once, in its place.
RC_GTEST_PROP(AsyncWaitProperty, GivesEachRecordOneResultInOrder, (std::vector<std::uint8_t> script)) {
  Waiting waiting({.order = AsyncOrder::Ordered, .capacity = 4, .timeout = Millis{50}});
  std::uint32_t records = 0;
  std::int64_t now = 0;
  for (const std::uint8_t step : script) {
    if (step % 3 == 0) {
      records += waiting.record(records) ? 1U : 0U;
    } else if (step % 3 == 1) {
      waiting.answer(1 + step % (records + 1));
    } else {
      waiting.clock(now += step % 7);
    }
  }
  for (AsyncToken token = 1; token <= records; ++token) waiting.answer(token);
  std::string results;
  std::string text = waiting.told();
  for (std::size_t at = text.find("result"); at != std::string::npos; at = text.find("result", at + 1)) {
    results += text.substr(at, text.find(',', at) - at) + ";";
  }
  std::string expected;
  for (std::uint32_t token = 1; token <= records; ++token) expected += "result " + std::to_string(token) + ";";
  RC_ASSERT(results == expected);
}

}  // namespace
}  // namespace wavetank::engine::testing

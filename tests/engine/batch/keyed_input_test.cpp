// A batch's keyed input: the order in which it is taken, and what the end of a key does (BX-02 to BX-05).
#include "engine/batch/keyed_input.hpp"

#include <string>

#include <gtest/gtest.h>

#include "engine/core/task.hpp"
#include "engine/operators/process/keyed_process.hpp"

namespace wavetank::engine::testing {
namespace {

// Tells of each record and timer. A record at t sets an event timer for t + 10 and a clock timer for t; an event timer
// sets both anew.
class Telling final : public ProcessFunction {
 public:
  explicit Telling(std::string& told) : told_(told) {}
  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  void on_record(const Record& record, ProcessContext& context) const override {
    tell("", record.time.ticks(), context);
    context.set_timer(saturating_add(record.time, Millis{10}));
    context.set_timer(ProcessingTime(record.time.ticks()));
  }
  void on_timer(EventTime time, ProcessContext& context) const override {
    tell("e", time.ticks(), context);
    context.set_timer(saturating_add(time, Millis{10}));
    context.set_timer(ProcessingTime(0));
  }
  void on_timer(ProcessingTime time, ProcessContext& context) const override { tell("p", time.ticks(), context); }

 private:
  void tell(const std::string& kind, std::int64_t time, ProcessContext& context) const {
    told_ += std::string(context.facts().keys.value(context.key(), context.facts().texts).text) + kind +
             std::to_string(time) + " ";
  }
  StateLayout layout_;
  std::string& told_;
};

class KeyedBatch : public ::testing::Test {
 protected:
  explicit KeyedBatch(InputOrder order = InputOrder::KeyByKey)
      : task_(spec(order)), state_(task_.open({}, moment(), effects_)) {}

  void take(std::string_view key, std::int64_t time) {
    const Cell text{static_cast<std::int64_t>(facts_.texts.intern(key)), false};
    const Record record{.time = EventTime(time), .row = kNoRow, .key = facts_.key(FieldType::Text, text)};
    task_.on_records(ChannelIndex{0}, std::span(&record, 1), moment(), state_, effects_);
  }
  void end() {
    task_.on_control(ChannelIndex{0}, {ControlKind::Watermark, EventTime::max()}, moment(), state_, effects_);
  }
  [[nodiscard]] std::size_t count(EffectKind kind) const {
    std::size_t count = 0;
    for (const Effects::Item& item : effects_.order()) count += item.kind == kind ? item.count : 0;
    return count;
  }

  std::string told_;
  Facts facts_;
  Effects effects_;

 private:
  [[nodiscard]] TaskSpec spec(InputOrder order) {
    TaskSpec spec;
    spec.op = &op_;
    spec.subtask = {0, 1, 128};
    spec.channels = {1};
    spec.orders = {order};
    return spec;
  }
  [[nodiscard]] Moment moment() { return {ProcessingTime(5), kNoCause, facts_}; }

  KeyedProcessOperator op_{std::make_unique<Telling>(told_)};
  Task task_;
  TaskState state_;
};

TEST_F(KeyedBatch, NothingIsTakenBeforeTheEnd) {
  take("a", 1);
  EXPECT_EQ(told_, "");
}

TEST_F(KeyedBatch, TakesKeyByKeyInTheOrderOfTimesAndFiresTheTimersOfEach) {  // BX-02, BX-04
  take("b", 3);
  take("a", 2);
  take("b", 1);
  take("a", 2);
  end();
  EXPECT_EQ(told_, "a2 a2 ae12 ap2 b1 b3 be11 be13 bp1 bp3 ");
}

TEST_F(KeyedBatch, TheHostHearsOfOneFinalWatermarkAndOfNoTimer) {
  take("a", 1);
  take("b", 2);
  effects_.clear();
  end();
  EXPECT_EQ(count(EffectKind::Controls), 1u);
  EXPECT_EQ(count(EffectKind::Asks), 0u);
}

TEST_F(KeyedBatch, AnEmptyInputEndsAsItDoesInStreaming) {
  end();
  EXPECT_EQ(told_, "");
  EXPECT_EQ(count(EffectKind::Controls), 1u);
}

class UnkeyedBatch : public KeyedBatch {
 protected:
  UnkeyedBatch() : KeyedBatch(InputOrder::ByTime) {}
};

// Keys that records carry from upstream once split a window of all records into one for each.
TEST_F(UnkeyedBatch, KeysFromUpstreamMeanNothing) {  // AS-14
  take("b", 3);
  take("a", 4);
  take("b", 1);
  end();
  EXPECT_EQ(told_.substr(0, 9), "b1 b3 a4 ");
}

TEST_F(KeyedBatch, TheSameEndTwiceTakesNothingTwice) {
  take("a", 1);
  end();
  const std::string once = told_;
  end();
  EXPECT_EQ(told_, once);
}

}  // namespace
}  // namespace wavetank::engine::testing

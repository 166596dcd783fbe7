// The broadcast process operator: rules reach all records after them, and all keys (PF-07, PF-08).
#include "engine/operators/process/broadcast_process.hpp"

#include <gtest/gtest.h>

#include "tests/engine/operators/process/process_story.hpp"

namespace wavetank::engine::testing {
namespace {

std::int64_t plus(std::int64_t a, std::int64_t b) { return wrapping_add(a, b); }

// Counts records by key and says each with the greeting that was broadcast last; the broadcast word "count" makes it
// say all counts, any other is the new greeting. A timer one millisecond later says goodbye.
class Greeter final : public BroadcastFunction {
 public:
  [[nodiscard]] const StateLayout& layout() const override { return layout_; }
  void on_record(const Record& record, RuledContext& context) const override {
    context.state(count_).add(1);
    const std::optional<TextId> greeting = context.rules(greetings_).get(0);
    const std::string word = greeting ? std::string(context.facts().texts.bytes(*greeting)) : "?";
    const std::string_view name = ProcessStory::text_of(record.row, context.facts());
    context.emit(ProcessStory::text_row(word + " " + std::string(name), context.facts()));
    context.set_timer(saturating_add(record.time, Millis{1}));
  }
  void on_broadcast(const Record& record, BroadcastContext& context) const override {
    const std::string_view word = ProcessStory::text_of(record.row, context.facts());
    if (word != "count") return context.rules(greetings_).put(0, context.facts().texts.intern(word));
    context.each_key(count_, [&](KeyId key, ReducingState<std::int64_t> count) {
      const std::string name(context.facts().keys.value(key, context.facts().texts).text);
      context.emit(ProcessStory::text_row(name + " " + std::to_string(*count.get()), context.facts()));
    });
  }
  void on_timer(EventTime /*time*/, RuledContext& context) const override {
    const std::size_t rules = context.rules(greetings_).entries().size();
    context.emit(ProcessStory::text_row("bye " + std::to_string(rules), context.facts()));
  }

 private:
  StateLayout layout_;
  ReducingHandle<std::int64_t> count_ = layout_.reducing<std::int64_t>("count", plus);
  BroadcastHandle<std::int64_t, TextId> greetings_ = layout_.broadcast<std::int64_t, TextId>("greetings");
};

class BroadcastProcess : public ::testing::Test {
 protected:
  std::string send(std::string_view key, std::string_view text, std::int64_t time) {
    return story.send({.key = key, .text = text, .time = EventTime(time)});
  }
  std::string tell(std::string_view text) { return story.send({.key = "", .text = text, .time = {}, .channel = 1}); }
  Facts facts;
  ProcessStory story{std::make_unique<BroadcastProcessOperator>(std::make_unique<Greeter>()), facts, 2};
};

TEST_F(BroadcastProcess, UsesTheRuleThatIsThereWhenTheRecordComes) {
  EXPECT_EQ(send("a", "anna", 1), "? anna@1");
  EXPECT_EQ(tell("hello"), "");
  EXPECT_EQ(send("a", "anna", 2), "hello anna@2");
}

TEST_F(BroadcastProcess, GoesThroughTheStateOfAllKeysInOrder) {  // DT-02: b has key group 22, a 81
  send("a", "x", 1);
  send("b", "x", 1);
  send("a", "x", 1);
  EXPECT_EQ(tell("count"), "b 1@0, a 2@0");
}

TEST_F(BroadcastProcess, FiresTimersOnTheWatermarkOfBothInputs) {  // PF-03
  send("a", "x", 4);
  tell("hello");
  EXPECT_EQ(story.watermark(9, 0), "");
  EXPECT_EQ(story.watermark(5, 1), "bye 1@5, W5");
}

TEST_F(BroadcastProcess, KeepsRulesCountsAndTimersOverARestore) {
  send("a", "x", 4);
  tell("hello");
  story.restore();
  EXPECT_EQ(tell("count"), "a 1@0");
  EXPECT_EQ(send("a", "anna", 4), "hello anna@4");
  story.watermark(9, 0);
  EXPECT_EQ(story.watermark(9, 1), "bye 1@5, W9");
}

}  // namespace
}  // namespace wavetank::engine::testing

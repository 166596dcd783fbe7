// Joins that are run whole: as batches, of null keys, of a stream with itself.
#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "scenarios/build/running.hpp"

namespace wavetank::build::testing {
namespace {

using namespace std::chrono_literals;

using Rows = std::vector<std::string>;
using Joined = std::function<Stream(const KeyedStream& orders, const KeyedStream& payments)>;

const std::vector<Event> kOrders = {at(1s, {"a", 10}), at(4s, {"b", 20}), at(6s, {Value{}, 5}), at(12s, {"a", 30})};
const std::vector<Event> kPayments = {at(2s, {"a", 1}), at(5s, {"c", 2}), at(7s, {Value{}, 3}), at(13s, {"a", 4})};

// What comes out, sorted; `change` has the last word on the pipeline.
Rows rows_of(const Joined& joined, const std::function<void(Pipeline&)>& change = [](Pipeline&) {}) {
  Pipeline pipeline("joined");
  const auto read = [&](const std::string& name, const std::vector<Event>& events) {
    SourceStream source = pipeline.source(name, {text("key"), int64("value")});
    source.watermarks(bounded(1s).on_each_record()).events(events);
    return source.named(name);
  };
  const Stream orders = read("orders", kOrders);
  joined(orders.key_by("key"), read("payments", kPayments).key_by("key")).sink("out");
  change(pipeline);
  const Ran ran = run(pipeline);
  for (const scenarios::InputError& error : ran.errors) ADD_FAILURE() << scenarios::to_text(error);
  Rows rows = ran.rows_of("out");
  std::ranges::sort(rows);
  return rows;
}
void as_batch(Pipeline& pipeline) { pipeline.as_batch(); }

TEST(JoinsInABatch, GiveWhatTheyGiveOfAStreamWithoutLateRows) {
  const std::vector<Joined> joins = {
      [](const auto& left, const auto& right) { return left.interval_join(right, {.lower = 0s, .upper = 5s}); },
      [](const auto& left, const auto& right) { return left.join(right); },
      [](const auto& left, const auto& right) { return right.temporal_join(left); },
      [](const auto& left, const auto& right) { return left.window_join(right, tumbling(10s)); },
  };
  for (const Joined& join : joins) {
    const Rows streamed = rows_of(join);
    EXPECT_FALSE(streamed.empty());
    EXPECT_EQ(rows_of(join, as_batch), streamed);
  }
}

TEST(JoinsInABatch, KnowEachVersionBeforeTheRowsThatComeAfterIt) {  // BX-02: both sides in the order of their times
  const Joined latest = [](const KeyedStream& orders, const KeyedStream& payments) {
    return payments.temporal_join(orders, {.time = TimeDomain::Processing});
  };
  EXPECT_EQ(rows_of(latest, as_batch),
            (Rows{"a value=1 right_key=a right_value=10", "a value=4 right_key=a right_value=30"}));
}

TEST(CoGroupsInABatch, GiveWhatTheyGiveOfAStream) {
  const Joined groups = [](const KeyedStream& orders, const KeyedStream& payments) {
    return orders.co_group(payments, tumbling(10s), {.left = {count().as("n")}, .right = {count().as("m")}});
  };
  const auto without_nulls = [](Pipeline& pipeline) {
    for (scenarios::Input& input : pipeline.scenario().inputs) {
      std::erase_if(std::get<std::vector<scenarios::InputEvent>>(input.events),
                    [](const scenarios::InputEvent& event) { return event.values[0] == Value{}; });
    }
  };
  const Rows streamed = rows_of(groups, without_nulls);
  EXPECT_EQ(streamed.size(), 4U);
  EXPECT_EQ(rows_of(groups, [&](Pipeline& pipeline) { without_nulls(pipeline.as_batch()); }), streamed);
}

TEST(NullKeys, MeetNobodyInAnyJoin) {  // RJ-06
  const Joined padded = [](const KeyedStream& orders, const KeyedStream& payments) {
    return orders.join(payments, {.kind = engine::JoinKind::Full});
  };
  const Rows rows = rows_of(padded);
  const auto has = [&](const std::string& row) { return std::ranges::count(rows, row) == 1; };
  EXPECT_TRUE(has("null value=5 right_key=null right_value=null"));
  EXPECT_TRUE(has("null value=null right_key=null right_value=3"));
  const Joined windowed = [](const KeyedStream& orders, const KeyedStream& payments) {
    return orders.window_join(payments, tumbling(10s));
  };
  EXPECT_EQ(rows_of(windowed), (Rows{"a value=10 right_key=a right_value=1", "a value=30 right_key=a right_value=4"}));
}

TEST(SelfJoins, HaveEachRowOnBothSides) {
  const Joined itself = [](const KeyedStream& orders, const KeyedStream& /*payments*/) {
    return orders.interval_join(orders, {.lower = 0s, .upper = 11s});
  };
  EXPECT_EQ(rows_of(itself), (Rows{"a value=10 right_key=a right_value=10", "a value=10 right_key=a right_value=30",
                                   "a value=30 right_key=a right_value=30", "b value=20 right_key=b right_value=20"}));
}

}  // namespace
}  // namespace wavetank::build::testing

// The two event queues, and both against a sorted map, which cannot be wrong about FIFO.
#include <map>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/kernel/heap_queue.hpp"
#include "sim/kernel/radix_heap_queue.hpp"

namespace wavetank::sim {
namespace {

// std::multimap inserts behind equal keys: the model of the order.
class QueueModel {
 public:
  void push(SimTime time, Slot slot) { events_.emplace(time, slot); }
  QueuedEvent pop() {
    const auto first = events_.begin();
    const QueuedEvent event{first->first, first->second};
    events_.erase(first);
    return event;
  }
  [[nodiscard]] std::optional<SimTime> next_time() const {
    if (events_.empty()) return std::nullopt;
    return events_.begin()->first;
  }
  [[nodiscard]] std::size_t size() const { return events_.size(); }

 private:
  std::multimap<SimTime, Slot> events_;
};

// One step of a queue's life. `delay` is cut to 2^(width % 41) so that ties, zero delays and long jumps occur.
struct QueueStep {
  std::uint64_t delay = 0;
  std::uint8_t width = 0;
  std::uint8_t kind = 0;  // of 8: 0..4 push, 5..7 pop
};

SimDuration delay_of(const QueueStep& step) {
  const std::uint64_t cut = step.delay & ((std::uint64_t{1} << (step.width % 41)) - 1);
  return SimDuration{static_cast<std::int64_t>(cut)};
}

rc::Gen<std::vector<QueueStep>> any_queue_life() {
  return rc::gen::container<std::vector<QueueStep>>(
      rc::gen::build<QueueStep>(rc::gen::set(&QueueStep::delay, rc::gen::arbitrary<std::uint64_t>()),
                                rc::gen::set(&QueueStep::width, rc::gen::arbitrary<std::uint8_t>()),
                                rc::gen::set(&QueueStep::kind, rc::gen::arbitrary<std::uint8_t>())));
}

void showValue(const QueueStep& step, std::ostream& out) {
  out << (step.kind % 8 < 5 ? "push +" : "pop ") << delay_of(step).count;
}

template <typename Queue>
void holds_the_models_order(const std::vector<QueueStep>& life) {
  Queue queue;
  QueueModel model;
  SimTime now;
  std::uint32_t slot = 0;
  for (const QueueStep& step : life) {
    if (step.kind % 8 < 5) {
      const SimTime time = saturating_add(now, delay_of(step));
      queue.push(time, Slot{slot});
      model.push(time, Slot{slot});
      slot += 1;
    } else if (model.size() > 0) {
      const QueuedEvent popped = queue.pop();
      RC_ASSERT(popped == model.pop());
      now = popped.time;
    }
    RC_ASSERT(queue.next_time() == model.next_time());
    RC_ASSERT(queue.size() == model.size());
  }
  while (model.size() > 0) RC_ASSERT(queue.pop() == model.pop());
  RC_ASSERT(queue.next_time() == std::nullopt);
}

RC_GTEST_PROP(QueueProperty, HeapPopsInTheModelsOrder, ()) { holds_the_models_order<HeapQueue>(*any_queue_life()); }

RC_GTEST_PROP(QueueProperty, RadixHeapPopsInTheModelsOrder, ()) {
  holds_the_models_order<RadixHeapQueue>(*any_queue_life());
}

// A long life by a fixed rule: thousands pending, many ties, jumps over many orders of magnitude.
template <typename Queue>
std::uint64_t digest_of_a_long_life() {
  Queue queue;
  std::uint64_t word = 1;
  for (std::uint32_t slot = 0; slot < 5'000; ++slot) {
    word = engine::mix(word, slot);
    queue.push(SimTime(static_cast<std::int64_t>(word >> (24 + word % 40))), Slot{slot});
  }
  for (int round = 0; round < 50'000; ++round) {
    const QueuedEvent event = queue.pop();
    word = engine::mix(word, static_cast<std::uint64_t>(event.slot));
    const std::uint64_t delay = word % 5 == 0 ? 0 : word >> (24 + word % 40);
    queue.push(saturating_add(event.time, SimDuration{static_cast<std::int64_t>(delay)}), event.slot);
  }
  while (queue.size() > 0) (void)queue.pop();
  return queue.order_digest();
}

TEST(QueueOrder, IsTheSameForBothQueuesOverALongLife) {
  EXPECT_EQ(digest_of_a_long_life<HeapQueue>(), digest_of_a_long_life<RadixHeapQueue>());
}

template <typename Queue>
class QueueContract : public testing::Test {
 protected:
  void push(std::int64_t time, std::uint32_t slot) { queue.push(SimTime(time), Slot{slot}); }
  QueuedEvent at(std::int64_t time, std::uint32_t slot) { return {SimTime(time), Slot{slot}}; }
  Queue queue;
};
using BothQueues = testing::Types<HeapQueue, RadixHeapQueue>;
TYPED_TEST_SUITE(QueueContract, BothQueues);

TYPED_TEST(QueueContract, PopsEventsOfOneInstantInTheOrderOfPushing) {
  for (const std::uint32_t slot : {9u, 3u, 7u}) this->push(5, slot);
  EXPECT_EQ(this->queue.pop(), this->at(5, 9));
  this->push(5, 1);
  EXPECT_EQ(this->queue.pop(), this->at(5, 3));
  EXPECT_EQ(this->queue.pop(), this->at(5, 7));
  EXPECT_EQ(this->queue.pop(), this->at(5, 1));
}

TYPED_TEST(QueueContract, AllowsAPushBeforeThePeekedTime) {
  this->push(1'000, 0);
  EXPECT_EQ(this->queue.next_time(), SimTime(1'000));
  this->push(3, 1);
  EXPECT_EQ(this->queue.next_time(), SimTime(3));
  EXPECT_EQ(this->queue.pop(), this->at(3, 1));
}

TYPED_TEST(QueueContract, RefusesAPushIntoThePast) {
  this->push(10, 0);
  (void)this->queue.pop();
  this->push(10, 1);
  EXPECT_THROW(this->push(9, 2), engine::InvariantViolation);
  EXPECT_EQ(this->queue.size(), 1u);
}

TYPED_TEST(QueueContract, RefusesTimesBeforeTheRunAndSlotsThatDoNotFit) {
  EXPECT_THROW(this->push(-1, 0), engine::InvariantViolation);
  EXPECT_THROW(this->push(0, std::uint32_t{1} << kSlotBits), engine::InvariantViolation);
  EXPECT_THROW((void)this->queue.pop(), engine::InvariantViolation);
}

TYPED_TEST(QueueContract, ReachesTheEndOfTime) {
  this->push(std::numeric_limits<std::int64_t>::max(), 1);
  this->push(0, 2);
  EXPECT_EQ(this->queue.pop(), this->at(0, 2));
  EXPECT_EQ(this->queue.pop(), this->at(std::numeric_limits<std::int64_t>::max(), 1));
}

TYPED_TEST(QueueContract, CanBeRewoundOnlyWhenEmpty) {
  this->push(10, 0);
  EXPECT_THROW(this->queue.rewind(SimTime(5)), engine::InvariantViolation);
  (void)this->queue.pop();
  this->queue.rewind(SimTime(5));
  this->push(6, 1);
  EXPECT_EQ(this->queue.pop(), this->at(6, 1));
}

TYPED_TEST(QueueContract, CopiesAndTheCopyGoesItsOwnWay) {
  for (std::uint32_t slot = 0; slot < 100; ++slot) this->push((slot * 37) % 50, slot);
  (void)this->queue.pop();
  TypeParam copy = this->queue;
  this->push(49, 100);
  for (int count = 0; count < 99; ++count) EXPECT_EQ(copy.pop(), this->queue.pop());
  EXPECT_EQ(copy.order_digest(), this->queue.order_digest());
  EXPECT_EQ(copy.size(), 0u);
  EXPECT_EQ(this->queue.size(), 1u);
}

TYPED_TEST(QueueContract, DigestTellsOrdersApart) {
  TypeParam other = this->queue;
  this->push(1, 0);
  this->push(2, 1);
  other.push(SimTime(2), Slot{1});
  other.push(SimTime(1), Slot{0});
  for (int count = 0; count < 2; ++count) {
    (void)this->queue.pop();
    (void)other.pop();
  }
  EXPECT_NE(this->queue.order_digest(), other.order_digest());
}

TEST(QueueNodeLimits, RefusesASequenceBeyondFortyBits) {
  EXPECT_EQ(QueueNode::of(SimTime(7), kSequenceMax, Slot{3}).event(), (QueuedEvent{SimTime(7), Slot{3}}));
  EXPECT_THROW((void)QueueNode::of(SimTime(7), kSequenceMax + 1, Slot{3}), engine::InvariantViolation);
}

}  // namespace
}  // namespace wavetank::sim

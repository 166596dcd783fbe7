#include "sim/kernel/kernel.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "sim/kernel/heap_queue.hpp"

namespace wavetank::sim {
namespace {

enum class TestActor : std::uint16_t {};
struct Ping {
  TestActor actor{};
  std::uint32_t number = 0;
};

// A kernel with what it needs to run, all of it copyable.
template <typename Queue>
struct TestWorld {
  explicit TestWorld(TiePolicy policy, Budgets budgets = {}) : kernel(TieBreaker(policy, streams), budgets) {}

  void at(std::int64_t time, std::uint32_t number) {
    handles.push_back(kernel.schedule(SimTime(time), {TestActor{7}, number}));
  }
  // "5:1 5:2": the time and number of each event left.
  std::string story() {
    std::string text;
    while (const auto ready = kernel.next(streams, tape)) {
      if (!text.empty()) text += ' ';
      text += std::to_string(ready->time.ticks()) + ":" + std::to_string(ready->event.number);
    }
    return text;
  }

  Streams streams{RootSeed{1}};
  Tape tape;
  Kernel<Ping, Queue> kernel;
  std::vector<EventHandle> handles;
};

class KernelOrder : public testing::Test {
 protected:
  TestWorld<RadixHeapQueue> world{TiePolicy::Fifo};
};

TEST_F(KernelOrder, IsByTimeThenByScheduling) {
  world.at(20, 1);
  world.at(10, 2);
  world.at(20, 3);
  world.at(0, 4);
  EXPECT_EQ(world.story(), "0:4 10:2 20:1 20:3");
  EXPECT_EQ(world.kernel.now(), SimTime(20));
  EXPECT_EQ(world.kernel.steps(), 4u);
}

TEST_F(KernelOrder, PutsAZeroDelayBehindItsInstant) {
  world.at(10, 1);
  world.at(10, 2);
  world.at(11, 3);
  (void)world.kernel.next(world.streams, world.tape);
  world.at(10, 4);
  EXPECT_EQ(world.story(), "10:2 10:4 11:3");
}

TEST_F(KernelOrder, RefusesThePast) {
  world.at(10, 1);
  (void)world.story();
  EXPECT_THROW(world.at(9, 2), engine::InvariantViolation);
  EXPECT_EQ(world.kernel.pending(), 0u);
}

TEST_F(KernelOrder, LeavesOutWhatWasCancelled) {
  for (std::uint32_t number = 0; number < 5; ++number) world.at(10, number);
  EXPECT_TRUE(world.kernel.cancel(world.handles[0]));
  EXPECT_TRUE(world.kernel.cancel(world.handles[3]));
  EXPECT_EQ(world.kernel.pending(), 3u);
  EXPECT_EQ(world.story(), "10:1 10:2 10:4");
  EXPECT_FALSE(world.kernel.cancel(world.handles[1]));
}

TEST_F(KernelOrder, TakesEventsBeforeACancelledOneThatWasLast) {
  world.at(100, 1);
  world.kernel.cancel(world.handles[0]);
  EXPECT_EQ(world.story(), "");
  EXPECT_EQ(world.kernel.now(), SimTime(0));
  world.at(50, 2);
  EXPECT_EQ(world.story(), "50:2");
}

TEST_F(KernelOrder, RunsUpToALimitAndMovesTheClockThere) {
  world.at(10, 1);
  world.at(30, 2);
  EXPECT_EQ(world.kernel.next_until(SimTime(20), world.streams, world.tape)->event.number, 1u);
  EXPECT_FALSE(world.kernel.next_until(SimTime(20), world.streams, world.tape).has_value());
  EXPECT_EQ(world.kernel.now(), SimTime(20));
  EXPECT_EQ(world.kernel.next_time_at_least(), SimTime(30));
  world.at(25, 3);
  EXPECT_EQ(world.story(), "25:3 30:2");
}

std::string finding_of(TestWorld<RadixHeapQueue>& world, std::int64_t delay) {
  try {
    while (const auto ready = world.kernel.next(world.streams, world.tape)) {
      world.at(ready->time.ticks() + delay, 0);
    }
  } catch (const Finding& finding) {
    EXPECT_EQ(finding.kind(), FindingKind::LiveProgress);
    return finding.what();
  }
  return "no finding";
}

TEST(KernelBudget, StopsAnInstantThatDoesNotEnd) {
  TestWorld<RadixHeapQueue> world(TiePolicy::Fifo, {.steps_per_run_max = 10'000, .steps_per_instant_max = 50});
  world.at(12'000'000'345, 0);
  EXPECT_EQ(finding_of(world, 0), "51 events at one instant 12.000000345 s; step 51, actor 7");
}

TEST(KernelBudget, StopsARunThatDoesNotEnd) {
  TestWorld<RadixHeapQueue> world(TiePolicy::Fifo, {.steps_per_run_max = 100, .steps_per_instant_max = 50});
  world.at(0, 0);
  EXPECT_EQ(finding_of(world, 1), "more than 100 steps in one run; at 0.000000100 s, step 101, actor 7");
}

TEST(KernelBudget, CountsEachInstantAnew) {
  TestWorld<RadixHeapQueue> world(TiePolicy::Fifo, {.steps_per_run_max = 1'000, .steps_per_instant_max = 3});
  for (std::uint32_t number = 0; number < 30; ++number) world.at(number / 3, number);
  EXPECT_NO_THROW((void)world.story());
  EXPECT_EQ(world.kernel.steps(), 30u);
}

// What one event of a made-up system does: schedules up to three more and sometimes cancels one.
template <typename Queue>
void act(TestWorld<Queue>& world, const Ready<Ping>& ready, StreamId stream) {
  if (world.kernel.pending() > 200) return;
  const std::uint64_t births = world.streams.below(stream, 4, world.tape);
  for (std::uint64_t birth = 0; birth < births; ++birth) {
    const std::uint64_t width = world.streams.below(stream, 30, world.tape);
    const std::uint64_t delay = world.streams.below(stream, std::uint64_t{1} << width, world.tape);
    world.at(ready.time.ticks() + static_cast<std::int64_t>(delay - delay % 3), ready.event.number + 1);
  }
  const std::uint64_t victim = world.streams.below(stream, 4 * world.handles.size(), world.tape);
  if (victim < world.handles.size()) world.kernel.cancel(world.handles[victim]);
}

// Hash of times and numbers over `steps` further events.
template <typename Queue>
std::uint64_t run_on(TestWorld<Queue>& world, int steps) {
  const StreamId stream = world.streams.stream("test/act");
  std::uint64_t hash = 0;
  for (int step = 0; step < steps; ++step) {
    const auto ready = world.kernel.next(world.streams, world.tape);
    if (!ready) break;
    hash = engine::mix(hash ^ ready->event.number, static_cast<std::uint64_t>(ready->time.ticks()));
    act(world, *ready, stream);
  }
  return engine::mix(hash, world.kernel.steps());
}

template <typename Queue>
TestWorld<Queue> started_world(TiePolicy policy, std::uint64_t seed) {
  TestWorld<Queue> world(policy);
  world.streams = Streams(RootSeed{seed});
  (void)world.streams.stream(kTieStream);
  for (std::uint32_t number = 0; number < 20; ++number) world.at(number / 5, number);
  return world;
}

TiePolicy any_policy() { return *rc::gen::element(TiePolicy::Fifo, TiePolicy::Random, TiePolicy::Adversarial); }

RC_GTEST_PROP(KernelProperty, BothQueuesGiveTheSameRunUnderEveryPolicy, ()) {
  const TiePolicy policy = any_policy();
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  auto fast = started_world<RadixHeapQueue>(policy, seed);
  auto obvious = started_world<HeapQueue>(policy, seed);
  RC_ASSERT(run_on(fast, 500) == run_on(obvious, 500));
  RC_ASSERT(fast.kernel.order_digest() == obvious.kernel.order_digest());
  RC_ASSERT(fast.kernel.pending() == obvious.kernel.pending());
}

RC_GTEST_PROP(KernelProperty, ACopyMadeAnywhereRunsOnIdentically, ()) {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  auto world = started_world<RadixHeapQueue>(any_policy(), seed);
  (void)run_on(world, *rc::gen::inRange(0, 300));
  auto fork = world;
  const std::uint64_t original = run_on(world, 300);
  RC_ASSERT(run_on(fork, 300) == original);
}

}  // namespace
}  // namespace wavetank::sim

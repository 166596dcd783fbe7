#include <algorithm>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "sim/kernel/kernel.hpp"

namespace wavetank::sim {
namespace {

struct Numbered {
  std::uint32_t number = 0;
};

class TiesAtOneInstant : public testing::Test {
 protected:
  // The order in which `count` events of one instant come.
  std::vector<std::uint32_t> order(TiePolicy policy, std::uint32_t count) {
    Kernel<Numbered> kernel(TieBreaker(policy, streams), Budgets{});
    for (std::uint32_t number = 0; number < count; ++number) kernel.schedule(SimTime(5), {number});
    std::vector<std::uint32_t> numbers;
    while (const auto ready = kernel.next(streams, tape)) numbers.push_back(ready->event.number);
    return numbers;
  }
  static std::vector<std::uint32_t> ascending(std::uint32_t count) {
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0u);
    return numbers;
  }
  std::uint64_t tie_draws() { return streams.draws(streams.stream(kTieStream)); }

  Streams streams{RootSeed{42}};
  Tape tape;
};

TEST_F(TiesAtOneInstant, FifoKeepsTheOrderOfSchedulingAndDrawsNothing) {
  EXPECT_EQ(order(TiePolicy::Fifo, 100), ascending(100));
  EXPECT_EQ(tie_draws(), 0u);
}

TEST_F(TiesAtOneInstant, AdversarialTurnsFifoRound) {
  std::vector<std::uint32_t> expected = ascending(100);
  std::reverse(expected.begin(), expected.end());
  EXPECT_EQ(order(TiePolicy::Adversarial, 100), expected);
  EXPECT_EQ(tie_draws(), 0u);
}

TEST_F(TiesAtOneInstant, RandomIsAPermutationOtherThanFifoAndDrawsForEachChoice) {
  std::vector<std::uint32_t> numbers = order(TiePolicy::Random, 100);
  EXPECT_NE(numbers, ascending(100));
  EXPECT_EQ(tie_draws(), 99u);
  std::sort(numbers.begin(), numbers.end());
  EXPECT_EQ(numbers, ascending(100));
}

TEST_F(TiesAtOneInstant, EveryPolicyIsAPermutationBeyondTheReadyBound) {
  const auto count = static_cast<std::uint32_t>(3 * kReadyEventsMax + 1);
  for (const TiePolicy policy : {TiePolicy::Random, TiePolicy::Adversarial}) {
    std::vector<std::uint32_t> numbers = order(policy, count);
    std::sort(numbers.begin(), numbers.end());
    EXPECT_EQ(numbers, ascending(count));
  }
}

TEST_F(TiesAtOneInstant, AdversarialTakesTheNewestOfTheReadyOnly) {
  const auto count = static_cast<std::uint32_t>(kReadyEventsMax + 10);
  EXPECT_EQ(order(TiePolicy::Adversarial, count).front(), kReadyEventsMax - 1);
}

TEST_F(TiesAtOneInstant, ATapeDecidesTheRank) {
  tape.set(kTieStream, 0, 2);
  tape.set(kTieStream, 1, 0);
  tape.set(kTieStream, 2, 99);  // clamped to the last of the two left
  EXPECT_EQ(order(TiePolicy::Random, 4), (std::vector<std::uint32_t>{2, 0, 3, 1}));
}

TEST_F(TiesAtOneInstant, AZeroDelayJoinsTheReadyOnesUnderAPolicy) {
  Kernel<Numbered> kernel(TieBreaker(TiePolicy::Adversarial, streams), Budgets{});
  kernel.schedule(SimTime(5), {0});
  kernel.schedule(SimTime(5), {1});
  EXPECT_EQ(kernel.next(streams, tape)->event.number, 1u);
  kernel.schedule(SimTime(5), {2});
  EXPECT_EQ(kernel.next(streams, tape)->event.number, 2u);
  EXPECT_EQ(kernel.next(streams, tape)->event.number, 0u);
}

TEST_F(TiesAtOneInstant, NeverReordersAcrossInstants) {
  Kernel<Numbered> kernel(TieBreaker(TiePolicy::Adversarial, streams), Budgets{});
  for (std::uint32_t number = 0; number < 20; ++number) kernel.schedule(SimTime(number / 2), {number});
  SimTime last;
  while (const auto ready = kernel.next(streams, tape)) {
    EXPECT_GE(ready->time, last);
    last = ready->time;
  }
  EXPECT_EQ(kernel.steps(), 20u);
}

TEST_F(TiesAtOneInstant, ACancelledEventIsNotAmongTheChoices) {
  Kernel<Numbered> kernel(TieBreaker(TiePolicy::Adversarial, streams), Budgets{});
  kernel.schedule(SimTime(5), {0});
  const EventHandle doomed = kernel.schedule(SimTime(5), {1});
  kernel.schedule(SimTime(5), {2});
  EXPECT_EQ(kernel.next(streams, tape)->event.number, 2u);
  EXPECT_TRUE(kernel.cancel(doomed));
  EXPECT_EQ(kernel.next(streams, tape)->event.number, 0u);
  EXPECT_FALSE(kernel.next(streams, tape).has_value());
}

}  // namespace
}  // namespace wavetank::sim

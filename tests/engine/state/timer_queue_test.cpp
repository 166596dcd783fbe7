// The timer queue: identity, order, and an obvious twin (TM-01, DT-01).
#include "engine/state/timer_queue.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace wavetank::engine::testing {
namespace {

// Some keys, interned in an order that is not that of their names.
struct TimerFacts {
  TimerFacts() {
    for (const char* name : {"mango", "kiwi", "fig", "apple", "lime", "banana", "cherry"}) {
      const Cell cell{static_cast<std::int64_t>(facts.texts.intern(name)), false};
      keys.push_back(facts.key(FieldType::Text, cell));
    }
    for (const std::int64_t start : {20, 0, 10}) {
      windows.push_back(facts.windows.intern({EventTime(start), EventTime(start + 10)}));
    }
    windows.push_back(kNoWindow);
  }
  [[nodiscard]] TimerOrder order() const { return {facts, kMaxParallelismDefault}; }

  Facts facts;
  std::vector<KeyId> keys;
  std::vector<WindowId> windows;
};

// What the order promises, in a form that sorts by itself: time, group, key bytes, whether in a window, its bounds.
using Rank = std::tuple<std::int64_t, std::size_t, std::string, bool, Window>;

Rank rank_of(const Timer& timer, const Facts& facts) {
  const bool in_window = timer.window != kNoWindow;
  return {timer.time, index_of(key_group(facts.keys.hash(timer.key), kMaxParallelismDefault)),
          std::string(facts.keys.value(timer.key, facts.texts).text), in_window,
          in_window ? facts.windows.window(timer.window) : Window{}};
}

std::vector<std::int64_t> times_of(const TimerQueue& queue) {
  std::vector<std::int64_t> times;
  queue.each([&](const Timer& timer) { times.push_back(timer.time); });
  return times;
}

TEST(TimerQueue, KeepsOneTimerPerTimeKeyAndWindow) {  // TM-01
  const TimerFacts with;
  TimerQueue queue;
  EXPECT_TRUE(queue.set({5, with.keys[0]}, with.order()));
  EXPECT_FALSE(queue.set({5, with.keys[0]}, with.order()));
  EXPECT_TRUE(queue.set({5, with.keys[1]}, with.order()));
  EXPECT_TRUE(queue.set({5, with.keys[0], with.windows[0]}, with.order()));
  EXPECT_EQ(queue.size(), 3u);
}

TEST(TimerQueue, RemovesWhatIsThereAndNothingElse) {
  const TimerFacts with;
  TimerQueue queue;
  EXPECT_FALSE(queue.remove({5, with.keys[0]}, with.order()));
  queue.set({5, with.keys[0]}, with.order());
  EXPECT_FALSE(queue.remove({6, with.keys[0]}, with.order()));
  EXPECT_TRUE(queue.remove({5, with.keys[0]}, with.order()));
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.next_time(), std::nullopt);
}

TEST(TimerQueue, GivesUpToAndWithTheLimit) {  // TM-03: inclusive
  const TimerFacts with;
  TimerQueue queue;
  for (const std::int64_t time : {9, 11, 10}) queue.set({time, with.keys[0]}, with.order());
  EXPECT_EQ(queue.take_due(10)->time, 9);
  EXPECT_EQ(queue.take_due(10)->time, 10);
  EXPECT_EQ(queue.take_due(10), std::nullopt);
  EXPECT_EQ(queue.next_time(), 11);
}

TEST(TimerQueue, ReachesBothEndsOfTime) {
  const TimerFacts with;
  TimerQueue queue;
  queue.set({EventTime::max().ticks(), with.keys[0]}, with.order());
  queue.set({EventTime::min().ticks(), with.keys[0]}, with.order());
  EXPECT_EQ(queue.take_due(EventTime::max().ticks())->time, EventTime::min().ticks());
  EXPECT_EQ(queue.take_due(EventTime::max().ticks())->time, EventTime::max().ticks());
}

TEST(TimerQueue, StaysInOrderThroughManyBlocks) {
  const TimerFacts with;
  TimerQueue queue;
  std::vector<std::int64_t> expected;
  for (std::int64_t i = 0; i < 5'000; ++i) {
    queue.set({(i * 1'237) % 5'000, with.keys[0]}, with.order());
    if (i % 10 == 0) expected.push_back(i);
  }
  for (std::int64_t time = 0; time < 5'000; ++time) {
    if (time % 10 != 0) queue.remove({time, with.keys[0]}, with.order());
  }
  EXPECT_EQ(times_of(queue), expected);
}

RC_GTEST_PROP(TimerQueueProperty, DoesWhatASortedMapDoes, ()) {
  const TimerFacts with;
  TimerQueue queue;
  std::map<Rank, Timer> twin;
  const auto steps = *rc::gen::container<std::vector<std::tuple<int, std::int64_t, int, int>>>(
      rc::gen::tuple(rc::gen::inRange(0, 10), rc::gen::inRange<std::int64_t>(-40, 400), rc::gen::inRange(0, 7),
                     rc::gen::inRange(0, 4)));
  for (const auto& [what, time, key, window] : steps) {
    const Timer timer{time, with.keys[static_cast<std::size_t>(key)], with.windows[static_cast<std::size_t>(window)]};
    const Rank rank = rank_of(timer, with.facts);
    if (what < 6) {
      RC_ASSERT(queue.set(timer, with.order()) == twin.emplace(rank, timer).second);
    } else if (what < 9) {
      RC_ASSERT(queue.remove(timer, with.order()) == (twin.erase(rank) == 1));
    } else if (const std::optional<Timer> due = queue.take_due(time)) {
      RC_ASSERT(*due == twin.begin()->second);
      twin.erase(twin.begin());
    } else {
      // What broke: RC_ASSERT overloads ||, and so looks at both sides.
      const bool none_is_due = twin.empty() || twin.begin()->second.time > time;
      RC_ASSERT(none_is_due);
    }
    RC_ASSERT(queue.size() == twin.size());
  }
  std::vector<Timer> left;
  queue.each([&](const Timer& timer) { left.push_back(timer); });
  RC_ASSERT(left.size() == twin.size());
  std::size_t at = 0;
  for (const auto& [rank, timer] : twin) RC_ASSERT(left[at++] == timer);
}

// The same with thousands of timers, so that blocks fill, split and are joined.
RC_GTEST_PROP(TimerQueueProperty, DoesSoInManyBlocks, (std::uint32_t seed)) {
  const TimerFacts with;
  TimerQueue queue;
  std::map<Rank, Timer> twin;
  std::uint64_t random = seed;
  for (int i = 0; i < 4'000; ++i) {
    random = mix(random, 0x7157);
    const Timer timer{static_cast<std::int64_t>((random >> 8) % 3'000), with.keys[random % 7]};
    const bool removes = i % 1'000 > 600;
    const Rank rank = rank_of(timer, with.facts);
    if (removes) {
      RC_ASSERT(queue.remove(timer, with.order()) == (twin.erase(rank) == 1));
    } else {
      RC_ASSERT(queue.set(timer, with.order()) == twin.emplace(rank, timer).second);
    }
  }
  for (const auto& [rank, timer] : twin) RC_ASSERT(queue.take_due(timer.time) == timer);
  RC_ASSERT(queue.empty());
}

}  // namespace
}  // namespace wavetank::engine::testing

// Producer to log to source: what has no channel, and so no order of its own.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::transport_tests {
namespace {

using cluster_tests::at_ms;
using cluster_tests::Ran;
using cluster_tests::Tank;
using engine::EventTime;

TEST(Transport, TakesItsDelayForEveryMessage) {
  Tank tank({.transport_ns = {at_ms(3).ticks()}});
  const Ran ran = tank.send({1, "a", EventTime(1)}).send({2, "b", EventTime(2)}).run();
  const std::vector<std::int64_t> expected{at_ms(4).ticks(), at_ms(5).ticks()};
  EXPECT_EQ(ran.times(EventKind::LogAppend), expected);
}

RC_GTEST_PROP(TransportProperty, LosesNothingAndCountsOffsetsWithoutGaps, ()) {
  Tank tank({.partitions = 3, .sources = 2, .transport_ns = {0, 50'000'000}});
  const int events = *rc::gen::inRange(0, 60);
  for (int n = 0; n < events; ++n) tank.send({n / 4, "a", EventTime(n), static_cast<std::uint32_t>(n % 3)});
  const Ran ran = tank.run(*rc::gen::arbitrary<std::uint64_t>());
  std::vector<std::uint64_t> next(3);
  std::vector<std::uint64_t> read(3);
  for (const TraceEvent& event : ran.events) {
    const std::uint64_t partition = event.a >> 48;
    const std::uint64_t offset = event.a & 0xffff'ffff'ffffU;
    if (event.kind == EventKind::LogAppend) RC_ASSERT(offset == next.at(partition)++);
    if (event.kind == EventKind::SourceEmit) RC_ASSERT(offset == read.at(partition)++);
  }
  RC_ASSERT(next == read);
  RC_ASSERT(next[0] + next[1] + next[2] == static_cast<std::uint64_t>(events));
}

TEST(Transport, EndsEachPartitionOnceAfterTheLastArrival) {
  Tank tank({.partitions = 2, .transport_ns = {at_ms(0).ticks(), at_ms(30).ticks()}});
  tank.send({1, "a", EventTime(1), 0}).send({2, "b", EventTime(2), 1}).send({3, "c", EventTime(3), 0});
  const Ran ran = tank.run(9);
  EXPECT_EQ(ran.count(EventKind::LogEnd), 2u);
  EXPECT_EQ(ran.times(EventKind::LogEnd).front(), ran.times(EventKind::LogAppend).back());
  EXPECT_EQ(ran.count(EventKind::SourceEnd), 1u);
}

TEST(Transport, OfAnEmptyInputEndsAtOnce) {
  const Ran ran = Tank({.partitions = 2}).run();
  EXPECT_EQ(ran.count(EventKind::LogEnd), 2u);
  EXPECT_EQ(ran.count(EventKind::SourceEnd), 1u);
}

}  // namespace
}  // namespace wavetank::sim::transport_tests

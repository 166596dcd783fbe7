// Each fault: its effect measured exactly, and nothing moved when it is off.
#include <map>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::fault_tests {
namespace {

using cluster_tests::at_ms;
using cluster_tests::clog;
using cluster_tests::Layout;
using cluster_tests::on_transport;
using cluster_tests::Ran;
using cluster_tests::stall;
using cluster_tests::Tank;
using engine::EventTime;
using Times = std::vector<std::int64_t>;

Times ms(std::initializer_list<std::int64_t> counts) {
  Times times;
  for (const std::int64_t count : counts) times.push_back(at_ms(count).ticks());
  return times;
}

// No watermarks, so that every message is a record.
Tank quiet_tank(Layout layout = {}) {
  layout.watermark.kind = engine::GeneratorKind::None;
  Tank tank(layout);
  tank.plan.inputs.front().end = StreamEnd::Hold;
  return tank;
}

// The amounts of the effects, in the order in which they happened.
Times effects(const Ran& ran) {
  Times amounts;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::FaultEffect) amounts.push_back(static_cast<std::int64_t>(event.b));
  }
  return amounts;
}

Times taken(const Tank& tank, const Ran& ran, std::uint32_t task) {
  return ran.times(EventKind::RecordIn, tank.plan.task(task));
}

TEST(LinkClog, HoldsWhatIsSentAndReleasesItInOrder) {
  Tank tank = quiet_tank();
  for (const std::int64_t at : {1, 2, 5, 8, 12}) tank.send({at, "a", EventTime(at)});
  tank.add(clog(0, {2, 10}));
  const Ran ran = tank.run();
  EXPECT_EQ(taken(tank, ran, tank.window(0)), ms({1, 10, 10, 10, 12}));
  EXPECT_EQ(effects(ran), ms({8, 5, 2}));
  EXPECT_EQ(ran.times(EventKind::FaultBegin), ms({2}));
  EXPECT_EQ(ran.times(EventKind::FaultEnd), ms({10}));
}

TEST(LinkClog, HoldsNothingThatWouldComeLaterAnyway) {
  Tank tank = quiet_tank({.link_ns = {at_ms(20).ticks()}});
  tank.send({5, "a", EventTime(5)}).add(clog(0, {2, 10}));
  const Ran ran = tank.run();
  EXPECT_EQ(taken(tank, ran, tank.window(0)), ms({25}));
  EXPECT_EQ(effects(ran), Times());
}

// What broke: the end of one clog lifted another on the same channel that was to hold longer.
TEST(LinkClog, IsNotLiftedByTheEndOfAnother) {
  for (const bool long_one_first : {true, false}) {
    Tank tank = quiet_tank();
    for (const std::int64_t at : {1, 5, 7, 9}) tank.send({at, "a", EventTime(at)});
    tank.add(long_one_first ? clog(0, {2, 12}) : clog(0, {2, 6}));
    tank.add(long_one_first ? clog(0, {4, 6}) : clog(0, {4, 12}));
    EXPECT_EQ(taken(tank, tank.run(), tank.window(0)), ms({1, 12, 12, 12}));
  }
}

TEST(LinkClog, OnATransportHoldsUntilItIsLifted) {
  Tank tank = quiet_tank();
  tank.send({1, "a", EventTime(1)}).send({4, "b", EventTime(4)}).send({6, "c", EventTime(6)});
  tank.add(on_transport("link-clog", FaultRule::LinkClog, {3, 9}));
  const Ran ran = tank.run();
  EXPECT_EQ(ran.times(EventKind::LogAppend), ms({1, 9, 9}));
  EXPECT_EQ(ran.log(), "a b c");
  EXPECT_EQ(effects(ran), ms({5, 3}));
}

TEST(LinkDuplicate, DeliversTheCopiesBesidesTheMessage) {
  Tank tank = quiet_tank();
  tank.send({1, "a", EventTime(1)}).send({20, "b", EventTime(2)});
  FaultPlan fault = on_transport("link-duplicate", FaultRule::LinkDuplicate, {0, 10});
  fault.copies = 2;
  const Ran ran = tank.add(fault).run();
  EXPECT_EQ(ran.times(EventKind::LogAppend), ms({1, 6, 11, 20}));
  EXPECT_EQ(ran.log(), "a a a b");
  EXPECT_EQ(effects(ran), Times({2}));
}

TEST(LinkDuplicate, KeepsTheLogOpenForCopiesOfTheLastMessage) {
  Tank tank({});
  FaultPlan fault = on_transport("link-duplicate", FaultRule::LinkDuplicate, {0, 10});
  fault.copies = 3;
  const Ran ran = tank.send({1, "a", EventTime(1)}).add(fault).run();
  EXPECT_EQ(ran.results(), "a [0,10) = 4");
  EXPECT_EQ(ran.times(EventKind::LogEnd), ms({16}));
}

TEST(LinkReorder, HoldsAMessageBackSoThatLaterOnesOvertake) {
  Tank tank = quiet_tank();
  tank.send({1, "a", EventTime(1)}).send({3, "b", EventTime(3)}).send({7, "c", EventTime(7)});
  const Ran ran = tank.add(on_transport("link-reorder", FaultRule::LinkReorder, {0, 2})).run();
  EXPECT_EQ(ran.log(), "b a c");
  EXPECT_EQ(ran.times(EventKind::LogAppend), ms({3, 6, 7}));
  EXPECT_EQ(effects(ran), ms({5}));
}

TEST(LinkLoss, SendsAgainUntilTheMessageArrives) {
  Tank tank = quiet_tank();
  tank.send({1, "a", EventTime(1)}).send({2, "b", EventTime(2)});
  const Ran ran = tank.add(on_transport("link-loss", FaultRule::LinkLoss, {0, 9})).run();
  EXPECT_EQ(ran.times(EventKind::LogAppend), ms({11, 12}));  // lost at 1 and 6, 2 and 7
  EXPECT_EQ(effects(ran), ms({5, 5, 5, 5}));
  EXPECT_EQ(ran.count(EventKind::ProducerSend), 2u);
}

TEST(LinkLoss, ThatNeverEndsIsAFinding) {
  Tank tank = quiet_tank();
  tank.send({1, "a", EventTime(1)});
  FaultPlan fault = on_transport("link-loss", FaultRule::LinkLoss, {0, 1});
  fault.until = SimTime::max();
  tank.add(fault);
  EXPECT_THROW((void)tank.run(), Finding);
}

RC_GTEST_PROP(LinkLossProperty, DeliversEverythingOnce, ()) {
  Tank tank({.transport_ns = {0, 4'000'000}});
  const int events = *rc::gen::inRange(0, 40);
  for (int n = 0; n < events; ++n) tank.send({n, "a", EventTime(5)});
  FaultPlan fault = on_transport("link-loss", FaultRule::LinkLoss, {0, 30});
  fault.chance = {1, 2};
  const Ran ran = tank.add(fault).run(*rc::gen::arbitrary<std::uint64_t>());
  std::map<std::uint32_t, int> arrivals;
  for (const TraceEvent& event : ran.events) {
    if (event.kind == EventKind::LogAppend) ++arrivals[event.cause];
  }
  RC_ASSERT(arrivals.size() == static_cast<std::size_t>(events));
  for (const auto& [sent, count] : arrivals) RC_ASSERT(count == 1);
}

// A key for each of the two subtasks.
struct TwoKeys {
  std::string first;
  std::string second;
};
TwoKeys keys_of(Tank& tank) {
  TwoKeys keys;
  for (const char letter : std::string_view("abcdefgh")) {
    (tank.owner(std::string(1, letter)) == 0 ? keys.first : keys.second) = std::string(1, letter);
  }
  return keys;
}

TEST(ThreadStall, DelaysOnlyItsTask) {
  Tank tank = quiet_tank({.windows = 2});
  const TwoKeys keys = keys_of(tank);
  ASSERT_FALSE(keys.first.empty() || keys.second.empty());
  for (const std::int64_t at : {1, 4, 6, 11}) {
    tank.send({at, keys.first, EventTime(at)}).send({at, keys.second, EventTime(at)});
  }
  const Ran ran = tank.add(stall(tank.window(0), {3, 10})).run();
  EXPECT_EQ(taken(tank, ran, tank.window(0)), ms({1, 10, 10, 11}));
  EXPECT_EQ(taken(tank, ran, tank.window(1)), ms({1, 4, 6, 11}));
  EXPECT_EQ(effects(ran), ms({6, 4}));
}

TEST(ThreadStall, OfASourceDelaysItsReadingAndItsTicks) {
  Tank tank({.watermark = cluster_tests::on_ticks(4)});
  tank.plan.inputs.front().end = StreamEnd::Hold;
  tank.send({1, "a", EventTime(1)}).send({6, "a", EventTime(6)});
  const Ran ran = tank.add(stall(tank.source(0), {3, 10})).run();
  EXPECT_EQ(ran.times(EventKind::LogAppend), ms({1, 6}));
  EXPECT_EQ(ran.times(EventKind::SourceEmit), ms({1, 10}));
  EXPECT_EQ(ran.times(EventKind::TimerFire), ms({10, 12}));
}

TEST(ThreadStall, IsNotLiftedByTheEndOfAnother) {
  for (const bool long_one_first : {true, false}) {
    Tank tank = quiet_tank();
    for (const std::int64_t at : {1, 5, 7}) tank.send({at, "a", EventTime(at)});
    tank.add(long_one_first ? stall(tank.window(0), {2, 12}) : stall(tank.window(0), {2, 6}));
    tank.add(long_one_first ? stall(tank.window(0), {4, 6}) : stall(tank.window(0), {4, 12}));
    EXPECT_EQ(taken(tank, tank.run(), tank.window(0)), ms({1, 12, 12}));
  }
}

// A run in which everything that draws is drawing.
Tank drawing_tank() {
  Tank tank({.partitions = 2, .sources = 2, .windows = 2, .transport_ns = {0, 9'000'000}, .link_ns = {0, 2'000'000}});
  tank.plan.ties = TiePolicy::Random;
  tank.plan.batch_records = 3;
  tank.plan.until = at_ms(1000);
  for (std::int64_t n = 0; n < 40; ++n) {
    tank.send({n, n % 3 == 0 ? "a" : "b", EventTime(n), static_cast<std::uint32_t>(n % 2)});
  }
  return tank;
}

TEST(FaultsThatAreOff, LeaveTheFingerprintAsItIs) {
  const Fingerprint without = drawing_tank().run(3).fingerprint;
  const std::vector<FaultPlan> faults = {
      clog(0, {2000, 2001}),
      stall(0, {2000, 2001}),
      on_transport("link-clog", FaultRule::LinkClog, {2000, 2001}),
      on_transport("link-duplicate", FaultRule::LinkDuplicate, {2000, 2001}),
      on_transport("link-reorder", FaultRule::LinkReorder, {2000, 2001}),
      on_transport("link-loss", FaultRule::LinkLoss, {2000, 2001}),
  };
  for (const FaultPlan& fault : faults) {
    Tank tank = drawing_tank();
    EXPECT_EQ(tank.add(fault).run(3).fingerprint, without) << fault.id;
  }
}

TEST(FaultsThatAreOff, DrawOnlyFromTheirOwnStreams) {
  const Ran without = drawing_tank().run(3);
  Tank tank = drawing_tank();
  FaultPlan fault = on_transport("link-loss", FaultRule::LinkLoss, {0, 500});
  fault.chance = kNever;
  const Ran armed = tank.add(fault).run(3);
  EXPECT_EQ(armed.count(EventKind::FaultBegin), 1u);
  EXPECT_EQ(armed.times(EventKind::LogAppend), without.times(EventKind::LogAppend));
  EXPECT_EQ(armed.times(EventKind::RecordIn), without.times(EventKind::RecordIn));
  EXPECT_EQ(armed.results(), without.results());
}

}  // namespace
}  // namespace wavetank::sim::fault_tests

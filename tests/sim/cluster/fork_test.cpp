// The world is a value: a copy made anywhere runs on as the original does.
#include <array>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/sim/cluster/tank.hpp"

namespace wavetank::sim::fork_tests {
namespace {

using cluster_tests::Layout;
using cluster_tests::Ran;
using cluster_tests::Tank;
using engine::EventTime;

// Everything that can wait is waiting somewhere in it: transport, log, channels, timers, windows, reports and
// announcements, faults.
Tank busy_tank(TiePolicy ties) {
  Layout layout{.partitions = 3, .sources = 2, .windows = 2, .transport_ns = {0, 9'000'000}, .link_ns = {0, 3'000'000}};
  layout.watermark = cluster_tests::on_ticks(4);
  layout.watermark.bound = engine::Millis{3};
  layout.watermark.idle_timeout = engine::Millis{9};
  layout.allowed_lateness = engine::Millis{5};
  layout.alignment = {.update_interval = engine::Millis{5}, .samples = 1};
  layout.alignment.idle_paused = engine::IdlePausedSplit::IsResumed;
  layout.max_drift = engine::Millis{2};
  layout.coordinator_ns = {0, 7'000'000};
  Tank tank(layout);
  tank.plan.ties = ties;
  tank.plan.batch_records = 4;
  constexpr std::string_view kKeys[] = {"a", "b", "c", "d", "e"};
  for (std::int64_t n = 0; n < 60; ++n) {
    tank.send({n, kKeys[n % 5], EventTime(n - n * n % 7), static_cast<std::uint32_t>(n % 3)});
  }
  FaultPlan duplicate = cluster_tests::on_transport("link-duplicate", FaultRule::LinkDuplicate, {5, 40});
  duplicate.chance = {1, 3};
  FaultPlan loss = cluster_tests::on_transport("link-loss", FaultRule::LinkLoss, {0, 30});
  loss.chance = {1, 4};
  tank.add(duplicate).add(loss);
  tank.add(cluster_tests::clog(0, {10, 25})).add(cluster_tests::stall(tank.window(1), {15, 22}));
  return tank;
}

// One plan and one set of facts that several worlds share, each with its own record.
struct Bench {
  explicit Bench(const Tank& tank) : plan(tank.plan), facts(tank.facts) {}

  Ran run_on(World& world) {
    cluster_tests::Keep keep;
    Recorder recorder(facts);
    recorder.attach(keep);
    Runner({plan, facts, tape, recorder}).run(world);
    return {std::move(keep.events), facts, world.head.fingerprint, world.failed};
  }
  World start(std::uint64_t seed) {
    World world(plan, RootSeed{seed});
    Recorder silent(facts);
    Runner({plan, facts, tape, silent}).start(world);
    return world;
  }
  void step(World& world, int steps) {
    Recorder silent(facts);
    Runner runner({plan, facts, tape, silent});
    for (int n = 0; n < steps && runner.step(world); ++n) {}
  }

  const Plan& plan;
  engine::Facts facts;
  Tape tape;
};

TiePolicy any_policy() { return *rc::gen::element(TiePolicy::Fifo, TiePolicy::Random, TiePolicy::Adversarial); }

RC_GTEST_PROP(Fork, RunsOnAsTheOriginalWhereverItIsMade, ()) {
  const Tank tank = busy_tank(any_policy());
  Bench bench(tank);
  World world = bench.start(*rc::gen::arbitrary<std::uint64_t>());
  bench.step(world, *rc::gen::inRange(0, 400));
  World fork = world;
  const Ran original = bench.run_on(world);
  const Ran copy = bench.run_on(fork);  // after the original has finished, with the facts it left
  RC_ASSERT(copy.text() == original.text());
  RC_ASSERT(copy.fingerprint == original.fingerprint);
}

RC_GTEST_PROP(Fork, MayRunInTurnsWithTheOriginalOnOneRunner, ()) {
  const Tank tank = busy_tank(any_policy());
  Bench bench(tank);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  World world = bench.start(seed);
  bench.step(world, *rc::gen::inRange(0, 400));
  World fork = world;
  Recorder silent(bench.facts);
  Runner runner({bench.plan, bench.facts, bench.tape, silent});
  bool original = true;
  bool copy = true;
  while (original || copy) {
    original = original && runner.step(world);
    copy = copy && runner.step(fork);
  }
  RC_ASSERT(world.head.fingerprint == fork.head.fingerprint);
  RC_ASSERT(fork.head.fingerprint == tank.run(seed).fingerprint);
}

TEST(Fork, AssignedOverAnOldWorldIsAsGoodAsNew) {
  const Tank tank = busy_tank(TiePolicy::Random);
  Bench bench(tank);
  World world = bench.start(5);
  bench.step(world, 100);
  const World saved = world;
  const Ran first = bench.run_on(world);
  world = saved;
  const Ran second = bench.run_on(world);
  EXPECT_EQ(second.text(), first.text());
  EXPECT_EQ(second.fingerprint, first.fingerprint);
}

TEST(Fork, GoesItsOwnWayWithAnotherTape) {
  const Tank tank = busy_tank(TiePolicy::Random);
  Bench bench(tank);
  World world = bench.start(5);
  World fork = world;
  const Ran original = bench.run_on(world);
  bench.tape.set("link/events -> log/delay", 0, kPositions - 1);
  const Ran other = bench.run_on(fork);
  EXPECT_NE(other.fingerprint, original.fingerprint);
}

// What broke: a runner that had seen a job fail in the middle of a step closed that world's messages in the next.
TEST(Fork, OfAnotherWorldRunsOnARunnerThatSawAJobFail) {
  Layout layout;
  layout.watermark.kind = engine::GeneratorKind::None;
  Tank tank(layout);
  tank.send({1, "a", EventTime(1)}).send({1, "a", EventTime(2)});
  const engine::SchemaId schema = tank.facts.rows.add_schema({"events", {{"key", engine::FieldType::Text}}});
  const std::array null{engine::Cell{0, true}};
  tank.plan.batch_records = 16;
  Tank failing(layout);
  failing.send({1, "a", EventTime(1)});
  failing.plan.batch_records = 16;
  const engine::RowId keyless = failing.facts.row(schema, engine::RowKind::Insert, null);
  failing.plan.inputs.front().script.push_back({cluster_tests::at_ms(1), EventTime(1), keyless, 0});

  Bench bench(failing);
  Recorder silent(bench.facts);
  Runner runner({bench.plan, bench.facts, bench.tape, silent});
  bool failed = false;
  bool passed = false;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    World world(bench.plan, RootSeed{seed});
    runner.start(world);
    ASSERT_NO_THROW(runner.run(world));
    failed = failed || world.failed;
    passed = passed || world.head.next > 1;
  }
  EXPECT_TRUE(failed);
  EXPECT_TRUE(passed);
}

}  // namespace
}  // namespace wavetank::sim::fork_tests

// det-fork: a world copied anywhere runs on as the unbroken run does.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/determinism/catalogue.hpp"
#include "tests/determinism/divergence.hpp"
#include "tests/determinism/drawing.hpp"

namespace wavetank::determinism {
namespace {

using scenarios::Scenario;

struct Forked {
  sim::Fingerprint original;
  sim::Fingerprint fork;
};

// Copies the world after `steps`, runs the original to its end, then the copy.
Forked run_forked(const Scenario& scenario, std::uint64_t seed, int steps) {
  scenarios::RunOptions options;
  options.seed = seed;
  const scenarios::Prepared prepared = scenarios::prepare(scenario, options);
  const sim::Plan& plan = *prepared.run->plan;
  engine::Facts facts = *prepared.run->facts;
  sim::Recorder recorder(facts);
  sim::Tape tape;
  sim::Runner runner({plan, facts, tape, recorder});
  sim::World world(plan, sim::RootSeed{seed});
  runner.start(world);
  for (int step = 0; step < steps && runner.step(world); ++step) {}
  sim::World fork = world;
  runner.run(world);
  runner.run(fork);
  return {world.head.fingerprint, fork.head.fingerprint};
}

RC_GTEST_PROP(DetFork, HoldsForEveryScenarioOfTheCatalogue, ()) {
  const std::vector<std::string> files = scenario_files(WT_CATALOGUE);
  RC_ASSERT(!files.empty());
  const Scenario scenario = read_or_throw(*rc::gen::elementOf(files));
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const Forked forked = run_forked(scenario, seed, *rc::gen::inRange(0, 1'000));
  RC_ASSERT(forked.original == run_once(scenario, seed).fingerprint);
  RC_ASSERT(forked.fork == forked.original);
}

RC_GTEST_PROP(DetFork, HoldsWhereEverythingDraws, ()) {
  Scenario scenario = drawing_scenario();
  scenario.ties = *rc::gen::element(sim::TiePolicy::Fifo, sim::TiePolicy::Random, sim::TiePolicy::Adversarial);
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const Forked forked = run_forked(scenario, seed, *rc::gen::inRange(0, 4'000));
  RC_ASSERT(forked.original == run_once(scenario, seed).fingerprint);
  RC_ASSERT(forked.fork == forked.original);
}

}  // namespace
}  // namespace wavetank::determinism

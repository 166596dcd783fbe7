// Batches against the oracle, for windows of every kind.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "tests/properties/bounded/bounded_runs.hpp"

namespace wavetank::properties::testing {
namespace {

// Second windows, too.
scenarios::Scenario batch_of(Draft draft, std::uint64_t seed) {
  draft.knobs[static_cast<std::size_t>(Knob::End)] = 0;
  draft.knobs[static_cast<std::size_t>(Knob::Table)] = 0;  // a batch has no joins
  scenarios::Scenario scenario = as_batch(to_scenario(draft, seed));
  scenario.until.reset();  // BX-06
  return scenario;
}

RC_GTEST_PROP(Batch, AgreesWithTheOracle, ()) {
  const Draft draft = *any_draft();
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  RC_ASSERT(findings_of(batch_of(draft, seed)) == "");
}

// What broke: a batch that failed at its end "had not failed with" the record that made it fail, which had arrived long
// before.
TEST(Batch, AgreesWithTheOracleOnTheFirstSeeds) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    EXPECT_EQ(findings_of(batch_of(draft_of(seed), seed)), "") << "seed " << seed;
  }
}

// What broke: the operator asked the host for no timer at the end of time, and a batch's key did not fire it (BX-04).
TEST(Batch, AClockTimerAtTheEndOfTimeFiresWhenItsKeyEnds) {
  Draft draft;
  draft.events.push_back({});
  draft.knobs[static_cast<std::size_t>(Knob::Assigner)] = 4;  // the global window,
  draft.knobs[static_cast<std::size_t>(Knob::Trigger)] = 4;   // which speaks when the clock reaches its end
  const BoundedRun batched(as_batch(ending(draft, 1)));
  EXPECT_EQ(batched.counts().size(), 1U);
  EXPECT_TRUE(batched.left().empty());
  EXPECT_TRUE(BoundedRun(ending(draft, 1)).counts().empty());
}

TEST(Batch, DropsNothingWhereStreamingDoes) {
  std::uint64_t streamed = 0;
  std::uint64_t batched = 0;
  const auto refused = [](const scenarios::Run& run) {
    return std::ranges::count_if(run.trace.events, [](const sim::TraceEvent& event) {
      return event.kind == sim::EventKind::RecordDrop || event.kind == sim::EventKind::RecordSide;
    });
  };
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const scenarios::Scenario scenario = ending(draft_of(seed), seed);
    streamed += static_cast<std::uint64_t>(refused(run_of(scenario)));
    batched += static_cast<std::uint64_t>(refused(run_of(as_batch(scenario))));
  }
  EXPECT_GT(streamed, 50u);
  EXPECT_EQ(batched, 0u);
}

}  // namespace
}  // namespace wavetank::properties::testing

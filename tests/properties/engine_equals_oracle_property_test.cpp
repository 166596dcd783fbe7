// Engine and oracle side by side over generated streams, bounds, latenesses, wirings and faults: the judge, which
// holds the engine's every result against the oracle's, finds nothing.
#include <cstdint>
#include <iostream>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties {

// RapidCheck prints a counterexample with it.
static void showValue(const Draft& draft, std::ostream& out) {  // NOLINT(readability-identifier-naming)
  out << "knobs";
  for (std::size_t i = 0; i < kKnobs; ++i) {
    if (draft.knobs[i] > 0) out << " " << i << "=" << draft.knobs[i];
  }
  for (const DraftEvent& event : draft.events) {
    out << "; +" << event.gap << " -" << event.delay << " key " << event.key << " value " << event.value
        << " partition " << event.partition << " input " << event.input;
  }
}

namespace testing {
namespace {

RC_GTEST_PROP(EngineAndOracle, AgreeOnEveryDraft, ()) {
  const Draft draft = *any_draft();
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  const std::string findings = findings_of(to_scenario(draft, seed));
  if (!findings.empty()) showValue(draft, std::cerr);
  RC_ASSERT(findings == "");
}

TEST(EngineAndOracle, AgreeOnTheFirstSeeds) {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    EXPECT_EQ(findings_of(to_scenario(draft_of(seed), seed)), "") << "seed " << seed;
  }
}

// The oracle asks no profile: as shipped or repaired, results follow from what arrived.
TEST(EngineAndOracle, AgreeUnderTheProfileAsShipped) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    scenarios::Scenario scenario = to_scenario(draft_of(seed), seed);
    scenario.semantics = "flink";
    EXPECT_EQ(findings_of(scenario), "") << "seed " << seed;
  }
}

// A judge that looked at nothing would agree, too.
TEST(EngineAndOracle, MeetInterestingThings) {
  std::uint64_t late_firings = 0;
  std::uint64_t refused = 0;
  std::uint64_t idle = 0;
  std::uint64_t faults = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    for (const sim::TraceEvent& event : run_of(to_scenario(draft_of(seed), seed)).trace.events) {
      if (event.kind == sim::EventKind::RecordLate) ++late_firings;
      if (event.kind == sim::EventKind::RecordDrop || event.kind == sim::EventKind::RecordSide) ++refused;
      if (event.kind == sim::EventKind::SourceIdle) ++idle;
      if (event.kind == sim::EventKind::FaultEffect) ++faults;
    }
  }
  EXPECT_GT(late_firings, 50u);
  EXPECT_GT(refused, 100u);
  EXPECT_GT(idle, 20u);
  EXPECT_GT(faults, 50u);
}

}  // namespace
}  // namespace testing
}  // namespace wavetank::properties

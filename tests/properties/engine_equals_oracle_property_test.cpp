// Engine and oracle side by side over generated streams, bounds, latenesses, wirings and faults: the judge, which
// holds the engine's every result against the oracle's, finds nothing.
#include <cstdint>
#include <iostream>
#include <map>
#include <string>
#include <variant>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "properties/invariants/evidence.hpp"
#include "properties/words.hpp"
#include "tests/properties/any_window.hpp"
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

static void showValue(const WindowChoice& choice, std::ostream& out) {  // NOLINT(readability-identifier-naming)
  out << "assigner " << choice.assigner << " domain " << choice.domain << " trigger " << choice.trigger << " wrapper "
      << choice.wrapper << " accumulation " << choice.accumulation << " evictor " << choice.evictor << " number "
      << choice.number;
}

namespace {

// The draft with another window in it. A clock may go on for ever, so the run ends some time.
scenarios::Scenario with_window(scenarios::Scenario scenario, const WindowChoice& choice) {
  for (scenarios::Node& node : scenario.pipeline) {
    auto* const window = std::get_if<scenarios::WindowNode>(&node.op);
    if (window == nullptr) continue;
    choose_windows(choice, *window);
    break;
  }
  scenario.until = sim::saturating_add(sim::SimTime(0), sim::milliseconds(400));
  return scenario;
}

scenarios::Scenario any_scenario_of(std::uint64_t seed) {
  Draft draft = draft_of(seed);
  for (const Knob knob : kWindowKnobs) draft.knobs[static_cast<std::size_t>(knob)] = 0;
  return with_window(to_scenario(draft, seed), window_choice_of(seed));
}

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

RC_GTEST_PROP(EngineAndOracle, AgreeOnEveryWindow, ()) {
  const Draft draft = *any_draft();
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  const auto number = [](std::uint32_t limit) { return *rc::gen::inRange<std::uint32_t>(0, limit); };
  const WindowChoice choice{.assigner = number(5),
                            .domain = number(2),
                            .trigger = number(15),
                            .wrapper = number(4),
                            .accumulation = number(3),
                            .evictor = number(12),
                            .number = number(7)};
  const std::string findings = findings_of(with_window(to_scenario(draft, seed), choice));
  if (!findings.empty()) {
    showValue(draft, std::cerr);
    showValue(choice, std::cerr);
  }
  RC_ASSERT(findings == "");
}

TEST(EngineAndOracle, AgreeOnTheFirstSeedsOfEveryWindow) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    EXPECT_EQ(findings_of(any_scenario_of(seed)), "") << "seed " << seed;
  }
}

TEST(EngineAndOracle, AgreeOnEveryWindowUnderTheProfileAsShipped) {
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    scenarios::Scenario scenario = any_scenario_of(seed);
    scenario.semantics = "flink";
    EXPECT_EQ(findings_of(scenario), "") << "seed " << seed;
  }
}

// What broke: a continuous trigger sets a timer that is overdue when late sessions merge (TR-09), and what it then said
// was called on time, a second time.
TEST(EngineAndOracle, ASessionThatMergesBehindTheWatermarkSpeaksLate) {
  for (const std::uint64_t seed : {39444U, 64564U}) {
    EXPECT_EQ(findings_of(any_scenario_of(seed)), "") << "seed " << seed;
  }
}

// A judge that looked at nothing would agree, too.
TEST(EngineAndOracle, MeetEveryKindOfWindow) {
  std::map<std::string, std::uint64_t> met;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const scenarios::Run run = run_of(any_scenario_of(seed));
    for (const sim::TraceEvent& event : run.trace.events) {
      ++met[std::string(sim::info(event.kind).name)];
      if (event.kind == sim::EventKind::WindowFire) ++met[name_of(reason_of(event))];
      if (event.kind != sim::EventKind::RecordOut) continue;
      if (run.facts->rows.kind(row_in_b(event)) == engine::RowKind::UpdateBefore) ++met["taken back"];
    }
  }
  for (const char* kind : {"win.merge", "win.purge", "win.clear", "timer.event", "timer.processing", "early", "on time",
                           "late", "taken back"}) {
    EXPECT_GT(met[kind], 30U) << kind;
  }
}

// A judge that looked at nothing would agree, too.
TEST(EngineAndOracle, MeetEveryKindOfTable) {
  std::map<std::size_t, std::uint64_t> changes;  // by the operator's place among all operators
  std::uint64_t taken_back = 0;
  std::uint64_t refused = 0;
  std::uint64_t given_up = 0;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    const scenarios::Scenario scenario = to_scenario(draft_of(seed), seed);
    const scenarios::Run run = run_of(scenario);
    const Evidence evidence(scenario, run);
    for (const TableOfTask& task : evidence.tables()) {
      if (task.expected.closed < evidence.arrivals_of(task.actor).closed) ++given_up;
      for (const ExpectedStep& step : task.expected.steps) {
        refused += step.refused.size();
        for (const auto& [row, change] : step.changes) {
          ++changes[scenario.pipeline[task.node].op.index()];
          if (change < 0) ++taken_back;
        }
      }
    }
  }
  EXPECT_EQ(changes.size(), 8U);
  for (const auto& [op, count] : changes) EXPECT_GT(count, 100U) << "operator " << op;
  EXPECT_GT(taken_back, 1000U);
  EXPECT_GT(refused, 20U);
  EXPECT_LT(given_up, 100U);
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

// Batch execution against the oracle and against streaming: what streaming dropped is the whole difference.
#include <algorithm>
#include <map>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "properties/generators/arbitrary.hpp"
#include "properties/invariants/additions.hpp"
#include "sim/trace/joined_windows.hpp"
#include "tests/properties/support.hpp"

namespace wavetank::properties::testing {
namespace {

// A draft as a scenario that ends, with windows that event time alone decides. A second window hears what the first one
// says, not what comes in.
scenarios::Scenario ending(Draft draft, std::uint64_t seed) {
  draft.knobs[static_cast<std::size_t>(Knob::End)] = 0;
  for (const Knob knob : kWindowKnobs) draft.knobs[static_cast<std::size_t>(knob)] = 0;
  if (draft[Knob::Chain] == 4) draft.knobs[static_cast<std::size_t>(Knob::Chain)] = 0;
  return to_scenario(draft, seed);
}

scenarios::Scenario as_batch(scenarios::Scenario scenario) {
  scenario.execution = scenarios::Execution::Batch;
  return scenario;
}

bool is_of_window(const scenarios::Scenario& scenario, const scenarios::Run& run, const sim::TraceEvent& event) {
  const scenarios::Actor& actor = run.cast.actors[static_cast<std::size_t>(event.actor)];
  return actor.role == scenarios::Role::Task && scenario.pipeline[actor.at].id == "window";
}

// How often each (key, window) holds each record, by what records are and not by a run's ids.
using Contents = std::map<std::tuple<std::string, engine::Window, std::string>, int>;

std::string text_of(engine::RowId row, const engine::Facts& facts) {
  std::string text;
  for (std::uint32_t field = 1; field < 3; ++field) {
    text += facts.rows.is_null(row, field) ? "null " : std::to_string(facts.rows.bits(row, field)) + " ";
  }
  return text;
}

std::string key_text(engine::KeyId key, const engine::Facts& facts) {
  return key == engine::kNoKey ? "" : std::string(facts.keys.value(key, facts.texts).text);
}

// What the windows of a run took.
Contents taken(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  Contents contents;
  const engine::Facts& facts = *run.facts;
  const Evidence evidence(scenario, run);
  for (std::uint32_t at = 1; at <= evidence.size(); ++at) {
    const sim::TraceEvent& event = evidence.at(sim::EventId{at});
    if (!sim::says_joined(event.kind) || !is_of_window(scenario, run, event)) continue;
    for (const Addition& add : windows_of_add(sim::EventId{at}, evidence)) {
      ++contents[{key_text(add.key, facts), add.window, text_of(row_in_b(evidence.at(add.record)), facts)}];
    }
  }
  return contents;
}

// The windows that were late for a record, by their bounds: what streaming counted as late, window by window.
Contents too_late(const scenarios::Scenario& scenario, const scenarios::Run& run) {
  Contents contents;
  const Evidence evidence(scenario, run);
  for (const WindowTask& task : evidence.windows()) {
    const bool keyed = !evidence.node_of(task).key.empty();
    for (const ExpectedFate& fate : task.expected.fates) {
      const sim::TraceEvent& record = run.trace.at(fate.record);
      const engine::KeyId key = keyed ? engine::KeyId{engine::lower(record.b)} : engine::kNoKey;
      for (const engine::Window& window : fate.too_late) {
        ++contents[{key_text(key, *run.facts), window, text_of(engine::RowId{engine::upper(record.b)}, *run.facts)}];
      }
    }
  }
  return contents;
}

// The number that each (key, window) said last.
std::map<std::tuple<std::string, engine::Window>, std::int64_t> last_counts(const scenarios::Scenario& scenario,
                                                                            const scenarios::Run& run) {
  std::map<std::tuple<std::string, engine::Window>, std::int64_t> last;
  for (const sim::TraceEvent& event : run.trace.events) {
    if (event.kind != sim::EventKind::WindowFire || !is_of_window(scenario, run, event)) continue;
    const engine::RowId row{engine::lower(event.b)};
    const auto field = run.facts->rows.schema(run.facts->rows.schema_of(row)).find("n");
    last[{key_text(engine::KeyId{engine::lower(event.a)}, *run.facts),
          run.facts->windows.window(engine::WindowId{engine::upper(event.a)})}] =
        run.facts->rows.bits(row, field.value());
  }
  return last;
}

// Empty if the streaming run, and what it counted as late, is the batch.
std::string difference(const scenarios::Scenario& streaming) {
  const scenarios::Scenario batch = as_batch(streaming);
  const scenarios::Run streamed = run_of(streaming);
  const scenarios::Run batched = run_of(batch);
  Contents sum = taken(streaming, streamed);
  std::map<std::tuple<std::string, engine::Window>, std::int64_t> counts = last_counts(streaming, streamed);
  for (const auto& [record, times] : too_late(streaming, streamed)) {
    sum[record] += times;
    counts[{std::get<0>(record), std::get<1>(record)}] += times;
  }
  if (sum != taken(batch, batched)) return "the windows hold other records";
  if (counts != last_counts(batch, batched)) return "the windows say other numbers";
  return "";
}

RC_GTEST_PROP(Batch, IsWhatStreamingSaysAndWhatItCountedAsLate, ()) {
  const Draft draft = *any_draft();
  const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
  RC_ASSERT(difference(ending(draft, seed)) == "");
}

TEST(Batch, IsWhatStreamingSaysOnTheFirstSeeds) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    EXPECT_EQ(difference(ending(draft_of(seed), seed)), "") << "seed " << seed;
  }
}

// Second windows, too.
TEST(Batch, AgreesWithTheOracleOnTheFirstSeeds) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Draft draft = draft_of(seed);
    draft.knobs[static_cast<std::size_t>(Knob::End)] = 0;
    for (const Knob knob : kWindowKnobs) draft.knobs[static_cast<std::size_t>(knob)] = 0;
    EXPECT_EQ(findings_of(as_batch(to_scenario(draft, seed))), "") << "seed " << seed;
  }
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

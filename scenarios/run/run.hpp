// Running a scenario: plan it, run it, and hand back everything that judges, stories and pictures read.
//
//   Scenario ──► prepare ──► PreparedRun ──► run ──► Run { trace, facts, actors, fingerprint }
//
// A Run holds no live object of the engine. Its trace may be kept in memory or only streamed to sinks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/format/problem.hpp"
#include "scenarios/format/scenario.hpp"
#include "sim/cluster/world.hpp"

namespace wavetank::scenarios {

// Who acts in a trace. Actor ids are places in `Cast::actors`.
enum class Role : std::uint8_t { Producer, Log, Task, Coordinator, JobManager, TaskManager };
struct Actor {
  std::string name;  // "clicks", "log/clicks", "per-key/0", "coordinator/events", "tm-1"
  Role role = Role::Task;
  std::size_t at = 0;             // of a producer or log: the input; of a task or coordinator: the pipeline's node
  std::uint32_t subtask = 0;      // of a task
  std::uint32_t parallelism = 1;  // of a task
  std::vector<std::uint32_t> channels;  // of a task: how many channels each of its inputs has
};
struct Cast {
  std::vector<Actor> actors;
};

struct RunOptions {
  std::optional<std::uint64_t> seed;  // else the scenario's
  sim::Tape* tape = nullptr;          // else a silent one
  std::vector<sim::TraceSink*> sinks;
  enum class Keep : std::uint8_t { Trace, Nothing } keep = Keep::Trace;
  sim::Budgets budgets;
};

// A run's trace in memory. Event number n is events[n - 1].
struct Trace {
  std::vector<sim::TraceEvent> events;
  [[nodiscard]] const sim::TraceEvent& at(sim::EventId id) const { return events.at(static_cast<std::size_t>(id) - 1); }
};

// A run that ended early, from inside: a budget ran out, or something forbidden was asked.
struct StoppedBy {
  sim::FindingKind kind = sim::FindingKind::LiveProgress;
  std::string message;
};

struct Run {
  std::uint64_t seed = 0;
  std::shared_ptr<const engine::Facts> facts;  // shared with readers that outlive the run
  Cast cast;
  Trace trace;  // empty if not kept
  sim::Fingerprint fingerprint;
  std::vector<sim::Fingerprint> digests;
  std::uint64_t events = 0;  // of the trace, kept or not
  sim::SimTime end;          // simulated time at the end
  engine::ProcessingTime clock_base{0};
  bool job_failed = false;
  std::optional<StoppedBy> stopped;
};

// A scenario made ready: inputs read and drawn, plan wired. Several worlds may be made from it.
struct PreparedRun {
  std::uint64_t seed = 0;
  std::shared_ptr<engine::Facts> facts;
  std::unique_ptr<sim::Plan> plan;
  Cast cast;
};

struct Prepared {
  std::optional<PreparedRun> run;
  std::vector<InputError> errors;  // of input files; the scenario itself must be valid
};

// How many events the scripts of all inputs hold.
[[nodiscard]] std::uint64_t scripted_events(const PreparedRun& prepared);

// REQUIRES: `validate(scenario)` found nothing. Reads input files and draws generated inputs.
[[nodiscard]] Prepared prepare(const Scenario& scenario, const RunOptions& options);
[[nodiscard]] Run run(const PreparedRun& prepared, const RunOptions& options);

}  // namespace wavetank::scenarios

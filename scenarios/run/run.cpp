// The boundary of a run: in come plain data, out come plain data, and what is thrown inside is given its place.
#include "scenarios/run/run.hpp"

#include "scenarios/run/planner.hpp"
#include "scenarios/run/scripts.hpp"
#include "sim/guard/guard.hpp"

namespace wavetank::scenarios {
namespace {

class Keeper final : public sim::TraceSink {
 public:
  explicit Keeper(Trace& trace) : trace_(trace) {}
  void on_events(sim::EventId /*first*/, std::span<const sim::TraceEvent> events,
                 const engine::Facts& /*facts*/) override {
    trace_.events.insert(trace_.events.end(), events.begin(), events.end());
  }

 private:
  Trace& trace_;
};

}  // namespace

std::uint64_t scripted_events(const PreparedRun& prepared) {
  std::uint64_t events = 0;
  for (const sim::InputPlan& input : prepared.plan->inputs) events += input.script.size();
  return events;
}

Prepared prepare(const Scenario& scenario, const RunOptions& options) {
  Validation validation = validate(scenario);
  if (!validation.errors.empty()) return {std::nullopt, std::move(validation.errors)};
  PreparedRun prepared;
  prepared.seed = options.seed.value_or(scenario.seed);
  prepared.facts = std::make_shared<engine::Facts>();
  prepared.plan = std::make_unique<sim::Plan>();
  prepared.plan->budgets = options.budgets;
  sim::Tape silent;
  sim::Tape& tape = options.tape != nullptr ? *options.tape : silent;
  build_plan(scenario, validation.resolved, tape, prepared);
  std::vector<InputError> errors = write_scripts(scenario, tape, prepared);
  if (!errors.empty()) return {std::nullopt, std::move(errors)};
  return {std::move(prepared), {}};
}

Run run(const PreparedRun& prepared, const RunOptions& options) {
  Run result;
  result.seed = prepared.seed;
  result.cast = prepared.cast;
  result.clock_base = prepared.plan->clock_base;
  // A run interns into facts of its own, so that one preparation gives equal runs however often it is used.
  const auto facts = std::make_shared<engine::Facts>(*prepared.facts);
  result.facts = facts;
  sim::Recorder recorder(*facts);
  Keeper keeper(result.trace);
  if (options.keep == RunOptions::Keep::Trace) recorder.attach(keeper);
  for (sim::TraceSink* sink : options.sinks) recorder.attach(*sink);
  sim::Tape silent;
  sim::World world(*prepared.plan, sim::RootSeed{prepared.seed});
  sim::Runner runner({*prepared.plan, *facts, options.tape != nullptr ? *options.tape : silent, recorder});
  try {
    const sim::Guard guard;
    runner.start(world);
    while (runner.step(world)) guard.check();
    recorder.flush();  // inside: who watches a run must not ask the machine either
    guard.check();
  } catch (const sim::Finding& finding) {
    result.stopped = StoppedBy{finding.kind(), finding.what()};
  } catch (const engine::InvariantViolation& violation) {
    throw engine::InvariantViolation(std::string(violation.what()) + "; seed " + std::to_string(prepared.seed) +
                                     ", step " + std::to_string(world.kernel.steps()) + ", simulated time " +
                                     std::to_string(world.kernel.now().ticks()) + " ns");
  }
  recorder.flush();  // of a run that was stopped
  result.fingerprint = world.head.fingerprint;
  result.digests = world.head.digests;
  result.events = world.head.next - 1;
  result.end = world.kernel.now();
  result.job_failed = world.failed;
  return result;
}

}  // namespace wavetank::scenarios

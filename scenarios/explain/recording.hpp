// A recorded run as readers see it: scenario, cast, facts and trace, whether just run or read from a file.
#pragma once

#include <memory>

#include "scenarios/run/run.hpp"
#include "scenarios/story/words.hpp"

namespace wavetank::scenarios {

struct Recording {
  Scenario scenario;
  std::shared_ptr<const engine::Facts> facts;
  Cast cast;
  Trace trace;
  engine::ProcessingTime clock_base{0};
  std::uint64_t seed = 0;
  sim::Fingerprint fingerprint;
  sim::SimTime end;

  [[nodiscard]] const sim::TraceEvent& at(sim::EventId id) const { return trace.at(id); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(trace.events.size()); }
  [[nodiscard]] const Actor& actor(const sim::TraceEvent& event) const {
    return cast.actors[static_cast<std::size_t>(event.actor)];
  }
  // The operator of a task's event. REQUIRES: the actor is a task.
  [[nodiscard]] const Node& node(const sim::TraceEvent& event) const { return scenario.pipeline[actor(event).at]; }
};

// What `run` kept. REQUIRES: the trace was kept.
[[nodiscard]] Recording record(const Scenario& scenario, Run run);

}  // namespace wavetank::scenarios

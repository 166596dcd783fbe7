// Cutting a trace.
#include "properties/prefix.hpp"

#include <algorithm>

namespace wavetank::properties {

std::optional<sim::EventId> first_failure(const scenarios::Run& run) {
  const auto failed = std::ranges::find_if(run.trace.events, [](const sim::TraceEvent& event) {
    return event.kind == sim::EventKind::HostCrash || event.kind == sim::EventKind::JobFailure;
  });
  if (failed == run.trace.events.end()) return std::nullopt;
  return sim::EventId{static_cast<std::uint32_t>(failed - run.trace.events.begin() + 1)};
}

scenarios::Run prefix_before(const scenarios::Run& run, sim::EventId failure) {
  scenarios::Run prefix = run;
  prefix.trace.events.resize(static_cast<std::size_t>(failure) - 1);
  prefix.events = prefix.trace.events.size();
  prefix.job_failed = true;  // in the middle of a step, as far as can be known
  return prefix;
}

}  // namespace wavetank::properties

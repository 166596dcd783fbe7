// What happens to a job and its processes, in words.
#pragma once

#include <optional>
#include <string>

#include "scenarios/story/decisions.hpp"

namespace wavetank::scenarios {

// Nothing if the event is none of the job's. `actor`: its name.
[[nodiscard]] std::optional<Told> tell_job(const std::string& actor, const sim::TraceEvent& event,
                                           const engine::Facts& facts);

// Nothing if the event is none of a checkpoint.
[[nodiscard]] std::optional<Told> tell_checkpoint(const std::string& actor, const sim::TraceEvent& event);

}  // namespace wavetank::scenarios

// What patterns find, in words.
#pragma once

#include <optional>
#include <string>

#include "scenarios/story/decisions.hpp"

namespace wavetank::scenarios {

// Nothing if the event is none of a pattern's own. `by`: whose it is.
[[nodiscard]] std::optional<Told> tell_sequence(const std::string& by, const sim::TraceEvent& event,
                                                const engine::Facts& facts, const Words& words);

}  // namespace wavetank::scenarios

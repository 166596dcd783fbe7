// What joins decide, in words.
#pragma once

#include <optional>

#include "scenarios/story/decisions.hpp"

namespace wavetank::scenarios {

// Nothing if the event is none of a join's own.
[[nodiscard]] std::optional<Told> tell_join(const sim::TraceEvent& event, const engine::Facts& facts,
                                            const Words& words);

// What a window has of both sides when it speaks (PF-13). REQUIRES: a JoinWindow.
[[nodiscard]] std::string met_text(const sim::TraceEvent& event, const engine::Facts& facts, const Words& words);

}  // namespace wavetank::scenarios

// Any trace event in one line: what the log view shows, and the links of a chain of causes.
#pragma once

#include <string>

#include "scenarios/explain/recording.hpp"

namespace wavetank::scenarios {

// "a@00:07 arrives at per-key/0"
[[nodiscard]] std::string describe(const Recording& recording, sim::EventId id);

// "a@00:07" of an event that carries a record; "a record@…" without a key.
[[nodiscard]] std::string record_text(const Recording& recording, const sim::TraceEvent& event);
// "[00:00,00:10) a" of an event about a window.
[[nodiscard]] std::string window_text(const Recording& recording, const sim::TraceEvent& event);
[[nodiscard]] std::string window_text(const Recording& recording, const engine::Window& window, engine::KeyId key);

}  // namespace wavetank::scenarios

// Why: the reasons behind a trace event, a window or a silence, as data. Text, cards and pictures are renderings of it.
//
// Reads the trace and nothing else: assigned windows, the watermark at arrival and what set it, the rule that decided,
// the margin, where the record ended, and the chain of causes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/explain/recording.hpp"

namespace wavetank::scenarios {

// One fact, with the event that shows it.
struct Reason {
  std::string text;
  std::optional<sim::EventId> event;
};

struct Explanation {
  std::string title;                // what is explained
  std::vector<Reason> reasons;      // why, most important first
  std::vector<sim::EventId> chain;  // the event, its cause, the cause of that, …
};

// REQUIRES: 1 <= id <= recording.size().
[[nodiscard]] Explanation explain_event(const Recording& recording, sim::EventId id);

// All that happened to windows of a key, or the one that starts at `start`; also why a window has not fired.
// `key` is compared with keys as they are written in the story. Without `start`, also its records in no window.
// Empty if no window task ever saw the key.
[[nodiscard]] std::vector<Explanation> explain_key(const Recording& recording, const std::string& key,
                                                   std::optional<engine::EventTime> start);

// Events to their first cause; at most kChainMax long.
inline constexpr std::size_t kChainMax = 64;
[[nodiscard]] std::vector<sim::EventId> chain_of(const Recording& recording, sim::EventId id);

// As text: title, reasons with "#41", and the chain.
[[nodiscard]] std::string to_text(const Recording& recording, const Explanation& explanation);

}  // namespace wavetank::scenarios

// What sorts, splits and functions over a keyed stream decide, in words.
#pragma once

#include <optional>
#include <string>

#include "engine/facts/facts.hpp"
#include "scenarios/story/words.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::scenarios {

// A line of a story: what happened, to whom, and why.
struct Told {
  std::string what;  // "late"
  std::string text;
  std::string why;
};

// Nothing if the event, at a task of `node`, is none of their decisions.
[[nodiscard]] std::optional<Told> tell_decision(const Node& node, const sim::TraceEvent& event,
                                                const engine::Facts& facts, const Words& words);

// A record that has no key: its field "key", or all of them.
[[nodiscard]] std::string row_text(engine::RowId row, const engine::Facts& facts);

// "value 500, at 00:07": the fields of a row that functions send, without its key or with it.
enum class KeyField : std::uint8_t { Shown, Left };
[[nodiscard]] std::string fields_text(engine::RowId row, KeyField key, const engine::Facts& facts, const Words& words);

// "WO-14" of rec.drop and rec.side.
[[nodiscard]] std::string rule_text(std::uint64_t rule);

// How a function calls what it keeps of a key, "steps reached of ann".
[[nodiscard]] std::string state_text(const sim::TraceEvent& event, const engine::Facts& facts);

}  // namespace wavetank::scenarios

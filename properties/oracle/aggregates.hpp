// Aggregates worked out from scratch, from the rows of a window's contents, in the order of their arrival.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/facts/facts.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::properties {

// Nothing is said about it: the oracle does not cover the expression of a reduce, or the field's type.
struct Unjudged {
  friend constexpr bool operator==(const Unjudged&, const Unjudged&) = default;
};
// A null is monostate; a list is its text "[1,2]".
using Answer = std::variant<std::monostate, Unjudged, std::int64_t, std::string>;

[[nodiscard]] Answer aggregate(const scenarios::AggregateSpec& spec, std::span<const engine::RowId> contents,
                               const engine::Facts& facts);

// What two results of a reduce make together: two parts of a session, or a part and one more record. A null is none.
[[nodiscard]] Answer combined(const scenarios::AggregateSpec& spec, const Answer& before, const Answer& more);

// What a row holds under that name. REQUIRES: its schema has the field.
[[nodiscard]] Answer value_in(engine::RowId row, std::string_view field, const engine::Facts& facts);

// Equal, or one of them says nothing.
[[nodiscard]] bool agree(const Answer& expected, const Answer& actual);

// "3", "null", "[1,2]", "?"
[[nodiscard]] std::string to_text(const Answer& answer);

}  // namespace wavetank::properties

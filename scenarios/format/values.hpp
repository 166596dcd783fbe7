// Field values as text: in CSV cells, in the compact notation of events, and in JSON strings.
//
// A Value holds what a row's cell holds: a decimal is an integer in units of its scale, a timestamp is milliseconds,
// an opaque double is its bits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/result.hpp"
#include "engine/base/time.hpp"
#include "engine/facts/schema.hpp"
#include "scenarios/format/scenario.hpp"

namespace wavetank::scenarios {

// A Value whose text stands somewhere else.
using ValueView = std::variant<std::monostate, std::int64_t, bool, std::string_view>;

[[nodiscard]] Value owned(const ValueView& value);

// `text` as a value of `field`. Lengths of time in a timestamp count from `base`.
[[nodiscard]] engine::Result<ValueView> parse_value(std::string_view text, const engine::Field& field,
                                                    engine::EventTime base);

[[nodiscard]] engine::Result<std::int64_t> parse_integer(std::string_view text);

// "12.50" at scale 2 is 1250.
[[nodiscard]] engine::Result<std::int64_t> parse_decimal(std::string_view text, std::uint8_t scale);

// The bits of a double, which is carried and never looked at.
[[nodiscard]] engine::Result<std::int64_t> parse_opaque(std::string_view text);

// A point in event time: an ISO 8601 instant, or a length of time from `base`.
[[nodiscard]] engine::Result<engine::EventTime> parse_event_time(std::string_view text, engine::EventTime base);

// Whether `value` can be a value of `field`; null always can.
[[nodiscard]] bool fits(const Value& value, const engine::Field& field);

// "int64", "decimal(2)", "text", ...
[[nodiscard]] std::string type_text(const engine::Field& field);

}  // namespace wavetank::scenarios

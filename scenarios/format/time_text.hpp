// Times as people write them: "250ms", "1h30m", "2.5s", "2013-02-08T12:00:00Z".
//
// Exact: what does not fit the unit that is asked for is refused, never rounded. Problems are phrased to follow the
// name of what was read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"
#include "engine/base/time.hpp"
#include "sim/kernel/time.hpp"

namespace wavetank::scenarios {

// A number with a unit of ns, us, ms, s, m, h or d, or several of falling size; a minus may stand before all.
[[nodiscard]] engine::Result<sim::SimDuration> parse_nanoseconds(std::string_view text);
[[nodiscard]] engine::Result<engine::Millis> parse_milliseconds(std::string_view text);

// ISO 8601 as milliseconds since 1970: a date, or a date and time with Z or an offset such as +01:00.
[[nodiscard]] engine::Result<std::int64_t> parse_instant(std::string_view text);

// Whether `text` begins as a date does and not as a length of time.
[[nodiscard]] bool looks_like_instant(std::string_view text);

// The shortest way to write it: "1h30m", "2.5s" is "2s500ms".
[[nodiscard]] std::string to_text(engine::Millis length);
[[nodiscard]] std::string to_text(sim::SimDuration length);

}  // namespace wavetank::scenarios

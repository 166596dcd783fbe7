// Numbers of a lateness report in words: short, for a screen.
#pragma once

#include <cstdint>
#include <string>

namespace wavetank::scenarios {

// The two greatest units that matter: "3h11m", "163d", "-2m", "250ms", "0s".
[[nodiscard]] std::string short_length(std::int64_t milliseconds);
// "328,521"
[[nodiscard]] std::string grouped(std::uint64_t number);
// "59.15 %", rounded down, so that 100 % means all.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);
// "99.9 %": as somebody would ask for it.
[[nodiscard]] std::string target_text(std::uint64_t of, std::uint64_t in);

}  // namespace wavetank::scenarios

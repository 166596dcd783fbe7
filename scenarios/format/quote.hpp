// A user's words in our messages: short, on one line, and valid UTF-8 whatever they were.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wavetank::scenarios {

inline constexpr std::size_t kQuotedBytesMax = 60;

// At most about `bytes_max` bytes, then "..."; control characters and what is not UTF-8 become '?'.
[[nodiscard]] std::string printable(std::string_view text, std::size_t bytes_max);

// The same in double quotes.
[[nodiscard]] std::string quote(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace wavetank::scenarios

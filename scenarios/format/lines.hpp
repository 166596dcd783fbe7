// One pass over a JSON text, before it is parsed: on which line each value begins, and whether the text is within
// the limits. It does not recurse, so a text nested ten thousand levels deep costs it nothing.
//
// The pass trusts nothing: whether the text is valid JSON is for the parser to say. For a text that is, there is one
// line per value, in the order in which a parser meets them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wavetank::scenarios {

inline constexpr std::size_t kTextBytesMax = std::size_t{16} << 20;
inline constexpr std::size_t kNestingMax = 64;
inline constexpr std::size_t kValuesMax = 500'000;

struct BrokenLimit {
  std::size_t line = 0;
  std::string message;
  std::string hint;
};

struct LineScan {
  std::vector<std::uint32_t> lines;    // of each value, from 1
  std::optional<BrokenLimit> problem;  // if there is one, `lines` ends before it
};

[[nodiscard]] LineScan scan_lines(std::string_view text);

// The line of the byte at `offset`, from 1.
[[nodiscard]] std::size_t line_at(std::string_view text, std::size_t offset);

}  // namespace wavetank::scenarios

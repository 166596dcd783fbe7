// The words of the expression language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"

namespace wavetank::engine {

enum class TokenKind : std::uint8_t {
  Integer,  // `magnitude`
  Decimal,  // `magnitude` in units of its `scale`
  Text,     // `text`, its escapes resolved
  Name,
  Symbol,  // an operator, parenthesis or comma
  End,
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::size_t offset = 0;
  std::string_view spelling;    // as it stands in the source; empty at the end
  std::uint64_t magnitude = 0;  // at most 2^63, so that a minus can make it the least integer
  std::uint8_t scale = 0;
  std::string text;
};

inline constexpr std::uint8_t kDecimalScaleMax = 18;

// All tokens and, last, End. Spellings are views into `source`.
//
// Names are ASCII letters, digits, `_` and any byte above ASCII, so that fields may be named in any language.
// Numbers are 10 and 10.25; texts are in "double" or 'single' quotes with the escapes \" \' \\ \n.
[[nodiscard]] Result<std::vector<Token>> tokens_of(std::string_view source);

}  // namespace wavetank::engine

// Cutting and cleaning text for messages.
#include "scenarios/format/quote.hpp"

#include <algorithm>

namespace wavetank::scenarios {
namespace {

constexpr unsigned byte_of(char letter) { return static_cast<unsigned char>(letter); }

std::size_t size_after(unsigned first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

// How many bytes the character at the front takes; 0 if it is none. Overlong forms and surrogates are none.
std::size_t character_size(std::string_view text) {
  const unsigned first = byte_of(text.front());
  const std::size_t size = size_after(first);
  if (size == 1) return 1;
  if (size == 0 || text.size() < size) return 0;
  const std::string_view rest = text.substr(1, size - 1);
  if (!std::all_of(rest.begin(), rest.end(), [](char letter) { return (byte_of(letter) & 0xc0) == 0x80; })) return 0;
  const unsigned second = byte_of(text[1]);
  const bool overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
  const bool beyond = (first == 0xed && second >= 0xa0) || (first == 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : size;
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes_max) {
  std::string shown;
  while (!text.empty()) {
    if (shown.size() >= bytes_max) return shown + "...";
    const std::size_t size = character_size(text);
    const bool is_control = byte_of(text.front()) < 0x20 || byte_of(text.front()) == 0x7f;
    shown += size == 0 || is_control ? std::string_view("?") : text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return shown;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string quote(std::string_view text) { return '"' + printable(text, kQuotedBytesMax) + '"'; }

}  // namespace wavetank::scenarios

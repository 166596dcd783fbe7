// Multiply-mix hashing of 64-bit words: one multiplication to 128 bits, folded. Not cryptographic.
//
// Used wherever a hash must be equal on every machine, compiler and run: content hashes of interned facts,
// tables, the trace's fingerprint. `std::hash` promises none of that.
#pragma once

#include <cstdint>
#include <string_view>

namespace wavetank::engine {

__extension__ using Wide = unsigned __int128;

[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15ULL) * (b ^ 0xd1b54a32d192ed03ULL);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Content hash of bytes; the length is part of it.
[[nodiscard]] constexpr std::uint64_t mix_bytes(std::string_view bytes) {
  std::uint64_t hash = mix(bytes.size(), 0x2545f4914f6cdd1dULL);
  std::uint64_t word = 0;
  unsigned filled = 0;
  for (const char byte : bytes) {
    word = (word << 8) | static_cast<unsigned char>(byte);
    if (++filled == 8) {
      hash = mix(hash, word);
      word = 0;
      filled = 0;
    }
  }
  return mix(hash, word ^ (std::uint64_t{filled} << 60));
}

}  // namespace wavetank::engine

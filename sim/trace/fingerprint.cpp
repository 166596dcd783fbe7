// Fingerprints as text.
#include "sim/trace/fingerprint.hpp"

namespace wavetank::sim {

std::string to_hex(const Fingerprint& fingerprint) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t word : {fingerprint.high, fingerprint.low}) {
    for (unsigned shift = 64; shift > 0; shift -= 4) text.push_back(kDigits[(word >> (shift - 4)) & 0xf]);
  }
  return text;
}

}  // namespace wavetank::sim

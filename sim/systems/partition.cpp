// murmur2, as Kafka's clients hash keys.
#include "sim/systems/partition.hpp"

namespace wavetank::sim {
namespace {

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

}  // namespace

std::uint32_t murmur2(std::string_view bytes) {
  constexpr std::uint32_t kFactor = 0x5bd1e995u;
  std::uint32_t hash = 0x9747b28cu ^ static_cast<std::uint32_t>(bytes.size());
  std::size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    std::uint32_t word = byte_at(bytes, at) | (byte_at(bytes, at + 1) << 8) | (byte_at(bytes, at + 2) << 16) |
                         (byte_at(bytes, at + 3) << 24);
    word *= kFactor;
    word ^= word >> 24;
    word *= kFactor;
    hash *= kFactor;
    hash ^= word;
  }
  if (at < bytes.size()) {
    for (std::size_t rest = bytes.size() - at; rest > 0; --rest) {
      hash ^= byte_at(bytes, at + rest - 1) << (8 * (rest - 1));
    }
    hash *= kFactor;
  }
  hash ^= hash >> 13;
  hash *= kFactor;
  hash ^= hash >> 15;
  return hash;
}

}  // namespace wavetank::sim

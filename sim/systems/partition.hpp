// Which partition of a log a key goes to: the default partitioner of Apache Kafka's producer, murmur2 over the
// serialised key, sign cleared, modulo the number of partitions.
#pragma once

#include <cstdint>
#include <string_view>

namespace wavetank::sim {

// The 32-bit murmur2 of Kafka's clients (seed 0x9747b28c).
[[nodiscard]] std::uint32_t murmur2(std::string_view bytes);

// REQUIRES: partitions > 0.
[[nodiscard]] inline std::uint32_t partition_of(std::string_view key, std::uint32_t partitions) {
  return (murmur2(key) & 0x7fffffffu) % partitions;
}

}  // namespace wavetank::sim

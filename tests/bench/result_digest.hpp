// One window result in a digest. Digests are sums of these: an engine fires keys in another order than a scan does.
#pragma once

#include <cstdint>

#include "engine/base/mix.hpp"

namespace wavetank::bench {

// What a bare loop keeps of a key's window.
struct Slot {
  std::int64_t sum = 0;
  std::int64_t count = 0;
};

inline std::uint64_t digest_of(std::int64_t key, std::int64_t start, const Slot& slot) {
  return engine::mix(static_cast<std::uint64_t>(key) ^ static_cast<std::uint64_t>(start) << 32,
                     static_cast<std::uint64_t>(slot.sum) ^ static_cast<std::uint64_t>(slot.count) << 40);
}

}  // namespace wavetank::bench

// The fingerprint of a run: a rolling 128-bit hash over the fields of its trace events, always on.
//
// Two multiply-mix lanes over whole words; never over object bytes, and ids enter by the content they name. One
// digest per 1,024 events is kept so that two runs can be compared without their traces: the first differing digest
// localises a divergence. PERFORMANCE budgets about 5 ns an event.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "sim/trace/event.hpp"

namespace wavetank::sim {

struct Fingerprint {
  std::uint64_t high = 0x6a09e667f3bcc908ULL;
  std::uint64_t low = 0xbb67ae8584caa73bULL;

  // `a` and `b` are the event's, with ids replaced by contents.
  void add(const TraceEvent& event, std::uint64_t a, std::uint64_t b) {
    const std::uint64_t head =
        static_cast<std::uint64_t>(event.time.ticks()) ^ std::rotl(std::uint64_t{event.cause}, 40);
    const std::uint64_t what = (static_cast<std::uint64_t>(event.kind) << 16) | static_cast<std::uint64_t>(event.actor);
    high = engine::mix(high ^ head, (a ^ std::rotl(b, 32)) + what);
    low = engine::mix(low ^ b, head + a + (what << 32));
  }
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

// 32 hexadecimal digits.
[[nodiscard]] std::string to_hex(const Fingerprint& fingerprint);

inline constexpr std::uint32_t kEventsPerDigest = 1024;

}  // namespace wavetank::sim

// Barriers and the other marks of checkpoints that travel between records.
#pragma once

#include <cstdint>

#include "engine/base/ids.hpp"
#include "engine/base/time.hpp"

namespace wavetank::engine {

// How a barrier behaves. All barriers of one checkpoint are of one kind, except that a sender whose own output was too
// slow turns one that may time out into an unaligned one (CK-26).
enum class BarrierKind : std::uint8_t {
  Aligned,      // keeps its place among the records
  Savepoint,    // likewise, and nothing ever makes it overtake (CK-27)
  Timeout,      // keeps its place until the alignment takes too long; announced ahead of the queue (CK-26)
  Unaligned,    // overtakes everything (CK-25)
  AtLeastOnce,  // keeps its place; what follows it is not held back (CK-24)
};

// Whether the channel is held behind it until the gate resumes it.
[[nodiscard]] constexpr bool holds_channel(BarrierKind kind) {
  return kind == BarrierKind::Aligned || kind == BarrierKind::Savepoint || kind == BarrierKind::Timeout;
}

struct Barrier {
  CheckpointId checkpoint{};
  BarrierKind kind = BarrierKind::Aligned;
  ProcessingTime triggered_at{};  // by the coordinator's clock
  Millis alignment_timeout{};     // kind Timeout only, counted from `triggered_at`
  friend bool operator==(const Barrier&, const Barrier&) = default;
};

// Sent in place of a barrier by a task that gave the checkpoint up (CK-18).
struct CancelMarker {
  CheckpointId checkpoint{};
  friend bool operator==(const CancelMarker&, const CancelMarker&) = default;
};

// Nothing follows on this channel.
struct EndOfPartition {
  friend bool operator==(const EndOfPartition&, const EndOfPartition&) = default;
};

// Where a checkpoint stands when the task takes it.
enum class Alignment : std::uint8_t {
  Aligned,    // all barriers are in: there is no in-flight data
  Unaligned,  // the records that barriers overtook belong to it
};

}  // namespace wavetank::engine

// What may be asked of a checkpoint coordinator.
#pragma once

#include <cstdint>

namespace wavetank::engine {

enum class SnapshotKind : std::uint8_t {
  Checkpoint,         // Flink's own: it may be subsumed and is deleted when enough newer ones are retained
  Savepoint,          // the user's: kept, never subsumed; the job goes on and is not told of its completion (CK-11)
  StopWithSavepoint,  // after it the job ends; windows and timers stay open in it (CK-34)
  StopWithDrain,      // the input is ended first, so all windows have spoken (CK-33)
};

[[nodiscard]] constexpr bool is_savepoint(SnapshotKind kind) { return kind != SnapshotKind::Checkpoint; }
// Whether tasks wait for its completion and then end.
[[nodiscard]] constexpr bool is_synchronous(SnapshotKind kind) {
  return kind == SnapshotKind::StopWithSavepoint || kind == SnapshotKind::StopWithDrain;
}

}  // namespace wavetank::engine

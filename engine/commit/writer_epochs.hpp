// Under which checkpoint a sink's writer hands over what it prepared (SS-16, SS-19).
//
// After the end of input nothing comes any more: the last batch goes under the checkpoint after the last known one, and
// barriers that follow find the writer silent. No snapshot keeps the end: a writer that is restored reads, and ends, again.
#pragma once

#include <optional>

#include "engine/commit/committable.hpp"

namespace wavetank::engine {

class WriterEpochs {
 public:
  // `restored`: the snapshot that the job was restored from, if it was.
  explicit WriterEpochs(CheckpointId restored = kNoCheckpointYet) : last_known_(restored) {}

  // A barrier is about to pass: flush and hand over under this checkpoint, before it. Empty: nothing any more.
  // REQUIRES: the id is greater than the last.
  [[nodiscard]] std::optional<CheckpointId> on_barrier(CheckpointId checkpoint);
  // The input ended: flush for good and hand over under this checkpoint. Empty: it had ended before.
  [[nodiscard]] std::optional<CheckpointId> on_end();

  // A record that comes after it fails the job.
  [[nodiscard]] bool has_ended() const { return ended_; }

  friend bool operator==(const WriterEpochs&, const WriterEpochs&) = default;

 private:
  CheckpointId last_known_;
  bool ended_ = false;
};

}  // namespace wavetank::engine
